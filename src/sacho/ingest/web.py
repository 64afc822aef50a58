"""Fetching one page: to the very address that was checked, at every hop, within limits.

Nothing is sent but the request: no cookie, no referrer, no proxy of the environment. What came is
returned as a WARC file of one response record.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from urllib.parse import urldefrag, urljoin

import msgspec

from sacho.errors import RefusedForSafety, UsageError
from sacho.ingest import addresses, warc

Resolve = Callable[[str, int], list[str]]
Allows = Callable[[addresses.Address], bool]

VISIBLE = (
    "The visited site, and whoever watches the line, can learn your internet address, the time, "
    "and that this page was read from there. No cookie is sent."
)
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {"User-Agent": "Mozilla/5.0", "Accept": "*/*", "Accept-Encoding": "identity",
            "Connection": "close"}  # fmt: skip


def resolved(host: str, port: int) -> list[str]:
    """The addresses that the system gives for a host. Raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


class Rules(msgspec.Struct, frozen=True):
    """What a visit may cost and reach: bytes of the body, seconds in all, redirects, ports."""

    size: int = 32 << 20
    seconds: float = 60.0
    redirects: int = 5
    ports: tuple[int, ...] = (80, 443)
    resolve: Resolve = resolved
    allows: Allows = addresses.is_public


class Fetched(msgspec.Struct, frozen=True):
    """A page as it came: the last address visited, its status, and the WARC that holds it."""

    url: str
    status: int
    archive: bytes


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, whatever the name of the host means by now."""

    def __init__(self, host: str, port: int, address: str, secure: bool, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self._address = address
        self._secure = secure
        if secure:
            self.default_port = 443

    def connect(self) -> None:
        """Opens the line, and for https checks the certificate against the name."""
        line = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            # The handshake comes after: while it lasts, the watch has to be able to end it.
            line = ssl.create_default_context().wrap_socket(
                line, server_hostname=self.host, do_handshake_on_connect=False
            )
        self.sock = line
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()


def fetch(url: str, rules: Rules | None = None) -> Fetched:
    """The page at a URL. Raises RefusedForSafety or UsageError, never for what the page holds."""
    rules = rules or Rules()
    deadline = time.monotonic() + rules.seconds
    here = urldefrag(url).url
    for _ in range(rules.redirects + 1):
        fetched, onward = _visit(here, rules, deadline)
        if onward is None:
            return fetched
        there = urldefrag(urljoin(here, onward)).url
        if here.startswith("https:") and not there.startswith("https:"):
            raise RefusedForSafety(
                "The page leads on to an address that others can read on the way.",
                "Nothing was recorded.",
            )
        here = there
    raise UsageError("The page leads on to others too many times.", "Nothing was recorded.")


def _found(host: str, port: int, rules: Rules, seconds: float) -> list[str]:
    """What the host stands for. The system's own search knows no time limit, so it is left."""
    told: list[str] = []

    def search() -> None:
        with contextlib.suppress(OSError, UnicodeError):
            told.extend(rules.resolve(host, port))

    searching = threading.Thread(target=search, daemon=True)
    searching.start()
    searching.join(max(0.0, seconds))
    if searching.is_alive():
        raise UsageError("The host of the address was not found in time.", "Nothing was recorded.")
    return list(told)


def _address(host: str, port: int, rules: Rules, seconds: float) -> str:
    spelled = addresses.literal(host)
    found = [str(spelled)] if spelled else _found(host, port, rules, seconds)
    if not found:
        raise UsageError("The host of the address is not known.")
    for each in found:
        spelled = addresses.literal(each)
        if spelled is None or not rules.allows(spelled):
            raise RefusedForSafety(
                "The address leads to a machine that is not on the public internet.",
                "Nothing was sent there.",
            )
    return found[0]


def _visit(url: str, rules: Rules, deadline: float) -> tuple[Fetched, str | None]:
    parts, host, port = addresses.checked(url)
    if port not in rules.ports:
        raise RefusedForSafety("Only the usual ports of the web are visited.")
    address = _address(host, port, rules, deadline - time.monotonic())
    left = deadline - time.monotonic()
    if left <= 0:
        raise UsageError("The site took too long.", "Nothing was recorded.")
    line = _Pinned(host, port, address, parts.scheme == "https", left)
    # A socket's own timeout begins anew with each byte; this one does not.
    watch = threading.Timer(left, _cut, (line,))
    watch.daemon = True
    watch.start()
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        line.request("GET", target, headers=_HEADERS)
        answer = line.getresponse()
        onward = answer.getheader("Location") if answer.status in _REDIRECTS else None
        body = b"" if onward else answer.read(rules.size + 1)
    except (OSError, http.client.HTTPException, ValueError):
        raise UsageError("The site could not be read.", "Nothing was recorded.") from None
    finally:
        watch.cancel()
        line.close()
    if time.monotonic() > deadline:
        raise UsageError("The site took too long.", "Nothing was recorded.")
    if len(body) > rules.size:
        raise UsageError("The page is larger than Sacho takes.", "Nothing was recorded.")
    head = [(name, value) for name, value in answer.getheaders()]
    kept = warc.response(url, address, (answer.status, answer.reason), head, body)
    return Fetched(url, answer.status, kept), onward


def _cut(line: http.client.HTTPConnection) -> None:
    with contextlib.suppress(OSError, AttributeError):
        # The plain call: the one of a TLS line would take its state from under the reader.
        socket.socket.shutdown(line.sock, socket.SHUT_RDWR)
