"""Links as text for people, and as JSON: what is linked, candidates with their reasons, what was written."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kg.words.prefixes import PREFIXES
from kg.words.shown import on_one_line

if TYPE_CHECKING:
    from kg.link.acceptance import Decision
    from kg.link.scores import Scored
    from kg.link.status import Status
    from kg.link.suggestions import Suggestion


def today() -> str:
    """Return the day, as a link keeps it (UTC)."""
    return datetime.now(UTC).date().isoformat()


def print_status(status: "Status") -> None:
    """Print counts by class, candidates, look-alikes, and the list of what is to be reconciled."""
    from kg.link.status import Kind

    print(f"{'':22}{'things':>8}{'exact':>8}{'close':>8}{'candidate':>11}{'open':>8}")
    total = Kind("all", *(sum(column) for column in zip(*(kind[1:] for kind in status.kinds), strict=True)))
    for kind in (*status.kinds, total):
        print(f"{kind.name:22}{kind.things:8}{kind.exact:8}{kind.close:8}{kind.candidate:11}{kind.open:8}")
    for title, pairs in (("Candidates", status.candidates), ("Different, though they look like it", status.different)):
        print(f"\n{title}")
        for entity, link in pairs:
            reason = f": {link.because}" if link.because else ""
            print(f"  {entity.id} – {link.item} ({link.label or 'label not seen'}; {link.confidence}){reason}")
    print(f"\nTo reconcile: {len(status.to_reconcile)} things without an item", end="")
    print(f" ({status.ours_alone} more are groups and views, for which only we have words)")
    for entity in status.to_reconcile:
        print(f"  {entity.id} ({entity.type}): {entity.label}")


def status_json(status: "Status") -> dict[str, Any]:
    """Return the same for programs."""

    def rows(pairs: Any) -> list[dict[str, Any]]:
        return [
            {
                "thing": entity.id,
                "item": link.item,
                "match": link.match,
                "confidence": link.confidence,
                "seen": link.seen,
            }
            for entity, link in pairs
        ]

    return {
        "kinds": [kind._asdict() for kind in status.kinds],
        "matched": rows(status.matched),
        "candidates": rows(status.candidates),
        "different": rows(status.different),
        "to_reconcile": [{"thing": e.id, "type": e.type, "label": e.label} for e in status.to_reconcile],
    }


def print_suggestions(suggestions: "Sequence[Suggestion]") -> None:
    """Print the candidates of each thing with their reasons."""
    for suggestion in suggestions:
        profile, ranked = suggestion
        print(f"{profile.label} ({profile.type}, {profile.id})")
        if not ranked:
            print("  nothing of that name was found")
        for number, scored in enumerate(ranked):
            likely = "; stands out" if number == 0 and suggestion.is_likely else ""
            print(f"  {describe(scored)}{likely}")
    print("Nothing is linked by itself: --confirm asks about each, --review FILE writes a file to answer in.")


def describe(scored: "Scored") -> str:
    """Return a candidate in one line: item, label, description, score and reasons."""
    candidate = scored.candidate
    what = f": {on_one_line(candidate.description)}" if candidate.description else ""
    reasons = ", ".join(f"{text} {points:+d}" for text, points in scored.reasons)
    return f"{scored.score:3} {candidate.item} {on_one_line(candidate.label)}{what} [{on_one_line(reasons)}]"


def suggestions_json(suggestions: "Sequence[Suggestion]") -> list[dict[str, Any]]:
    """Return the same for programs."""
    return [
        {
            "thing": profile.id,
            "candidates": [
                {
                    "item": PREFIXES["wd"] + scored.candidate.item,
                    "label": scored.candidate.label,
                    "description": scored.candidate.description,
                    "score": scored.score,
                    "reasons": [{"reason": text, "points": points} for text, points in scored.reasons],
                    "seen": list(scored.candidate.seen),
                }
                for scored in ranked
            ],
        }
        for profile, ranked in suggestions
    ]


def print_accepted(decisions: "Sequence[Decision]") -> None:
    """Print what was written, and what to do next."""
    for decision in decisions:
        print(f"{decision.thing}: {decision.item} {decision.answer}")
    done = "1 link is" if len(decisions) == 1 else f"{len(decisions)} links are"
    print(f"{done} written; run kg build." if decisions else "Nothing new is answered; nothing is written.")
