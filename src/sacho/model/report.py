"""A report as received, and the frozen plain text made of it."""

from __future__ import annotations

from typing import Literal

import msgspec

from sacho.model.problem import Problem
from sacho.model.span import Spans

Handling = Literal["open", "internal", "sealed"]
Language = Literal["en", "ko"]
"""The languages that are read."""
Format = Literal["html", "pdf", "docx", "eml", "text", "warc", "unknown"]


class Metadata(msgspec.Struct, frozen=True):
    """What the document says of itself. `published_from` says how the date is known.

    `published_from` `decided` says that a person mended it.
    `published` is an ISO date or date-time, never a guess: None where nothing tells it.
    """

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str | None = None


class ReportText(msgspec.Struct, frozen=True):
    """Frozen plain text of a report, made by a named maker version; spans point into it.

    `furniture` are the spans that are not the report's telling (captions, bylines, notices):
    they are kept in the text and left out of the reading.
    """

    id: str
    report: str
    maker: str
    text: str
    furniture: Spans = ()


class Ingested(msgspec.Struct, frozen=True):
    """What ingest makes of bytes: `text` is None where they could not be read, and why is told."""

    report: str
    format: Format
    metadata: Metadata
    text: ReportText | None
    problems: tuple[Problem, ...] = ()


class Receipt(msgspec.Struct, frozen=True):
    """That these bytes came in once: when, how and under which name. Same bytes, more receipts."""

    id: str
    report: str
    received_name: str
    received_at: str
    how: str


class ReportRecord(msgspec.Struct, frozen=True):
    """A report as a project keeps it."""

    id: str
    size: int
    format: Format
    handling: Handling
    metadata: Metadata
    receipts: tuple[Receipt, ...]
    texts: tuple[str, ...]
