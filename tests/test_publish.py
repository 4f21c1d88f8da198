"""The dataset on a real server: put there whole or not at all, whatever the server and the way to it do."""

import os
import signal
import subprocess
import sys
import urllib.request
from urllib.parse import quote

import pytest

from kg.share.export import dataset_hash
from kg.share.publishing import compare, publish, restore
from kg.store import patience
from kg.store.credentials import Credentials
from kg.store.graph_server import GraphServer
from kg.store.publication import default_folder, publication
from kg.words.errors import Busy, KGError, Malformed, Refused, Temporary, UsageError
from kg.words.layers import BUILT, LAYERS
from kg.words.servers import doors_of
from tests.conftest import ROOT
from tests.faults.graph_proxy import graph_proxy, wait_until
from tests.sparql_servers import oxigraph

OLD = b'<https://example.org/a> <https://example.org/b> "old" .\n'
PASSWORD = "a-secret-nobody-may-see"


@pytest.fixture(scope="module")
def store():
    with oxigraph() as address:
        yield address


@pytest.fixture
def there(store):
    """A server with an old form of one graph, and a proxy before it."""
    for layer in LAYERS:
        send(store, "DELETE", layer.graph)
    send(store, "PUT", LAYERS[2].graph, OLD)
    with graph_proxy(store) as proxy:
        yield proxy


@pytest.fixture(autouse=True)
def own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("KG_USER", "KG_PASSWORD", "KG_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(patience, "PAUSES", (0.01, 0.02))


def send(store, method, graph, body=None):
    address = store.replace("/query", "/store") + "?graph=" + quote(graph, safe="")
    kind = {"Content-Type": "application/n-triples", "Accept": "application/n-triples"}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, body, kind, method=method)) as response:
            return response.read()
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        return None


def is_as_before(store):
    held = [send(store, "GET", layer.graph) for layer in LAYERS]
    return held == [None, None, OLD, None, None, None]


def put(address, seconds=10.0, environment=None, **doors):
    """Publish and return the outcome, and what is left of the record."""
    stores, updates = doors_of(address)
    server = GraphServer(
        address,
        doors.get("stores", stores),
        doors.get("updates", updates),
        Credentials(environment or {}),
        seconds,
    )
    told = []
    with publication(default_folder(address), address) as record:
        changes = compare(server, record, None, lambda *what: told.append(what))
        outcome = publish(server, record, changes, lambda *what: told.append(what))
        assert {doing.split()[0] for doing, _, _ in told} >= {"reading"}
        return outcome, len(record.before)


def whole(store, address=None):
    outcome, left = put(address or store)
    return outcome.error is None and set(outcome.states.values()) == {"same"} and left == 0


def test_the_command_shows_what_it_would_do_and_does_it_only_when_told(kg, store, there):
    shown = kg("publish", store)
    assert shown.returncode == 0, shown.stderr
    assert "none  add" in shown.stdout
    assert "replace" in shown.stdout
    assert "Nothing has been written." in shown.stdout
    assert is_as_before(store)
    done = kg("publish", store, "--write")
    assert done.returncode == 0, done.stderr
    assert [line.split() for line in done.stdout.splitlines()[:6]] == [[layer.name, "written"] for layer in LAYERS]
    assert "do not see the layers" in done.stdout
    again = kg("publish", store, "--write")
    assert "there is nothing to do" in again.stdout
    assert not list(default_folder(store).parent.glob("*/*"))
    checked = kg("publish", store, "--check", "--quiet")
    assert (checked.returncode, checked.stdout) == (0, "")


def test_an_untouched_dataset_is_read_and_not_written(store, there):
    assert put(store)[0].error is None
    before = len(there.seen)
    assert whole(store, there.address)
    assert {method for method, *_ in there.seen[before:]} == {"GET"}


def test_the_hash_is_that_of_the_export(tmp_path, store):
    with publication(tmp_path / "record", store) as record:
        server = GraphServer(store, *doors_of(store), Credentials({}), 10.0)
        changes = compare(server, record, None, lambda *_: None)
    found = {change.ours.graph: change.ours.digest for change in changes}
    for layer in BUILT:
        assert found[layer.graph] == dataset_hash(layer.name)


def test_only_graphs_of_ours_are_touched(store, there):
    send(store, "PUT", "https://example.org/theirs", OLD)
    assert put(there.address)[0].error is None
    assert send(store, "GET", "https://example.org/theirs") == OLD
    written = {path for method, path, *_ in there.seen if method in ("PUT", "POST", "DELETE") and "/store" in path}
    assert written == {"/store?graph=" + quote(layer.graph, safe="") for layer in LAYERS}
    send(store, "DELETE", "https://example.org/theirs")


def test_a_graph_that_no_build_of_ours_made_is_left_alone(store, there):
    send(store, "PUT", LAYERS[1].graph, b'_:a <https://example.org/b> "theirs" .\n')
    with pytest.raises(UsageError, match="has blank nodes"):
        put(store)
    send(store, "DELETE", LAYERS[1].graph)
    assert is_as_before(store)


def test_updates_do_where_there_is_no_graph_store(store, there):
    there.fault = lambda request, length: 404 if request.path.startswith("/store") else None
    outcome, _ = put(there.address)
    assert outcome.error is None
    assert whole(store)
    assert [path for method, path, *_ in there.seen if method == "POST" and path.startswith("/update")]


def writes(proxy):
    return [path for method, path, _, length in proxy.seen if method in ("PUT", "POST") and "/store" in path]


def at_write(number, what):
    """Do something at one write to the graph store and, if it is said again, at each that follows."""

    def fault(request, length):
        is_write = request.command in ("PUT", "POST") and "/store" in request.path
        return what if is_write and len(writes(request.server)) == number else None

    return fault


def from_write(number, what, graph=""):
    def fault(request, length):
        is_write = request.command in ("PUT", "POST") and quote(graph, safe="") in request.path
        return what if is_write and "/store" in request.path and len(writes(request.server)) >= number else None

    return fault


@pytest.mark.parametrize(
    ("status", "kind", "saying"),
    [
        (401, Refused, "lets in only who has the right password"),
        (403, Refused, "does not let us write"),
        (409, KGError, "in conflict with what somebody else does"),
        (412, KGError, "the graph is not as it was"),
        (500, Temporary, "a trouble of its own"),
        (503, Temporary, "a trouble of its own"),
        (507, KGError, "has no room for it"),
    ],
)
def test_what_a_server_refuses_after_some_graphs_is_undone_and_told(store, there, status, kind, saying):
    there.fault = from_write(4, status, LAYERS[3].graph)
    outcome, left = put(there.address)
    assert isinstance(outcome.error, kind)
    assert saying in str(outcome.error)
    assert len(str(outcome.error).splitlines()) == 1
    # the claims were never taken; the two new graphs are gone again, the old one is back
    names = {graph.rpartition("/")[2]: state for graph, state in outcome.states.items()}
    assert [names[layer.name] for layer in LAYERS] == ["restored"] * 4 + ["untouched"] * 2
    assert left == 0
    assert is_as_before(store)


def test_parts_that_are_too_large_are_made_smaller(store, there):
    there.fault = lambda request, length: 413 if request.command in ("PUT", "POST") and length > 100_000 else None
    assert put(there.address)[0].error is None
    assert whole(store)
    assert len(writes(there)) > len(LAYERS) * 3


def test_a_server_that_takes_nothing_of_any_size_is_told(store, there):
    there.fault = lambda request, length: 413 if request.command in ("PUT", "POST") and length > 500 else None
    outcome, _ = put(there.address)
    assert "takes not even 8 KiB" in str(outcome.error)
    assert is_as_before(store)


def test_a_connection_that_is_cut_in_the_middle_of_a_graph_is_tried_again(store, there):
    there.fault = at_write(3, "cut")
    assert put(there.address)[0].error is None
    assert whole(store)


def test_what_the_server_has_taken_counts_though_its_answer_was_lost(store, there):
    there.fault = from_write(4, "lost", LAYERS[3].graph)
    outcome, left = put(there.address, seconds=1.5)
    assert outcome.error is None
    assert left == 0
    assert whole(store)


def test_what_comes_back_changed_is_undone(store, there):
    def alter(request, body):
        return (
            body.replace(b'"1982"', b'"1983"')
            if request.command == "GET" and b"claims" in request.path.encode()
            else body
        )

    there.alter = alter
    outcome, _ = put(there.address)
    assert isinstance(outcome.error, Malformed)
    assert "not the same ones" in str(outcome.error)
    assert is_as_before(store)


def test_an_answer_that_is_cut_short_is_no_graph(store, there):
    there.alter = lambda request, body: body[: len(body) // 2] if "sources" in request.path else body
    with pytest.raises(Malformed):
        put(there.address)
    assert is_as_before(store)


def test_what_a_server_does_not_give_whole_is_not_replaced(store, there):
    send(store, "PUT", LAYERS[2].graph, OLD + OLD.replace(b"old", b"older"))
    there.alter = lambda request, body: OLD if "sources" in request.path else body
    with pytest.raises(Malformed, match="has 2 triples of .* and gives 1"):
        put(there.address)
    assert not writes(there)


def test_where_nothing_can_be_restored_the_copies_are_kept_until_it_can(kg, store, there):
    there.fault = lambda request, length: (
        503
        if request.command in ("PUT", "POST", "DELETE") and len(writes(there)) > 3 and "/store" in request.path
        else None
    )
    outcome, left = put(there.address)
    assert isinstance(outcome.error, Temporary)
    assert left == 4
    assert list(outcome.states.values()).count("unknown") >= 3
    shown = kg("publish", there.address)
    assert "A run was interrupted after it began on 4 graphs" in shown.stdout
    there.fault = lambda request, length: None
    done = kg("publish", there.address, "--restore")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("restored") == 4
    assert is_as_before(store)
    assert "nothing to restore" in kg("publish", there.address, "--restore").stdout


def start(address, *flags, **environment):
    command = [sys.executable, "-m", "kg", "publish", address, "--write", *flags]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **environment}
    )


@pytest.mark.parametrize("end", ["go on", "restore"])
def test_a_run_that_was_killed_is_gone_on_with_or_undone(kg, store, there, end):
    there.fault = from_write(4, "lost", LAYERS[3].graph)
    process = start(there.address)
    wait_until(lambda: len(writes(there)) >= 4)
    process.kill()
    process.communicate()
    assert send(store, "GET", LAYERS[0].graph)
    assert send(store, "GET", LAYERS[2].graph) != OLD
    there.fault = lambda request, length: None
    there.stopped.set()
    if end == "restore":
        done = kg("publish", there.address, "--restore")
        assert done.returncode == 0, done.stderr
        assert is_as_before(store)
        return
    before = len(writes(there))
    done = kg("publish", there.address, "--write")
    assert done.returncode == 0, done.stderr
    assert whole(store)
    # what was there before the kill was not sent again
    assert len(writes(there)) - before <= 3


def test_a_resumed_run_that_fails_brings_back_what_was_before_the_first(store, there):
    there.fault = from_write(4, "lost", LAYERS[3].graph)
    process = start(there.address)
    wait_until(lambda: len(writes(there)) >= 4)
    process.kill()
    process.communicate()
    there.stopped.set()
    there.fault = from_write(1, 409, LAYERS[4].graph)
    outcome, left = put(there.address)
    assert outcome.error is not None
    assert left == 0
    assert is_as_before(store)


def test_parts_that_were_taken_are_not_sent_again(store, there, monkeypatch):
    monkeypatch.setattr("kg.store.doors.GraphStore.part", 100_000)
    real = GraphServer.replace

    def stop(self, file, sent, tell):
        def after(count):
            tell(count)
            if file.graph == LAYERS[3].graph and count > 2000:
                os._exit(9)

        real(self, file, sent, after)

    monkeypatch.setattr(GraphServer, "replace", stop)
    child = os.fork()
    if child == 0:
        put(there.address)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    monkeypatch.setattr(GraphServer, "replace", real)
    first = len([path for path in writes(there) if "claims" in path])
    assert put(there.address)[0].error is None
    assert whole(store)
    resumed = [method for method, path, *_ in there.seen if "claims" in path and method in ("PUT", "POST")][first:]
    assert resumed
    assert "PUT" not in resumed


def test_ctrl_c_leaves_everything_as_it_was(store, there):
    there.fault = from_write(4, "lost", LAYERS[3].graph)
    process = start(there.address)
    # the server has taken the fourth graph, whole, and its answer does not come
    wait_until(lambda: send(store, "GET", LAYERS[3].graph))
    there.fault = lambda request, length: None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert told.count("restored") == 4
    assert is_as_before(store)


def test_one_at_a_time(store, tmp_path):
    second = publication(tmp_path / "record", store)
    with publication(tmp_path / "record", store), pytest.raises(Busy, match="by another process"):
        second.__enter__()


def test_a_password_is_shown_only_to_who_asks_for_it_and_told_to_nobody(store, there):
    there.fault = lambda request, length: None if request.headers["Authorization"] else 401
    process = start(there.address, KG_USER="me", KG_PASSWORD=PASSWORD)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    first, second = (headers.get("Authorization") for _, _, headers, _ in there.seen[:2])
    assert first is None
    assert second.startswith("Basic ")
    # a graph was never sent to somebody who had not been told who sends it
    assert not [1 for method, _, headers, length in there.seen if length > 1000 and "Authorization" not in headers]
    there.fault = lambda request, length: 401 if request.command == "PUT" else None
    send(store, "DELETE", LAYERS[0].graph)
    process = start(there.address, KG_USER="me", KG_PASSWORD=PASSWORD)
    told = process.communicate(timeout=60)
    assert process.returncode == 69
    assert "right password" in told[1]
    assert PASSWORD not in "".join((out, err, *told))


def test_a_token_goes_with_every_request(store, there):
    there.fault = lambda request, length: None if request.headers["Authorization"] == "Bearer t0k" else 401
    assert put(there.address, environment={"KG_TOKEN": "t0k"})[0].error is None
    with pytest.raises(UsageError, match="KG_TOKEN holds a line break"):
        Credentials({"KG_TOKEN": "a\r\nX-Other: b"})


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["http://example.org/query"], 69, "is not https"),
        (["https://me:word@example.org/query"], 69, "a name or a password"),
        (["ftp://example.org/query"], 2, "starts with https"),
        (["https://example.org/query", "--graph-store", "http://example.org/store"], 69, "is not https"),
        (["https://example.org/query", "--dataset", "nowhere"], 2, "there is no such folder"),
        (["http://127.0.0.1:9/query"], 69, "does not answer"),
    ],
)
def test_what_is_not_safe_or_not_there_is_told_in_one_sentence(kg, arguments, code, told):
    ran = kg("publish", *arguments)
    assert ran.returncode == code
    assert told in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_a_read_only_server_is_told(kg, store, there):
    there.fault = lambda request, length: 403 if request.command == "PUT" or request.path == "/update" else None
    outcome, _ = put(there.address)
    assert "does not let us write" in str(outcome.error)


@pytest.mark.parametrize("status", [400, 404, 405, 501])
def test_a_door_that_is_none_is_told(store, there, status):
    there.fault = lambda request, length: status if request.path.startswith("/elsewhere") else None
    outcome, _ = put(there.address, stores=(there.address.replace("/query", "/elsewhere"),), updates=())
    assert f"answers {status}" in str(outcome.error)
    assert len(str(outcome.error).splitlines()) == 1
    assert is_as_before(store)


def test_a_damaged_record_is_not_gone_on_with(tmp_path, store):
    from kg.words.errors import BadData

    folder = tmp_path / "record"
    folder.mkdir()
    (folder / "journal.jsonl").write_text('{"server": "https://other.example/"}\n')
    with pytest.raises(BadData, match="damaged"), publication(folder, store):
        pass
    (folder / "journal.jsonl").write_text(f'{{"server": "{store}"}}\n{{"saved": "ht')
    with publication(folder, store) as record:
        assert record.before == {}


def test_restore_without_a_fault_is_exact(store, there):
    with publication(default_folder(store), store) as record:
        server = GraphServer(store, *doors_of(store), Credentials({}), 10.0)
        for change in compare(server, record, None, lambda *_: None):
            record.save(change.ours.graph, change.there)
            server.replace(change.ours, 0, lambda _: None)
        assert restore(server, record, lambda *_: None).error is None
    assert is_as_before(store)
