"""However many articles there are, no page is heavy: what is too much for one stands in parts, whole and linked."""

import json
import re
import subprocess
import sys
from collections import Counter
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from benchmarks.generator.prepared import checkout
from kg.ask.names import things
from kg.web.pages import cards, entity, names, parts, references
from kg.web.pages.article import _render_claims
from kg.web.pages.contents import documents
from kg.web.pages.entries import entries
from kg.web.pages.layout import laid_out
from kg.web.pages.parts import Part, divided, packed, part_path
from kg.web.pages.sources import _render
from kg.web.pages.view import about, said_by

MOST_BYTES = 150_000

#: So few bytes that the pages of our own dataset stand in parts.
LITTLE = 30_000

#: Makes one organisation of all those that the made-up articles are about, with one name, and writes every page.
_SCRIPT = """
import json, re, sys
from pathlib import Path
import pyoxigraph as ox
from kg.words.folders import ROOT
hub = ox.NamedNode("https://w3id.org/pao/id/the-league")
single = [ox.NamedNode(iri) for iri in ("http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#altLabel", "http://www.w3.org/2002/07/owl#differentFrom")]
for file in (ROOT / "dataset").glob("*.ttl"):
    store = ox.Store()
    text = re.sub(r"\\bid:[a-z]+-league\\b", "id:the-league", file.read_text())
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    for predicate in single:
        for quad in sorted(store.quads_for_pattern(hub, predicate, None), key=str)[1:]:
            store.remove(quad)
    file.write_bytes(ox.serialize((quad.triple for quad in store), format=ox.RdfFormat.TURTLE))
from kg.ask.names import things
from kg.web.pages.contents import documents
from kg.web.pages.entity import divide
from kg.web.pages.places import page_of
from kg.web.pages.view import about, said_by
out = Path(sys.argv[1])
for path, document in documents().items():
    # what the questions answer is not asked: of an organisation that came from itself there is no end of paths
    if path.endswith((".html", ".svg")) and not path.startswith("query/"):
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(document.render())
told = {}
for part in divide(things()["the-league"]):
    claims = []
    for entry in part.items:
        if entry.section == "facts":
            claims += entry.content.claims
        elif entry.section == "not-facts":
            claims.append(entry.content)
        elif entry.section != "references":
            claims += entry.content
    told[part.path] = [(claim.iri, page_of(claim.passage), claim.evidence.speaker) for claim in claims]
iri = hub.value
every = [claim.iri for claim in about(iri) if claim.speaker != iri] + [claim.iri for claim in said_by(iri)]
print(json.dumps({"parts": told, "claims": every, "files": sorted(documents())}))
"""


def links(path, text):
    """Return where the links of a page lead, from the root of the site."""
    for href in re.findall(r'<(?:a|link)\b[^>]*? href="([^"]*)"', text):
        if not href.startswith("http"):
            place, fragment = urldefrag(urljoin(f"https://site/{path}", href))
            yield unquote(place.removeprefix("https://site/")), unquote(fragment)


@pytest.fixture
def little(monkeypatch):
    monkeypatch.setattr(parts, "MOST_BYTES", LITTLE)
    monkeypatch.setattr(entity, "MOST_BYTES", LITTLE)


def test_what_fits_is_one_part_at_its_old_address():
    assert not [path for path in documents() if re.search(r"/\d+\.html$", path)]
    assert part_path("people.html", 1) == "people.html"


def test_runs_are_light_and_hold_everything_in_its_order():
    weights = [1, 60, 60, 70, 5, 200, 3, 3]
    runs = list(divided(weights, lambda run: 1000 * sum(run)))
    assert [weight for run in runs for weight in run] == weights
    assert all(1000 * sum(run) <= parts.MOST_BYTES or len(run) == 1 for run in runs)
    full = packed("a.html", weights, lambda weight: 1000 * weight)
    assert [weight for part in full for weight in part.items] == weights
    assert [part.path for part in full] == ["a.html", *(f"a/{n}.html" for n in range(2, len(full) + 1))]
    assert list(divided([], len)) == [[]]


def test_a_part_leads_to_its_neighbours_to_the_first_and_to_the_last():
    middle = Part("id/a.html", 50, 100, ())
    assert [number for number, _, _ in middle.ways] == [1, *range(47, 54), 100]
    assert [number for number, _, gap in middle.ways if gap] == [47, 100]
    assert (middle.previous, middle.next) == ("id/a/49.html", "id/a/51.html")
    assert Part("id/a.html", 1, 1, ()).previous is Part("id/a.html", 1, 1, ()).next is None


@pytest.mark.parametrize("name", ["socialist-action", "ken-livingstone"])
def test_a_thing_in_parts_is_whole_and_nobody_s_word_is_parted_from_its_speaker(little, name):
    thing = things()[name]
    divided_parts = entity.divide(thing)
    made = {document.path: document.render().decode() for document in entity.documents() if name in document.path}
    assert len(divided_parts) > 1
    assert [entry for part in divided_parts for entry in part.items] == entries(thing.iri)
    shown = Counter()
    for part in divided_parts:
        text = made[part.path]
        # one entry is never parted, however heavy
        assert len(text.encode()) < LITTLE + 15_000
        assert f", part {part.number} of {part.of}</h1>" in text
        assert ('rel="prev"' in text, 'rel="next"' in text) == (part.number > 1, part.number < part.of)
        shown += Counter(re.findall(r'class="claim (?:said|denied|unsure)"', text))
        for entry in re.findall(r'<p class="claim said">(.*?)</p>', text):
            assert entry.startswith('<span class="by"><b>'), entry
        for words in re.findall(r'<div class="allegation">\s*<p class="words">(.{20})', text):
            assert words.startswith('<span class="by"><b>')
        for place, fragment in links(part.path, text):
            assert place in made or place in documents() or re.match(r"id/[^/]+\.\w+$", place), place
            if place in made and fragment:
                assert f'id="{fragment}"' in made[place], (part.path, place, fragment)
    around = [claim for claim in about(thing.iri) if claim.look != "fact" and claim.speaker != thing.iri]
    assert sum(shown.values()) >= len({claim.iri for claim in (*around, *said_by(thing.iri))})


def test_names_in_parts_are_all_there(little):
    made = {document.path: document.render().decode() for document in names.documents()}
    assert len(made) > 1
    named = Counter(place for path, text in made.items() for place, _ in links(path, text))
    assert all(named[f"id/{name}.html"] == 1 for name in things())


def test_claims_and_references_are_never_heavier_than_is_reckoned():
    """Where these stand must be known before a page is made; so their weight is reckoned, and must be enough."""
    for laid in laid_out().values():
        for page in cards.pages_of(laid):
            empty = page._replace(part=page.part._replace(items=()))
            weight = len(_render_claims(laid, page)) - len(_render_claims(laid, empty))
            assert weight <= sum(map(cards.most_bytes, page.part.items)), page.part.path
    for slug, divided_parts in references.source_pages().items():
        for part in divided_parts:
            weight = len(_render(slug, part)) - len(_render(slug, part._replace(items=())))
            assert weight <= sum(map(references._most_bytes, part.items)) + 2_000, part.path


@pytest.mark.long
def test_ten_articles_and_a_thing_that_all_of_them_speak_of_make_no_heavy_page(tmp_path):
    root, out = tmp_path / "checkout", tmp_path / "site"
    root.mkdir()
    checkout(root, 10)
    command = [sys.executable, "-c", _SCRIPT, str(out)]
    done = subprocess.run(command, cwd=root, env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    pages = {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.html")}
    assert len(pages) > 3000
    assert {path: len(text.encode()) for path, text in pages.items() if len(text.encode()) > MOST_BYTES} == {}
    kinds = {path.split("/")[0] for path in pages if re.search(r"/\d+\.html$", path)}
    assert {"id", "people", "lineage", "names"} <= kinds

    every = [iri for claims in told["parts"].values() for iri, _, _ in claims]
    assert len(every) > 500
    assert Counter(every) == Counter(told["claims"])
    for path, claims in told["parts"].items():
        assert {place for _, place, _ in claims} <= {"#".join(link) for link in links(path, pages[path])}, path
        for speaker in {who for _, _, who in claims if who}:
            assert f"<b>{speaker}" in pages[path] or f">{speaker}</a></b>" in pages[path], (path, speaker)

    anchors = {path: set(re.findall(r' id="([^"]*)"', text)) for path, text in pages.items()}
    files, asked = set(told["files"]), 0
    for path, text in pages.items():
        for place, fragment in links(path, text):
            asked += 1
            assert place in files or re.match(r"id/[^/]+\.\w+$", place), (path, place)
            if fragment and place in anchors:
                assert fragment in anchors[place], (path, place, fragment)
    assert asked > 100_000
