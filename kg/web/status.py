"""How the server is: for who looks after it, and for what starts it again."""

import json
from collections.abc import Mapping

from kg.web.message import Response
from kg.web.metrics import MEDIA_TYPE, Metrics
from kg.words.formats import web_type


def health(is_well: bool, triples: int, dataset: str) -> Response:
    """Return whether questions can be answered now: 200 or 503, with what is served."""
    told = {"status": "ok" if is_well else "no workers", "dataset": dataset, "triples": triples}
    return Response(
        200 if is_well else 503,
        {"content-type": web_type(".json"), "cache-control": "no-store"},
        json.dumps(told).encode() + b"\n",
    )


def measure(metrics: Metrics, numbers: Mapping[str, float]) -> Response:
    """Return the numbers of the server for Prometheus."""
    return Response(200, {"content-type": MEDIA_TYPE, "cache-control": "no-store"}, metrics.write(numbers))
