"""A drawing of how a claim hangs together: boxes on a grid, arrows between them, as SVG that is part of a page."""

from html import escape

from kg.share.terms import of
from kg.words.prefixes import PREFIXES, expand

#: Class -> column and row of its box.
BOXES = {
    "pao:Reference": (0, 0),
    "pao:Article": (2, 0),
    "pao:Citation": (1, 0),
    "pao:Passage": (1, 1),
    "pao:TimeSpec": (0, 2),
    "pao:Claim": (1, 2),
    "pao:Attribution": (2, 2),
    "pao:FactualClaim": (1, 3),
    "foaf:Agent": (2, 3),
    "pao:DerivedStatement": (0, 3),
}

#: Arrows: from, property, to.
ARROWS = (
    ("pao:Citation", "pao:ofReference", "pao:Reference"),
    ("pao:Passage", "cito:citesAsEvidence", "pao:Reference"),
    ("pao:Passage", "oa:hasSource", "pao:Article"),
    ("pao:Claim", "pao:statedIn", "pao:Passage"),
    ("pao:Claim", "pao:validTime", "pao:TimeSpec"),
    ("pao:Claim", "pao:attribution", "pao:Attribution"),
    ("pao:Attribution", "pao:speaker", "foaf:Agent"),
    ("pao:FactualClaim", "rdfs:subClassOf", "pao:Claim"),
    ("pao:DerivedStatement", "prov:wasDerivedFrom", "pao:FactualClaim"),
)

_WIDTH, _HEIGHT, _ACROSS, _DOWN = 170, 44, 330, 110

#: What stands on the arrows of other vocabularies.
_NAMES = {
    "cito:citesAsEvidence": "cites as evidence",
    "oa:hasSource": "from",
    "prov:wasDerivedFrom": "derived from",
    "rdfs:subClassOf": "is a kind of",
}


def draw() -> str:
    """Return the drawing; it says in words what it shows, for those who do not see it."""
    words = "; ".join(f"{_label(a)}: {_name(p)}: {_label(b)}" for a, p, b in ARROWS)
    width, height = 2 * _ACROSS + _WIDTH + 20, 3 * _DOWN + _HEIGHT + 20
    parts = [
        f'<svg viewBox="0 0 {width} {height}" role="group" aria-labelledby="diagram-title diagram-words">',
        '<title id="diagram-title">How a claim hangs together</title>',
        f'<desc id="diagram-words">{escape(words)}</desc>',
        '<defs><marker id="arrow-head" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path d="M0 0 L10 5 L0 10 z"/></marker></defs>',
        *(_arrow(*arrow) for arrow in ARROWS),
        *(_box(name, *place) for name, place in BOXES.items()),
        "</svg>",
    ]
    return "\n".join(parts)


def _box(name: str, column: int, row: int) -> str:
    x, y = 10 + column * _ACROSS, 10 + row * _DOWN
    box = f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="6"/>'
    text = f'<text x="{x + _WIDTH // 2}" y="{y + _HEIGHT // 2 + 5}">{escape(_label(name))}</text>'
    prefix, _, local = name.partition(":")
    return f'<a href="#{local}">{box}{text}</a>' if prefix == "pao" else box + text


def _arrow(start: str, name: str, end: str) -> str:
    (x1, y1), (x2, y2) = _edge(start, end), _edge(end, start)
    x, y = (x1 + x2) // 2, (y1 + y2) // 2
    shift = -8 if y1 == y2 else 4
    line = f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" marker-end="url(#arrow-head)"/>'
    return f'{line}<text class="on-arrow" x="{x}" y="{y + shift}">{escape(_name(name))}</text>'


def _edge(start: str, end: str) -> tuple[int, int]:
    """Return the middle of that side of a box which looks at another box."""
    (column, row), (other_column, other_row) = BOXES[start], BOXES[end]
    x, y = 10 + column * _ACROSS + _WIDTH // 2, 10 + row * _DOWN + _HEIGHT // 2
    if row != other_row:
        return x, y + (_HEIGHT // 2 if other_row > row else -_HEIGHT // 2)
    return x + (_WIDTH // 2 if other_column > column else -_WIDTH // 2), y


def _label(name: str) -> str:
    return " ".join(of(expand(name), "rdfs:label")) or name.partition(":")[2]


def _name(name: str) -> str:
    known = of(expand(name), "rdfs:label") if expand(name).startswith(PREFIXES["pao"]) else ()
    return _NAMES.get(name) or " ".join(known) or name
