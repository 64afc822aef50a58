"""Where the language model is, what may be sent there, and what is said before it is.

Nothing here runs unless the owner names an address (`--model-address`, or `SACHO_MODEL_ADDRESS`).
An address on this machine needs no leave; for any other the owner must say `--allow-network`.
"""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from sacho.errors import RefusedForSafety, UsageError

ADDRESS = "SACHO_MODEL_ADDRESS"
MODEL = "SACHO_MODEL_NAME"
KEY_FILE = "SACHO_MODEL_KEY_FILE"


class Address(msgspec.Struct, frozen=True):
    """An OpenAI-compatible address (`http://127.0.0.1:8080/v1`), the model's name there, a key."""

    url: str
    model: str
    key: str | None = None

    @property
    def host(self) -> str:
        """The host that would be spoken to."""
        return urlsplit(self.url).hostname or ""

    @property
    def here(self) -> bool:
        """Whether it is this very machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def leaving(self) -> str | None:
        """What to say before a text is sent; None where it stays on this machine."""
        if self.here:
            return None
        return (
            f"The whole text of each report is sent to {self.host}, which learns what you read "
            "and when, and may keep it."
        )


def address(url: str | None, model: str | None, allow_network: bool) -> Address | None:
    """The address asked for, or that of the environment; None where none is named.

    Raises UsageError for what is no address, and RefusedForSafety where it is another machine and
    nobody allowed that.
    """
    url = url or os.environ.get(ADDRESS)
    if not url:
        return None
    model = model or os.environ.get(MODEL)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise UsageError(
            "This is no address of a language model.",
            "Write it as http://127.0.0.1:8080/v1, without a name or password in it.",
        )
    if not model:
        raise UsageError("No model is named.", f"Add --model-name NAME, or set {MODEL}.")
    found = Address(url.rstrip("/"), model, _key())
    if not found.here and not allow_network:
        raise RefusedForSafety(
            f"{found.host} is not this machine, and report texts would be sent there.",
            "Add --allow-network if you want that, or use a model on this machine.",
        )
    if not found.here and parts.scheme == "http":
        raise RefusedForSafety(
            f"The way to {found.host} is not encrypted.", "Use an https address, or this machine."
        )
    return found


def _key() -> str | None:
    """The key stands in a file of its own: an argument or variable shows in process lists."""
    named = os.environ.get(KEY_FILE)
    if not named:
        return None
    try:
        return Path(named).read_text("utf-8").strip() or None
    except OSError:
        raise UsageError(
            f"The file of the key ({KEY_FILE}) cannot be read.", "Name a file that you can read."
        ) from None
