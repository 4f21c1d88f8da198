"""The command line as a user meets it: every command, every way to go wrong, and nothing loaded that is not needed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.main import parser
from tests.conftest import ROOT

COMMANDS = sorted(next(a for a in parser()._actions if a.dest == "command").choices)


def test_the_commands_are_those_that_were_promised():
    promised = {
        "build",
        "check",
        "completion",
        "coverage",
        "draft",
        "export",
        "find",
        "link",
        "mcp",
        "new",
        "ontology",
        "publish",
        "queries",
        "query",
        "read",
        "release",
        "serve",
        "show",
        "site",
        "validate",
        "why",
    }
    assert set(COMMANDS) == promised


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(kg, command):
    done = kg(command, "--help")
    assert done.returncode == 0
    assert "example:\n" in done.stdout
    assert f"kg {command}" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "required: COMMAND"),
        (["qurey"], 2, "invalid choice"),
        (["query", "spilts"], 2, "Did you mean 'splits'?"),
        (["query", "no/such/file.rq"], 2, "there is no such file"),
        (["query", "splits", "--format", "turtle"], 2, "The answer is rows"),
        (["query", "splits", "--data", "none.ttl"], 2, "there is no such file"),
        (["queries", "--tag", "nothing"], 2, "No question has the tag 'nothing'"),
        (["show", "Kate Hutson"], 2, "Did you mean 'Kate Hudson'?"),
        (["show", "socialist action"], 2, "is the name of 3 things"),
        (["why", "labour-party", "membrOf"], 2, "Did you mean 'memberOf'?"),
        (["export", "turtel"], 2, "Did you mean 'turtle'?"),
        (["export", "turtle", "--only", "fact"], 2, "Did you mean 'facts'?"),
        (["validate", "none.yaml"], 2, "there is no such file"),
        (["validate", "."], 2, "this is not a file"),
        (["build", "--source", "/"], 2, "no articles/*/article.yaml here"),
        (["export", "turtle", "--output", "/proc/none/x.ttl"], 73, "cannot be written"),
        (["query", "splits", "--endpoint", "ftp://localhost/"], 2, "is not the address of an endpoint"),
        (["query", "splits", "--endpoint", "http://127.0.0.1:9/"], 69, "does not answer"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_goes_wrong_is_told_in_one_sentence(kg, arguments, code, message):
    done = kg(*arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_query_is_read_from_a_file_and_from_standard_input(kg, tmp_path):
    path = tmp_path / "own.rq"
    path.write_text("SELECT ?x { ?x a pao:Merger }")
    expected = "x\r\nhttps://w3id.org/pao/id/merger-1987\r\n"
    assert kg("query", path, text=False).stdout.decode() == expected
    assert kg("query", "-", stdin=path.read_bytes(), text=False).stdout.decode() == expected


def test_other_peoples_files_are_asked(kg, tmp_path):
    path = tmp_path / "own.ttl"
    path.write_text("<https://x.example/a> <https://x.example/b> 1 .")
    assert kg("query", "-", "--data", path, stdin="SELECT ?o { ?s ?p ?o }").stdout.split() == ["o", "1"]


@pytest.mark.parametrize(
    ("form", "start"),
    [("csv", "change,"), ("tsv", "?change\t"), ("json", '{"head"'), ("xml", "<?xml"), ("table", "\n change")],
)
def test_rows_are_written_in_every_format(kg, form, start):
    out = kg("query", "splits", "--format", form).stdout
    assert out.lstrip(" ").startswith(start)


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_graphs_are_written_in_every_format(kg, form):
    import rdflib

    done = kg("query", "-", "--format", form, stdin="CONSTRUCT { ?x a pao:Merger } WHERE { ?x a pao:Merger }")
    names = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
    assert len(rdflib.Graph().parse(data=done.stdout, format=names[form])) == 1


def test_an_attributed_claim_is_never_shown_as_a_fact(kg):
    shown = kg("show", "campaign-for-nuclear-disarmament").stdout
    facts = re.split("In the article, but not facts|What somebody says", shown)[0]
    assert "becoming dominant" not in facts
    assert "a long-term CND officer (2003) (allegation" in shown
    for line in shown.splitlines():
        if "becoming dominant" in line:
            assert line.strip().startswith("a long-term CND officer (2003) (allegation")
    for block in kg("why", "campaign-for-nuclear-disarmament").stdout.split("\n\n"):
        if "says:" in block:
            assert block.startswith("SAID BY SOMEBODY")
    for item in json.loads(kg("why", "campaign-for-nuclear-disarmament", "--format", "json").stdout):
        assert (item["speaker"] is not None) == (item["standing"] == "said by somebody")


def test_what_the_article_denies_is_shown_as_denied(kg):
    done = kg("why", "Ken Livingstone", "memberOf", "socialist-action")
    assert done.stdout.startswith(
        "THE ARTICLE DENIES: it is not so that: Ken Livingstone – member of – Socialist Action"
    )
    assert "«Livingstone was never a member»" in done.stdout


def test_what_nobody_says_is_answered_with_no(kg):
    done = kg("why", "nick-cohen", "memberOf")
    assert (done.returncode, done.stdout) == (1, "Nothing in the articles says so.\n")


def test_coverage_counts_the_sentences(kg):
    lines = kg("coverage").stdout.splitlines()
    leads = [line.split() for line in lines if line.startswith("Lead ")]
    assert leads == [["Lead", "10", "10", "0", "0", "100%"], ["Lead", "7", "7", "0", "0", "100%"]]
    assert [line for line in lines if line in ("International Marxist Group", "Socialist Action (UK)")]


def test_no_colour_where_it_is_not_wanted(kg):
    assert "\x1b" not in kg("why", "socialist-action").stdout
    environment = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "1"}
    assert not re.search("\x1b\\[[34][0-7]m", kg("why", "socialist-action", env=environment).stdout)


@pytest.mark.parametrize(
    "command",
    ["export nquads", "query doubts", "query doubts --format json", "query doubts --format table", "why john-ross"],
)
def test_a_reader_who_has_seen_enough_is_no_error(command):
    piped = f"{{ {sys.executable} -m kg {command}; echo $? >&2; }} | head -c 1"
    done = subprocess.run(piped, shell=True, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr == "0\n"


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_a_full_disk_is_not_the_fault_of_the_query(form):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    command = f"{sys.executable} -m kg query doubts --format {form} > /dev/full"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (74, "kg: cannot read or write: No space left on device.\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(kg, shell):
    assert "kg" in kg("completion", shell).stdout


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("kg query spl", "splits"), ("kg show john-", "john-ross"), ("kg why labour-party memb", "memberOf")],
)
def test_names_are_completed(typed, expected):
    environment = {
        **os.environ,
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_IFS": "\n",
        "COMP_LINE": typed,
        "COMP_POINT": str(len(typed)),
        "_ARGCOMPLETE_STDOUT_FILENAME": "/dev/stdout",
    }
    done = subprocess.run(
        [sys.executable, "-m", "kg"], capture_output=True, text=True, env=environment, cwd=ROOT, check=False
    )
    assert expected in done.stdout


def test_each_command_is_found_without_a_look_at_the_others():
    from kg.cli.main import GROUPS

    names = [name for group in GROUPS.values() for name in group]
    assert sorted(names) == COMMANDS
    for group, commands in GROUPS.items():
        for command in commands:
            of_group = next(a for a in parser(command)._actions if a.dest == "command").choices
            assert sorted(of_group) == sorted(commands), group


#: Parts of Python's library that take longer to load than the answer takes; none of them is needed for rows in CSV.
SLOW = ["ctypes", "dataclasses", "datetime", "hashlib", "inspect", "json", "pickle", "shutil", "sqlite3"]
HEAVY = ["rdflib", "pyshacl", "SPARQLWrapper", "rich", "yaml", "jsonschema", "edtf", "argcomplete"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "splits"],
        ["query", "splits", "--format", "csv"],
        ["query", "splits", "--format", "json"],
        ["why", "john-ross", "--format", "json"],
        ["queries"],
    ],
)
def test_an_answer_loads_nothing_heavy(arguments):
    heavy = HEAVY + (SLOW if "csv" in arguments else [])
    code = (
        "import sys; from kg.cli.main import main; code = main(sys.argv[1:]); "
        f"print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (0, "[]\n")


def test_a_device_is_written_and_never_replaced(kg):
    assert kg("export", "turtle", "--only", "derived", "--output", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


def test_a_link_is_followed_when_a_file_is_written(kg, tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert kg("export", "turtle", "--only", "derived", "--output", tmp_path / "link").returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text().startswith("# Quotes from and facts after these articles")


def test_a_graph_that_rdfxml_cannot_hold_is_refused(kg):
    done = kg("query", "-", "--format", "rdfxml", stdin="CONSTRUCT { ?s <http://x/1> ?o } WHERE { ?s pao:memberOf ?o }")
    assert done.returncode == 2
    assert "choose turtle" in done.stderr


def test_a_terminal_without_unicode_gets_escapes(kg):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = kg("show", "simon-fletcher", env=environment)
    assert done.returncode == 0
    assert "\\u2013" in done.stdout


@pytest.mark.parametrize("closing", [">&-", "<&-"])
def test_closed_streams_are_no_fault(closing):
    command = f"{sys.executable} -m kg query - {closing}"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, check=False, input="ASK {}")
    assert done.returncode in (0, 2)
    assert "fault of ours" not in done.stderr


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e30", "x"])
def test_seconds_are_a_span_of_time(kg, seconds):
    assert kg("query", "splits", "--seconds", seconds).returncode == 2


def test_the_place_in_a_query_is_that_of_the_text_that_was_written(kg):
    done = kg("query", "-", stdin="SELECT ?x { ?x pao:memberOf id:labour-party . ?x }")
    assert done.returncode == 65
    assert re.search("line 1, column 5[01];", done.stderr)


def test_a_worker_ends_with_its_parent(tmp_path):
    import time

    path = tmp_path / "slow.rq"
    path.write_text("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    process = subprocess.Popen([sys.executable, "-m", "kg", "query", str(path)], cwd=ROOT, stdout=subprocess.DEVNULL)
    time.sleep(1.0)
    child = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0]
    process.terminate()
    process.wait()
    time.sleep(0.3)
    status = Path(f"/proc/{child}/status")
    # gone, or dead and only waiting for whoever inherits it
    assert not status.exists() or "State:\tZ" in status.read_text()
