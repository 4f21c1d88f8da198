"""A real SPARQL server over the small Wikidata: the program oxigraph in a process of its own, on the loopback."""

import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.request
from contextlib import contextmanager

import pytest

from tests.wikidata.rdf import turtle


@contextmanager
def sparql_server(folder, text=None):
    """Yield the address of the endpoint; the data are the small Wikidata, or the Turtle that is given."""
    program = shutil.which("oxigraph") or shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
    if program is None:
        pytest.skip("the program oxigraph is not installed; it comes with the tools of the tests")
    data = folder / "wikidata.ttl"
    data.write_text(text or turtle(), encoding="utf-8")
    store = ["--location", str(folder / "store")]
    subprocess.run([program, "load", *store, "--file", str(data)], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [program, "serve-read-only", *store, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.terminate()
        process.wait()
