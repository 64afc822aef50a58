"""What a format hands on, and what a child sends back."""

from __future__ import annotations

from typing import Literal

import msgspec

from sacho.model.report import Format, Metadata
from sacho.model.span import Spans

Family = Literal["light", "full"]

# Which codecs a process must hold before it is forked for a document of that format.
FAMILY: dict[Format, Family] = {
    "text": "light", "eml": "light", "html": "full", "pdf": "full", "docx": "full",
    "warc": "full", "unknown": "light",
}  # fmt: skip


class Block(msgspec.Struct, frozen=True):
    """A paragraph, or lines that belong together. `furniture`: the format itself says so."""

    text: str
    furniture: bool = False


class Draft(msgspec.Struct):
    """What a format read: blocks in reading order, what the document says of itself, problems.

    `maker` names the codec and its version, empty where none was needed.
    """

    blocks: list[Block]
    metadata: Metadata = Metadata()
    codes: list[str] = []
    maker: str = ""


class Task(msgspec.Struct, frozen=True):
    """What a child is told beside the bytes. `markdown`: the name says that plain text is that."""

    format: Format
    markdown: bool = False
    text_limit: int = 5_000_000


class Part(msgspec.Struct, frozen=True):
    """A document within a document: its web address, and its bytes as one of its own."""

    name: str
    data: bytes


class Reply(msgspec.Struct, frozen=True):
    """What a child sends back. `needs` names the family that has to read the document instead.

    `parts` are the documents within an archive, and `skipped` how many of them were left out.
    """

    text: str | None = None
    furniture: Spans = ()
    metadata: Metadata = Metadata()
    maker: str = ""
    codes: tuple[str, ...] = ()
    needs: Family | None = None
    parts: tuple[Part, ...] = ()
    skipped: int = 0


class Unreadable(Exception):
    """No text can be had from these bytes; `code` is one of `problems.MESSAGES`."""

    def __init__(self, code: str, *others: str) -> None:
        super().__init__(code)
        self.codes = (code, *others)


class NeedsFamily(Exception):
    """This process lacks the codecs for the document; one of another family has them."""

    def __init__(self, family: Family) -> None:
        super().__init__(family)
        self.family: Family = family
