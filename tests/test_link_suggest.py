"""Candidates: found by name at real services, the right one first among homonyms, and linked by nobody but a person."""

import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest
import yaml

from kg.link.candidates import find_candidates
from kg.link.journal import Journal
from kg.link.kinds import AGAINST, FITS, UNKNOWN, WIDER, described, verdict
from kg.link.profiles import lookups, profiles
from kg.link.scores import is_likely, rank
from kg.link.services import Services
from kg.link.status import to_reconcile
from kg.source.entities import read_entities
from kg.words.errors import BadData, CannotWrite, RuleBroken, UsageError
from tests.conftest import ROOT
from tests.wikidata.rdf import HERE

TRAPS = yaml.load(
    (HERE / "homonyms.yaml").read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
)["traps"]
EVERYBODY = profiles(read_entities(ROOT / "entities"))
DAY = timedelta(days=1)


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "journal.jsonl", DAY)


@pytest.fixture
def run(kg, tmp_path, wikidata, reconciliation):
    """Run kg link in a copy of the entities, with both services named in the environment."""
    import os

    shutil.copytree(ROOT / "entities", tmp_path / "entities")
    env = {**os.environ, "KG_WIKIDATA_ENDPOINT": wikidata, "KG_RECONCILE": reconciliation.url}

    def run(command, *arguments, stdin=None):
        asking = () if command == "accept" else ("--journal", tmp_path / "j.jsonl")
        return kg("link", command, *arguments, *asking, "--source", tmp_path, stdin=stdin, env=env)

    run.entities = lambda: read_entities(tmp_path / "entities")
    run.folder = tmp_path
    return run


@pytest.fixture(scope="module")
def ranked(tmp_path_factory, wikidata, reconciliation):
    """The candidates for every thing that has homonyms, by both services and by the endpoint alone."""
    wanted, answers = [EVERYBODY[trap["thing"]] for trap in TRAPS], []
    path = tmp_path_factory.mktemp("journal") / "j.jsonl"
    for services in (Services(wikidata, reconciliation.url), Services(wikidata, None)):
        found = find_candidates(wanted, EVERYBODY, services, Journal(path, DAY))
        answers.append({profile.id: rank(profile, found[profile.id]) for profile in wanted})
    return answers


def test_there_are_traps_of_every_sort():
    assert len(TRAPS) >= 100
    items = yaml.load(
        (HERE / "homonyms.yaml").read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )["items"]
    told = {items[wrong]["description"] for trap in TRAPS for wrong in trap["wrong"]}
    assert all(
        any(word in text for text in told) for word in ("politician", "party", "newspaper", "constituency", "article")
    )
    for trap in TRAPS:
        assert len(trap["wrong"]) >= 2
        assert all(items[wrong]["label"] == EVERYBODY[trap["thing"]].label for wrong in trap["wrong"])


@pytest.mark.parametrize("which", [0, 1], ids=["both services", "the endpoint alone"])
def test_the_right_one_is_first_among_its_namesakes(ranked, which):
    """First and alone: a tie with a namesake is none."""
    wrong = []
    with_right = [trap for trap in TRAPS if trap["right"]]
    for trap in with_right:
        found = ranked[which][trap["thing"]]
        alone = len(found) < 2 or found[0].score > found[1].score
        if not found or found[0].candidate.item != trap["right"] or not alone:
            wrong.append(trap["thing"])
    assert len(with_right) >= 100
    assert len(wrong) <= 0.05 * len(with_right), wrong


def test_of_namesakes_alone_none_of_a_person_stands_out(ranked):
    absent = [trap["thing"] for trap in TRAPS if trap["right"] is None]
    assert len(absent) >= 5
    for thing in absent:
        assert not is_likely(ranked[0][thing]), thing


def test_what_is_known_to_be_different_is_never_offered(ranked):
    for thing, found in ranked[0].items():
        assert not {scored.candidate.item for scored in found} & EVERYBODY[thing].different


def test_every_candidate_has_reasons_that_add_up(ranked):
    for found in ranked[0].values():
        for scored in found:
            assert scored.reasons
            assert scored.score == max(0, min(100, sum(points for _, points in scored.reasons)))


def test_nothing_is_linked_by_itself(run):
    before = run.entities()
    for arguments in ((), ("--format", "json"), ("--review", run.folder / "review.yaml")):
        assert run("suggest", "john-ross", "morning-star", *arguments).returncode == 0
    done = run("accept", run.folder / "review.yaml")
    assert "nothing is written" in done.stdout
    assert {k: e.links for k, e in run.entities().items()} == {k: e.links for k, e in before.items()}


def test_without_a_name_of_a_service_nobody_is_asked(kg, tmp_path):
    done = kg("link", "suggest", "john-ross", "--journal", tmp_path / "j", env={"PATH": "", "HOME": str(tmp_path)})
    assert done.returncode == 2
    assert "No service is named, and none is asked by itself" in done.stderr


def test_services_are_named_in_a_file_of_settings_too(run, tmp_path, wikidata, kg):
    settings = tmp_path / "config" / "socialist-action-kg"
    settings.mkdir(parents=True)
    (settings / "link.toml").write_text(f'endpoint = "{wikidata}"\n')
    env = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"), "PATH": ""}
    done = kg("link", "suggest", "Kate Hudson", "--journal", tmp_path / "j2", env=env)
    assert "British activist" in done.stdout
    (settings / "link.toml").write_text('endpiont = "x"\n')
    assert "'endpiont' is not known here" in kg("link", "suggest", "Kate Hudson", env=env).stderr


def test_a_person_confirms_each(run):
    typed = "Ann Archivist\ny\n\nborn in 1958, as in the text\nn\nn\nd\nanother paper\ny\n\nq\n"
    done = run("suggest", "Kate Hudson", "Morning Star", "militant", "--confirm", stdin=typed)
    assert done.returncode == 0, done.stderr
    link = next(link for link in run.entities()["kate-hudson"].links if link.match == "exact")
    assert (link.by, link.confidence, link.because) == ("Ann Archivist", "confirmed", "born in 1958, as in the text")
    assert len(link.seen) == 2
    assert {link.match for link in run.entities()["morning-star"].links} == {"different", "exact"}
    assert {link.item for link in run.entities()["militant"].links} == {"Q7751424"}
    assert "kate-hudson" not in {entity.id for entity in to_reconcile(run.entities())}
    told = (run.folder / "j.jsonl").read_text()
    assert told.count('"decision"') == 5


def test_what_was_denied_is_not_asked_again(run):
    run("suggest", "militant", "--confirm", "--by", "Ann", stdin="n\nn\nq\n")
    second = run("suggest", "militant", "--confirm", "--by", "Ann", stdin="q\n").stdout
    third = run("suggest", "militant", "--confirm", "--by", "Ann", "--fresh", stdin="q\n").stdout
    assert "Q920000254" not in second
    assert "Q920000254" in third


def answered(path, answers, by="Ann Archivist"):
    """Answer in a file as a person does, by an editor."""
    text = path.read_text().replace('by: ""', f'by: "{by}"')
    for item, (answer, because) in answers.items():
        head, tail = text.split(f"- item: {item}\n", 1)
        tail = tail.replace('answer: ""', f"answer: {answer}", 1).replace('because: ""', f'because: "{because}"', 1)
        text = f"{head}- item: {item}\n{tail}"
    path.write_text(text)


def test_a_reviewed_file_is_written_into_the_entities(run):
    path = run.folder / "review.yaml"
    assert "1 things" not in run("suggest", "Kate Hudson", "militant", "--review", path).stdout
    answered(
        path, {"Q920000188": ("yes", "born in 1958"), "Q920000254": ("close", ""), "Q920000256": ("different", "")}
    )
    done = run("accept", path)
    assert done.returncode == 0, done.stderr
    assert "3 links are written; run kg build" in done.stdout
    found = run.entities()
    assert [(link.item, link.match, link.by) for link in found["kate-hudson"].links if link.by] == [
        ("Q920000188", "exact", "Ann Archivist")
    ]
    assert {link.match for link in found["militant"].links if link.by} == {"close", "different"}
    assert "Nothing new" in run("accept", path).stdout
    assert "is there already, and may hold answers" in run("suggest", "Kate Hudson", "--review", path).stderr


@pytest.mark.parametrize(
    ("answers", "by", "code", "message"),
    [
        ({"Q920000188": ("yes", "")}, "Ann", 1, "needs a reason"),
        ({"Q920000188": ("yes", "born in 1958")}, "", 2, "write your name after 'by'"),
        ({"Q920000188": ("yes", "a"), "Q920000190": ("yes", "b")}, "Ann", 1, "matched to two items"),
        ({"Q920000188": ("maybe", "")}, "Ann", 1, "is not one of"),
    ],
)
def test_an_answer_that_cannot_be_is_written_nowhere(run, answers, by, code, message):
    path = run.folder / "review.yaml"
    run("suggest", "Kate Hudson", "--review", path)
    answered(path, answers, by)
    before = {p.name: p.read_bytes() for p in (run.folder / "entities").iterdir()}
    done = run("accept", path)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert {p.name: p.read_bytes() for p in (run.folder / "entities").iterdir()} == before


def test_an_interrupted_run_asks_nothing_twice(tmp_path, wikidata, reconciliation):
    wanted = [EVERYBODY[trap["thing"]] for trap in TRAPS[:30]]
    services, path = Services(wikidata, reconciliation.url), tmp_path / "j.jsonl"

    class Stop(Exception):
        pass

    class Tired(Journal):
        """A journal in which a run ends after some answers, as if it had been killed."""

        left = 3

        def _write(self, *entries):
            super()._write(*entries)
            self.left -= 1
            if not self.left:
                raise Stop

    asked = len(reconciliation.asked)
    with pytest.raises(Stop):
        find_candidates(wanted, EVERYBODY, services, Tired(path, DAY))
    assert len(reconciliation.asked) - asked == 3
    find_candidates(wanted, EVERYBODY, services, Journal(path, DAY))
    names = [query["query"] for batch in reconciliation.asked[asked:] for query in batch.values()]
    assert sorted(names) == sorted({name for profile in wanted for name in lookups(profile)})
    asked = len(reconciliation.asked)
    find_candidates(wanted, EVERYBODY, services, Journal(path, DAY))
    assert len(reconciliation.asked) == asked
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert len({(line["address"], line["question"]) for line in lines}) == len(lines)
    assert {line["status"] for line in lines} == {"complete"}
    assert all(agent.startswith("socialist-action-kg/") for agent in reconciliation.agents)


ASKED = []


def ask(questions):
    ASKED.extend(questions)
    return {question: [question] for question in questions}


def test_a_journal_keeps_whole_answers_alone(tmp_path):
    path = tmp_path / "sub" / "j.jsonl"
    ASKED.clear()
    assert Journal(path, DAY).answers("a", ["x", "y", "x"], ask, 1) == {"x": ["x"], "y": ["y"]}
    first, second = path.read_bytes().splitlines(keepends=True)
    spoiled = [
        second[: len(second) // 2],
        second.replace(b'["y"]', b'["z"]'),
        b"[]\n",
        b"\xff\n",
        b'{"time": 7}\n',
        second[:-1],
    ]
    for number, bad in enumerate(spoiled):
        path.write_bytes(first + bad)
        ASKED.clear()
        assert Journal(path, DAY).answers("a", ["x", "y"], ask, 9) == {"x": ["x"], "y": ["y"]}
        assert ([] if bad == second[:-1] else ["y"]) == ASKED, number
        for line in path.read_bytes().splitlines()[2 if bad != second[:-1] else 0 :]:
            json.loads(line)


def test_a_journal_forgets_what_is_old_and_what_others_answered(tmp_path):
    path, now = tmp_path / "j.jsonl", datetime(2026, 11, 24, tzinfo=UTC)
    Journal(path, DAY, lambda: now).answers("a", ["x"], ask, 1)
    for journal, address, expected in (
        (Journal(path, DAY, lambda: now + timedelta(hours=23)), "a", []),
        (Journal(path, DAY, lambda: now + timedelta(hours=25)), "a", ["x"]),
        (Journal(path, timedelta(0), lambda: now), "a", ["x"]),
        (Journal(path, DAY, lambda: now), "b", ["x"]),
    ):
        ASKED.clear()
        journal.answers(address, ["x"], ask, 1)
        assert expected == ASKED


def test_a_journal_that_cannot_be_kept_is_told(tmp_path):
    with pytest.raises(UsageError, match="is a folder"):
        Journal(tmp_path, DAY)
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="name another file"):
        Journal(tmp_path / "file" / "j.jsonl", DAY).answers("a", ["x"], ask, 1)


@pytest.mark.parametrize(
    ("ours", "kinds", "expected"),
    [
        ("Person", {"Q5"}, FITS),
        ("Person", {"Q7278"}, AGAINST),
        ("PoliticalOrganisation", {"Q7278"}, FITS),
        ("PoliticalParty", {"Q43229"}, WIDER),
        ("Campaign", {"Q7278"}, WIDER),
        ("Publication", {"Q11032", "Q43229"}, FITS),
        ("Publication", {"Q43229"}, AGAINST),
        ("Event", {"Q999999999"}, UNKNOWN),
    ],
)
def test_classes_of_wikidata_fit_ours_or_not(ours, kinds, expected):
    assert verdict(ours, frozenset(kinds)) == expected


@pytest.mark.parametrize(
    ("ours", "text", "expected"),
    [
        ("Person", "Scottish journalist and author", FITS),
        ("Person", "family name", AGAINST),
        ("PoliticalOrganisation", "newspaper of a political party", AGAINST),
        ("Place", "constituency in Greater London", FITS),
        ("Person", "", UNKNOWN),
    ],
)
def test_a_description_tells_the_kind_where_no_class_does(ours, text, expected):
    assert described(ours, text) == expected


def test_a_person_is_not_looked_for_by_one_name():
    assert lookups(EVERYBODY["john-ross"]) == ("John Ross", "Luo Siyi")
    assert "SA" not in lookups(EVERYBODY["socialist-action"])
    assert "Socialist Workers Party" in lookups(EVERYBODY["socialist-workers-party-gb"])


def test_only_facts_tell_who_is_near():
    """What somebody only says of a person ties them to nothing."""
    assert "Q4430199" not in EVERYBODY["simon-fletcher"].neighbours
    assert "Q220723" in EVERYBODY["simon-fletcher"].neighbours


def test_a_thing_that_nobody_knows_is_told(run):
    done = run("suggest", "Kate Hutson")
    assert done.returncode == 2
    assert "Did you mean 'Kate Hudson'?" in done.stderr


def test_a_broken_review_is_told_with_its_line(tmp_path):
    from kg.link.reviews import read_review

    path = tmp_path / "r.yaml"
    for text, error, message in (
        ("by: x\non: 2026-11-24\nthings:\n  - thing: a\n    candidats: []\n", RuleBroken, "r.yaml:4"),
        ("by: [\n", BadData, "not YAML"),
    ):
        path.write_text(text)
        with pytest.raises(error, match=message):
            read_review(path)


def test_of_two_that_tie_neither_stands_out(ranked):
    first = next(found[0] for found in ranked[0].values() if is_likely(found))
    assert is_likely((first,))
    assert not is_likely((first, first))
    assert not is_likely(())
