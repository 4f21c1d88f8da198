"""The graph gate on the index: the shapes, and the rules for facts asked once more; told as findings with their lines.

Only where something is found are articles read again, those alone that it is found in, to tell the lines.
"""

from collections.abc import Iterable
from pathlib import Path

from rdflib import URIRef

from kg.check.descriptions import describe
from kg.check.evidence import REMEDY
from kg.check.findings import Finding
from kg.check.graph_gate import tell, unmatched
from kg.check.places import Places
from kg.check.shapes import check_graph, the_graph
from kg.compile.facts import misjudged
from kg.compile.index import Index
from kg.source.corpus import Corpus, article_folders, read_source
from kg.source.entities import Entity
from kg.words.prefixes import BASE


def check_index(
    root: Path, entities: dict[str, Entity], index: Index, engine: str
) -> tuple[list[Finding], dict[str, int]]:
    """Return the findings of the graph gate, and how many things each shape was held against."""
    index.add(the_graph())
    report = check_graph(index.graph, engine)
    wrong = sorted(misjudged(index.store))
    findings: list[Finding] = []
    if report.results or wrong:
        places = _places(root, entities, [*(str(result.culprit) for result in report.results), *wrong])
        findings += [tell(index.graph, result, *places.find(result.culprit)) for result in report.results]
        message = ": the rules for facts decide otherwise about this claim"
        findings += [
            Finding("facts", *places.find(URIRef(claim)), describe(index.graph, claim) + message, REMEDY, thing=claim)
            for claim in wrong
        ]
    return [*findings, *unmatched(root, report)], report.matched


def _places(root: Path, entities: dict[str, Entity], things: Iterable[str]) -> Places:
    """Return where things come from, of the articles that they are of."""
    slugs = {
        thing.removeprefix(BASE).split("/")[1]
        for thing in things
        if thing.startswith(BASE) and "/" in thing[len(BASE) :]
    }
    folders = [
        folder
        for folder in article_folders(root)
        if any(slug == folder.name or slug.startswith(f"{folder.name}-related-") for slug in slugs)
    ]
    return Places(Corpus(root, entities, tuple(map(read_source, folders))))
