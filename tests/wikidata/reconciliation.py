"""A small reconciliation service over the same items (Reconciliation Service API 0.2): manifest and batches.

It scores by the words of label and aliases alone, as real ones mostly do: it knows nothing of our graph.
"""

import json
import threading
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from tests.wikidata.rdf import items

MANIFEST = {
    "versions": ["0.2"],
    "name": "Small Wikidata (en)",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "defaultTypes": [],
    "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
    "batchSize": 20,
}


@cache
def names():
    """Return every name with its item."""
    found = []
    for name, item in items().items():
        if "label" in item and not item.get("deleted"):
            found += [(n.casefold(), name) for n in (item["label"], *item.get("aliases", ()))]
    return found


def reconcile(query):
    """Return the result of one query of a batch: the nearest by name, the best first."""
    known = names()
    hits = process.extract(query["query"].casefold(), [n for n, _ in known], scorer=ratio, score_cutoff=75, limit=None)
    best = {}
    for _, score, place in hits:
        item = known[place][1]
        best[item] = max(score, best.get(item, 0))
    scored = sorted(best.items(), key=lambda hit: (-hit[1], int(hit[0][1:])))
    return {"result": [_candidate(score, name, items()[name]) for name, score in scored[: query.get("limit", 10)]]}


def _candidate(score, name, item):
    types = [s["v"] for s in item.get("statements", ()) if s["p"] == "P31"]
    return {
        "id": name,
        "name": item["label"],
        "description": item.get("description", ""),
        "type": [{"id": t, "name": items().get(t, {}).get("label", t)} for t in types],
        "score": round(score, 1),
        "match": False,
    }


class Service(BaseHTTPRequestHandler):
    """The manifest by GET, a batch by POST; every request is counted."""

    def do_GET(self):
        self._reply(MANIFEST)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        queries = json.loads(parse_qs(body)["queries"][0])
        self.server.asked.append(queries)
        self.server.agents.append(self.headers["User-Agent"])
        self._reply({key: reconcile(query) for key, query in queries.items()})

    def _reply(self, answer):
        data = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json;charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@contextmanager
def reconciliation_service():
    """Yield the running service; ``.url`` is its address, ``.asked`` the batches that came."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.asked, server.agents = [], []
    server.url = f"http://127.0.0.1:{server.server_address[1]}/en/api"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
