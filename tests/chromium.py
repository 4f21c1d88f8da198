"""A real browser over the site as files: nothing but the files is there, and whatever else a page tries is noted."""

import functools
import http.server
import shutil
import threading
from contextlib import contextmanager

import pytest

#: One page of each kind.
KINDS = [
    "index.html",
    "articles.html",
    "article/socialist-action-uk.html",
    "article/socialist-action-uk/history.html",
    "article/socialist-action-uk-related-john-mcdonnell.html",
    "id/ken-livingstone.html",
    "id/socialist-action.html",
    "id/renaming-1982.html",
    "id/campaign-for-nuclear-disarmament.html",
    "id/socialist-action-newspaper.html",
    "names.html",
    "sources.html",
    "sources/socialist-action-uk.html",
    "questions.html",
    "query/members-at-date.html",
    "query/paths.html",
    "query.html",
    "lineage.html",
    "people.html",
    "ontology.html",
    "search.html",
    "downloads.html",
]

#: Errors that a browser reports for pages of ours; the tests want none.
FAULTS = ("error", "warning")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        """Say nothing of clients that have heard enough."""


@contextmanager
def serve_files(folder):
    """A plain file server, as any web host is one; yields the address of its root."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def chromium():
    """Debian's Chromium under playwright, or a skip that says what is missing."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("THERE IS NO BROWSER: the package 'chromium' is missing, so no page was looked at")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as driver:
        # as root, Chromium cannot make its sandbox
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """One reader at work: a page of the browser, what it complained of, and what it tried to reach elsewhere."""

    def __init__(self, browser, root, **options):
        self.root, self.complaints, self.outside = root, [], []
        self.scripts = options.get("java_script_enabled", True)
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        self.context.route("**/*", self._let)
        self.page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _let(self, route):
        if route.request.url.startswith(self.root):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _hear(self, message):
        if message.type in FAULTS:
            self.complaints.append(message.text)

    def go(self, path):
        self.page.goto(self.root + path)
        # the page's scripts fetch more than the browser waits for; until they have it, its links lead elsewhere
        if path.startswith("query.html") and self.scripts:
            self.page.wait_for_selector("html[data-ready]")
        return self.page

    def close(self):
        """End the visit; nothing may have gone wrong in it unseen."""
        self.context.close()
        assert self.outside == [], "a page reached out"
        assert self.complaints == []
