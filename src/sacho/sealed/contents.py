"""What is inside a sealed thing, once a keyholder has opened it."""

from __future__ import annotations

import msgspec

from sacho.model.account import Reading
from sacho.model.report import Ingested


class Source(msgspec.Struct, frozen=True, tag="source"):
    """A person or outlet that speaks to us. Elsewhere they are only their pseudonym."""

    identity: str
    contacts: tuple[str, ...] = ()
    notes: str = ""


class SealedReport(msgspec.Struct, frozen=True, tag="report"):
    """A sealed report: its bytes, its text and what it tells, and from which source it came."""

    data: bytes
    received_name: str
    received_at: str
    how: str
    ingested: Ingested
    reading: Reading | None
    source: str | None = None


Content = Source | SealedReport


def pack(content: Content) -> bytes:
    """The bytes to seal."""
    return msgspec.msgpack.encode(content)


def unpack(plain: bytes) -> Content:
    """What the bytes hold. Raises msgspec.MsgspecError for anything else."""
    return msgspec.msgpack.decode(plain, type=Content)
