"""``kg serve`` in a process of its own, at a free port, and requests to it that no library mends."""

import http.client
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.conftest import ROOT


@contextmanager
def served(*arguments):
    """Start the server, yield its address, and end it; it has answered nothing before it says where it listens."""
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline()
            assert "http://" in line, process.stderr.read()
            yield line[line.index("http://") :].split()[0].rstrip("/.")
        finally:
            process.terminate()
            process.communicate(timeout=30)


def send(address, method, path, body=None, headers=()):
    """Return status, headers (lower case) and body of the response to a request with exactly these headers and Host."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()
