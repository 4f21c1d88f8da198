"""Checkers of other people over the whole site: accessibility (axe), HTML (the W3C's checker), and links (linkinator)."""

import json
import shutil
import subprocess

import pytest

from kg.web.static_site import write_site
from tests.chromium import KINDS, Visit, chromium, serve_files
from tests.conftest import ROOT

pytestmark = pytest.mark.long

NODE = ROOT / "tests/node/node_modules"

#: Heaviest page with what it loads at once, the query editor and its engine apart.
MOST_BYTES = 150_000


def tool(path):
    if not (NODE / path).exists():
        pytest.skip(f"{path} IS MISSING: 'npm ci --prefix tests/node' brings it, so the pages were not checked by it")
    return NODE / path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    write_site(folder / "public")
    return folder / "public"


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.mark.parametrize("width", [360, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(folder, browser, scheme, width):
    script = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    found = []
    with serve_files(folder) as root:
        visit = Visit(browser, root, color_scheme=scheme, viewport={"width": width, "height": 900})
        for path in KINDS:
            page = visit.go(path)
            page.evaluate(script)
            for fault in page.evaluate("axe.run()")["violations"]:
                if fault["impact"] in ("serious", "critical"):
                    found += [(path, fault["id"], node["html"][:200]) for node in fault["nodes"]]
        visit.close()
    assert found == []


def test_axe_finds_nothing_serious_in_an_answer(folder, browser):
    script = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    with serve_files(folder) as root:
        visit = Visit(browser, root)
        page = visit.go("query.html#paths")
        page.wait_for_selector("#result table", timeout=60_000)
        page.evaluate(script)
        for view in ("Table", "Graph", "Timeline"):
            page.click(f"#views >> text={view}")
            faults = page.evaluate("axe.run()")["violations"]
            assert [f for f in faults if f["impact"] in ("serious", "critical")] == [], view
        visit.close()


def test_every_page_and_picture_is_valid(folder):
    jar = next(tool("vnu-jar").rglob("vnu.jar"), None)
    if jar is None or shutil.which("java") is None:
        pytest.skip("JAVA IS MISSING: the pages were not validated")
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", jar, "--format", "json", "--skip-non-html", "--also-check-svg", folder],
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    messages = json.loads(done.stderr)["messages"]
    faults = [
        (m["url"].partition("public/")[2], m.get("lastLine"), m["message"]) for m in messages if m["type"] == "error"
    ]
    assert faults == []


def test_every_internal_link_leads_somewhere(folder, tmp_path):
    program = tool("linkinator/package.json").parent
    entry = json.loads((program / "package.json").read_text())["bin"]["linkinator"]
    # into a file: the program ends before a pipe has taken all of it
    with serve_files(folder) as root, (tmp_path / "links.json").open("w") as told:
        command = ["node", program / entry, root, "--recurse", "--format", "json", "--skip", f"^(?!{root})"]
        subprocess.run(command, stdout=told, stderr=subprocess.DEVNULL, check=False, timeout=900)
    links = json.loads((tmp_path / "links.json").read_text())["links"]
    checked = [link for link in links if link["state"] != "SKIPPED"]
    assert len(checked) > 400
    assert [(link["url"], link.get("parent")) for link in checked if link["state"] != "OK"] == []


def test_no_page_weighs_more_than_it_may(folder, browser):
    """Over the wire and uncompressed: the page, its style and its scripts; not the editor, nor what an answer loads."""
    heavy = []
    with serve_files(folder) as root:
        for path in sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.html")):
            data = (folder / path).read_bytes()
            if len(data) > MOST_BYTES:
                heavy.append((path, len(data)))
        for path in KINDS:
            visit = Visit(browser, root)
            sizes = []
            visit.page.on("response", lambda answer, sizes=sizes: sizes.append((answer.url, len(answer.body()))))
            visit.go(path)
            visit.page.wait_for_load_state("networkidle")
            weight = sum(size for url, size in sizes if "/vendor/" not in url and not url.endswith(".json"))
            if weight > MOST_BYTES:
                heavy.append((path, weight))
            visit.close()
    assert heavy == []
