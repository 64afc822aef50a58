"""Visits to the web: only to addresses that were checked, and what comes is kept as a WARC."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import pytest

from sacho.errors import RefusedForSafety, UsageError
from sacho.ingest import warc, web
from sacho.ingest.ingester import ingest

PAGE = b"<html><body><p>INVENTED EXAMPLE. The river town of Orelund stayed calm.</p></body></html>"


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        inside = self.path == "/inside"
        self.send_response(302 if inside else 200)
        if inside:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/secret")  # type: ignore[attr-defined]
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.2", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def rules(port: int, *answers: str) -> web.Rules:
    left = list(answers)
    return web.Rules(
        ports=(port,), seconds=5, resolve=lambda host, at: [left.pop(0)],
        allows=lambda address: str(address) == "127.0.0.2",
    )  # fmt: skip


def test_a_page_is_fetched_once_resolved_and_read_from_its_warc(port: int) -> None:
    """The name is asked for once, so a second answer cannot lead elsewhere; the WARC is readable."""
    got = web.fetch(f"http://page.example:{port}/", rules(port, "127.0.0.2", "127.0.0.1"))
    found = ingest(got.archive)
    assert found.format == "warc"
    assert found.text is not None and "Orelund" in found.text.text


def test_a_redirect_inside_is_refused(port: int) -> None:
    """A public page cannot send the visitor on to a machine of the inside."""
    with pytest.raises(RefusedForSafety):
        web.fetch(f"http://page.example:{port}/inside", rules(port, "127.0.0.2"))


def test_a_warc_comes_apart_into_pages() -> None:
    """Each whole page of a packed WARC is a document, what is cut is counted, and nothing stops."""
    one = warc.response("http://a.example/1", "192.0.2.1", (200, "OK"), [], PAGE)
    two = warc.response("http://a.example/2", "192.0.2.1", (200, "OK"), [], PAGE + b" ")
    found = warc.split(gzip.compress(one) + gzip.compress(two))
    assert [part.name for part in found.parts] == ["http://a.example/1", "http://a.example/2"]
    assert found.parts[0].data == one
    cut = warc.split(one + two[:-60])
    assert [part.name for part in cut.parts] == ["http://a.example/1"]


def test_answers_that_are_no_page_are_counted() -> None:
    """Errors, redirects and pictures in a WARC are left out and counted, not taken for reports."""
    here, html = "http://a.example/", [("Content-Type", "text/html")]
    listed = [
        warc.response(here, "192.0.2.1", (200, "OK"), html, PAGE),
        warc.response(here, "192.0.2.1", (404, "Not Found"), html, PAGE),
        warc.response(here, "192.0.2.1", (301, "Moved"), html, b""),
        warc.response(here, "192.0.2.1", (200, "OK"), [("Content-Type", "image/png")], b"x"),
    ]
    found = warc.split(b"".join(listed))
    assert len(found.parts) == 1
    assert found.skipped == 3


def test_an_archive_of_several_pages_says_that_they_are_reports_of_their_own() -> None:
    """The whole archive is kept with a code of its own, packed or not, and is not read as a page."""
    one = warc.response("http://a.example/1", "192.0.2.1", (200, "OK"), [], PAGE)
    for data, name in ((one + one, "a.warc"), (gzip.compress(one + one), "a.warc.gz")):
        found = ingest(data, name)
        assert [each.code for each in found.problems] == ["format.web-archive"]


def test_an_error_page_is_not_read() -> None:
    """What a site says of an error is kept and named, not read as a report."""
    found = ingest(warc.response("http://a.example/", "192.0.2.1", (404, "Not Found"), [], PAGE))
    assert [each.code for each in found.problems] == ["web.no-page"]


def test_the_time_of_the_visit_is_no_date_of_publication() -> None:
    """A page without a date keeps the time of its visit as a weak basis, and no date."""
    found = ingest(warc.response("http://a.example/", "192.0.2.1", (200, "OK"), [], PAGE))
    assert found.metadata.published is None
    assert (found.metadata.published_from or "").startswith("weak: fetched 2")


def test_a_redirect_from_https_to_http_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page reached safely cannot send the visitor on to an open line."""
    gone = web.Fetched("https://a.example/", 302, b"")

    def visit(url: str, rules: web.Rules, deadline: float) -> tuple[web.Fetched, str]:
        return gone, "http://a.example/next"

    monkeypatch.setattr(web, "_visit", visit)
    with pytest.raises(RefusedForSafety):
        web.fetch("https://a.example/")


def test_a_search_for_the_host_that_never_ends_is_left() -> None:
    """A name server that does not answer costs the seconds of the visit and no more."""
    forever = threading.Event()
    slow = web.Rules(seconds=0.2, resolve=lambda host, at: [str(forever.wait(5))])
    with pytest.raises(UsageError):
        web.fetch("http://slow.example/", slow)
    forever.set()


def packed_page(encoding: str, body: bytes) -> bytes:
    head = [("Content-Type", "text/html"), ("Content-Encoding", encoding)]
    return warc.response("http://a.example/", "192.0.2.1", (200, "OK"), head, body)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("br", brotli.compress(PAGE)),
        ("BR", PAGE),
        ("gzip, br", brotli.compress(gzip.compress(PAGE))),
        ("identity", PAGE),
    ],
)
def test_a_packed_page_is_unpacked(encoding: str, body: bytes) -> None:
    """Brotli, gzip and one within the other are read; so is a body that was unpacked before."""
    found = ingest(packed_page(encoding, body))
    assert found.text is not None and "Orelund" in found.text.text


def test_a_brotli_bomb_is_named() -> None:
    """A body that unpacks to far more than it holds is not opened, and the problem says so."""
    found = ingest(packed_page("br", brotli.compress(b"<p>" + b" " * (40 << 20))))
    assert [each.code for each in found.problems] == ["text.bomb"]


def test_a_page_packed_in_an_unknown_way_is_named() -> None:
    """A way of packing that is not known gives a problem of its own, not a broken file."""
    found = ingest(packed_page("zstd", b"\x28\xb5\x2f\xfd"))
    assert [each.code for each in found.problems] == ["web.packed"]


@pytest.mark.parametrize("after", [b"", b"WARC/1.1\r\nbroken", b"\x00" * 40, b"WARC/9 x\r\n\r\n"])
@pytest.mark.parametrize("pages", [1, 2])
def test_a_page_is_read_from_the_archive_or_from_its_part_never_from_both(
    pages: int, after: bytes
) -> None:
    """Whatever follows the last whole page, each page becomes one text, also when tried again."""
    archive = b"".join(
        warc.response(f"http://a.example/{n}", "192.0.2.1", (200, "OK"), [], PAGE + b" " * n)
        for n in range(pages)
    )
    parts = warc.split(archive + after)
    split = len(parts.parts) if warc.is_many(parts) else 0
    assert (ingest(archive + after).text is not None) + split == pages
