"""A reconciliation service: names to items (Reconciliation Service API 0.2, W3C Entity Reconciliation Group)."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kg.link.journal import Journal
from kg.link.services import Services
from kg.store.transport import fetch_json
from kg.words.errors import Malformed

#: Names in one batch, well under what services allow, and candidates for each.
_NAMES, LIMIT = 10, 10

_ITEM = re.compile(r"Q[1-9][0-9]*")


def reconcile(names: Sequence[str], services: Services, journal: Journal) -> dict[str, list[dict[str, str]]]:
    """Return the items that a service offers for each name: item, label, description and ids of types, as texts.

    Raises one of the kinds of error of a service; Malformed when an answer has not the form of the standard.
    """
    address = services.reconcile
    assert address is not None

    def ask(questions: Sequence[str]) -> Mapping[str, Any]:
        batch = {f"q{number}": json.loads(question) for number, question in enumerate(questions)}
        answer = fetch_json(address, {"queries": json.dumps(batch)}, services.seconds, services.insecure)
        try:
            return {
                question: [_row(hit) for hit in answer[f"q{number}"]["result"]]
                for number, question in enumerate(questions)
            }
        except (KeyError, TypeError, ValueError):
            message = f"{address} answers with other JSON than the reconciliation standard has; is it such a service?"
            raise Malformed(message) from None

    questions = {json.dumps({"query": name, "limit": LIMIT}, ensure_ascii=False): name for name in names}
    answers = journal.answers(address, list(questions), ask, _NAMES)
    return {name: answers[question] for question, name in questions.items()}


def _row(hit: Mapping[str, Any]) -> dict[str, str]:
    if not _ITEM.fullmatch(hit["id"]):
        raise ValueError(hit["id"])
    types = [kind["id"] if isinstance(kind, dict) else str(kind) for kind in hit.get("type") or ()]
    description = hit.get("description") or ""
    if not isinstance(hit["name"], str) or not isinstance(description, str):
        raise TypeError
    return {"item": hit["id"], "label": hit["name"], "description": description, "types": " ".join(types)}
