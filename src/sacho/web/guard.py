"""What stands before every route: who may ask, and what every answer carries.

The page is served to this machine only. A page from elsewhere in the same browser is refused by
Host (DNS rebinding) and Origin; another program of the machine is refused by the token.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec
from fastapi import Response

from sacho.web.answering import encoded
from sacho.web.answers import Failure

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

API = "/api/"
LARGEST = 256 * 1024 * 1024
"""Bytes of a request's body; ingest has its own, smaller limits."""

POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    "require-trusted-types-for 'script'", "trusted-types svelte-trusted-html",
))  # fmt: skip
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class Door(msgspec.Struct, frozen=True):
    """Where the page is served, and the secret of this run."""

    port: int
    token: str

    @property
    def hosts(self) -> tuple[str, ...]:
        """The only values of the Host header that are answered."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"


class TooLarge(Exception):
    """The body is larger than `LARGEST`."""


class Guard:
    """ASGI middleware: refuses, then passes on; no failure leaves as anything but JSON."""

    def __init__(self, app: App, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, dressed)
            return
        try:
            await self._app(scope, _measured(receive), dressed)
        except TooLarge:
            if not started:
                await _too_large()(scope, receive, dressed)
        # The last boundary: what nobody foresaw is told by its kind alone, never by its words.
        except Exception as error:  # noqa: BLE001
            if not started:
                await not_foreseen(error)(scope, receive, dressed)

    def _refusal(self, scope: Message) -> Response | None:
        headers: dict[bytes, bytes] = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1")
        if host not in self._door.hosts:
            return _foreign("This address is not served here.")
        origin = headers.get(b"origin")
        if origin is not None and origin.decode("latin-1") not in {
            f"http://{h}" for h in self._door.hosts
        }:
            return _foreign("Pages of other sites may not ask.")
        if not str(scope["path"]).startswith(API):
            return None
        if headers.get(b"sec-fetch-site", b"none") not in (b"none", b"same-origin"):
            return _foreign("Pages of other sites may not ask.")
        if not self._known(headers.get(b"authorization", b"")):
            refused = encoded(
                Failure(
                    "no-token",
                    "The token of this run is missing or wrong.",
                    "Open the whole address that `sacho serve` printed.",
                ),
                401,
            )
            refused.headers["www-authenticate"] = "Bearer"
            return refused
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > LARGEST:
            return _too_large()
        return None

    def _known(self, told: bytes) -> bool:
        scheme, _, secret = told.partition(b" ")
        same = hmac.compare_digest(secret.strip(), self._door.token.encode())
        return same and scheme.lower() == b"bearer"


def _measured(receive: Receive) -> Receive:
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST:
            raise TooLarge
        return message

    return counted


def _foreign(message: str) -> Response:
    return encoded(Failure("foreign", message, "Open the address that `sacho serve` printed."), 403)


def _too_large() -> Response:
    most = LARGEST // (1024 * 1024)
    return encoded(Failure("too-large", f"More than {most} MB.", "Send it in parts."), 413)


def not_foreseen(error: Exception) -> Response:
    """What nobody foresaw, told by its kind alone: its words may be words of a report."""
    return encoded(
        Failure(
            "unforeseen",
            f"This should not have happened ({type(error).__name__}).",
            "What was accepted before is kept. Try again; if it comes back, please report it.",
        ),
        500,
    )
