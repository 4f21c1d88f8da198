"""The server as its users have it: a process of its own, on a free port, ended when the test is done with it."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

from tests.conftest import ROOT


class Served(str):
    """The address of a running ``kg serve``, without a slash at its end; with its process, and ways to call it."""

    process: subprocess.Popen
    log: str

    @property
    def port(self):
        return int(self.rpartition(":")[2])

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def say(self, data):
        """Return everything that the server answers to these bytes until it closes the connection."""
        with self.connect() as connection:
            connection.sendall(data)
            return read_all(connection)

    def request(self, line, *headers, body=b""):
        """Return status, headers and body of the answer to one request, written as it is."""
        lines = [line if " HTTP/" in line else f"{line} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
        return parse(self.say("\r\n".join([*lines, "", ""]).encode("latin-1") + body))

    def zygotes(self):
        """Return the processes that hold the dataset: that of the workers for queries, and that for pages."""
        return sorted(psutil.Process(self.process.pid).children(), key=lambda child: child.cmdline()[-1], reverse=True)

    def workers(self):
        """Return the processes that answer queries and make pages."""
        zygotes = self.zygotes()
        return [child for child in self.processes() if child not in zygotes]

    def kill_workers(self):
        for worker in self.workers():
            with suppress(psutil.NoSuchProcess):
                worker.kill()

    def processes(self):
        return psutil.Process(self.process.pid).children(recursive=True)


def read_all(connection):
    data = b""
    try:
        while part := connection.recv(1 << 16):
            data += part
    except ConnectionResetError:
        pass
    return data


def parse(data):
    head, _, body = data.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    if headers.get("transfer-encoding") == "chunked":
        body = b"".join(re.findall(rb"[0-9a-f]+\r\n(.*?)\r\n", body, re.DOTALL))
    return (int(status.split()[1]) if status else 0), headers, body


@contextmanager
def served(*flags, log=None, cwd=ROOT, env=None) -> Iterator[Served]:
    """Give the address of a running ``kg serve``."""
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", *([] if log else ["--no-log"]), *map(str, flags)]
    stderr = open(log, "wb") if log else subprocess.DEVNULL  # noqa: PTH123, SIM115
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True, cwd=cwd, env=env) as process:
        try:
            line = process.stdout.readline()
            assert "http://" in line, f"the server has not started: {process.wait()}"
            address = Served(line.split()[-1].rstrip("/"))
            address.process = process
            yield address
        finally:
            process.terminate()
            try:
                process.wait(20)
            finally:
                process.kill()
                if log:
                    stderr.close()
