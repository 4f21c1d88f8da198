"""Real SPARQL servers, each a process of its own on the loopback: empty ones to write to, and one that is read only."""

import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.request
from contextlib import contextmanager

import pytest


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def running(command, address, **how):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
    try:
        for _ in range(300):
            assert process.poll() is None, f"{command[0]} has not started"
            try:
                urllib.request.urlopen(address, timeout=1).close()
                break
            except OSError as error:
                if getattr(error, "code", None):
                    break
                time.sleep(0.1)
        else:
            pytest.fail(f"{command[0]} does not answer")
        yield
    finally:
        process.kill()
        process.wait()


def oxigraph_program():
    program = shutil.which("oxigraph") or shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
    if program is None:
        pytest.skip("the program oxigraph is not installed; it comes with the tools of the tests")
    return program


@contextmanager
def oxigraph(*flags, command="serve"):
    """Give the address of an Oxigraph server, where it is asked; what it holds is in memory."""
    port = free_port()
    serve = [oxigraph_program(), command, "--bind", f"127.0.0.1:{port}", *flags]
    with running(serve, f"http://127.0.0.1:{port}/"):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def read_only_oxigraph(folder, files, *flags):
    """Give the address of an Oxigraph server over files, each with the flags for its graph; its store is in a folder."""
    store = ["--location", str(folder)]
    for file, *graph in files:
        load = [oxigraph_program(), "load", *store, "--file", str(file), *graph]
        subprocess.run(load, check=True, capture_output=True)
    with oxigraph(*store, *flags, command="serve-read-only") as address:
        yield address


#: Name and password of a new Virtuoso.
VIRTUOSO = {"KG_USER": "dba", "KG_PASSWORD": "dba"}

_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
"""


@contextmanager
def virtuoso(folder):
    """Give the address of a Virtuoso server, where it is asked."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not installed; tests/set-up-system.sh installs it where it can")
    http = free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_INI.format(folder=folder, http=http, sql=free_port()), encoding="utf-8")
    command = [program, "+foreground", "+configfile", str(settings)]
    with running(command, f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D", cwd=folder):
        yield f"http://127.0.0.1:{http}/sparql"
