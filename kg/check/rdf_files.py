"""RDF files of somebody else's, held against our shapes: parsed and validated where they can do no harm."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from rdflib import RDF, Graph, URIRef

from kg.check.findings import Finding
from kg.check.foreign import forgeries, nothing_held
from kg.check.graph_gate import tell, whole_graph
from kg.check.shapes import check_graph
from kg.check.terms import unknown_terms
from kg.compile.names import PAO
from kg.store.engine import load_files
from kg.store.graph import as_graph
from kg.store.worker import run
from kg.words.folders import bundled
from kg.words.layers import BUILT, Layer

#: What a file that describes a claim anew cannot take from it: who speaks, and that it is denied.
_KEPT = (PAO.attribution, PAO.polarity)

#: Seconds that reading and validating may take together.
SECONDS = 45.0


def check_files(paths: tuple[Path, ...], against: tuple[str, ...], engine: str) -> tuple[list[Finding], dict[str, int]]:
    """Return what breaks our rules in RDF files, and how many things each shape was held against.

    The files are read together, and held against what is named: the shapes with the dataset or with the ontology
    alone around them, and our terms. With our dataset around them, what they describe
    (with a type) takes the place of what the dataset says of it, and what else they say is added.
    Raises BadData, with file and line, for a file that cannot be read.
    """
    findings, matched = run(_task, paths, against, engine, seconds=SECONDS)
    return findings, matched


def _task(paths: tuple[Path, ...], against: tuple[str, ...], engine: str) -> tuple[list[Finding], dict[str, int]]:
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    given = as_graph(load_files(paths))
    findings = []
    if "terms" in against:
        for finding in unknown_terms(given, paths[0]):
            path, line = _place(paths, str(finding.thing))
            findings.append(replace(finding, path=path, line=line))
    if against == ("terms",):
        return findings, {}
    alone = "dataset" not in against
    ours = {} if alone else {layer.name: _read(layer) for layer in BUILT}
    for finding in forgeries(given, ours, paths[0]):
        path, line = _place(paths, str(finding.thing))
        findings.append(replace(finding, path=path, line=line))
    data = whole_graph(given, _surroundings(given, ours.values()))
    report = check_graph(data, engine)
    for result in report.results:
        if result.shape == "UnknownTerm" and "terms" in against:
            continue
        subject = data.value(URIRef(str(result.culprit)), RDF.subject)
        findings.append(tell(data, result, *_place(paths, str(result.culprit), str(subject))))
    if not findings and nothing_held(given, data):
        message = "no shape matches anything in the file, so nothing was checked"
        remedy = "Give things a type of our ontology, such as pao:Claim, or let the dataset stand around the file."
        findings.append(Finding("unmatched", paths[0], 1, message, remedy))
    return findings, report.matched


def _read(layer: Layer) -> Graph:
    part = Graph()
    for file in layer.files:
        part.parse(bundled(file), format="turtle")
    return part


def _surroundings(given: Graph, ours: Iterable[Graph]) -> Graph:
    """Return our dataset without what the given graph describes itself, layer by layer."""
    around = Graph()
    for part in ours:
        for triple in given.triples((None, RDF.type, None)):
            if triple in part:
                kept = [t for predicate in _KEPT for t in part.triples((triple[0], predicate, None))]
                part.remove((triple[0], None, None))
                for again in kept:
                    part.add(again)
        around += part
    return around


@cache
def _texts(paths: tuple[Path, ...]) -> list[tuple[Path, str]]:
    """Return the texts of files without the lines that declare prefixes, which name everything."""
    return [(path, re.sub(r"(?im)^[ \t]*@?prefix .*$", "", path.read_text(encoding="utf-8"))) for path in paths]


def _place(paths: tuple[Path, ...], *things: str) -> tuple[Path, int]:
    """Return the file and line where one of the things is first named, by its address or a prefixed name."""
    for iri in things:
        local = re.split(r"[/#]", iri)[-1]
        for pattern in (re.escape(iri) + r"(?![\w/-])", r"[:\"']" + re.escape(local) + r"(?![\w-])"):
            for path, text in _texts(paths):
                match = re.search(pattern, text)
                if match:
                    return path, text.count("\n", 0, match.start()) + 1
    return paths[0], 1
