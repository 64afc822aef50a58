"""A WARC of one response: the page within it is read as its own bytes say."""

from __future__ import annotations

import io
import zlib
from importlib import import_module

import brotli
import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecordType

from sacho.ingest import dates
from sacho.ingest.detect import detect
from sacho.ingest.draft import Draft, Task, Unreadable
from sacho.ingest.warc import is_many, is_page, parse

_LONGEST = 32 << 20
_STEP = 1 << 20
_MOST_WRAPPINGS = 4


def read(data: bytes, task: Task) -> Draft:
    """The page of the only response. Raises Unreadable where it has several pages, or none."""
    # What is taken apart into pages must not be read as a page as well.
    if is_many(parse(data, task)):
        raise Unreadable("format.web-archive")
    found: bytes | None = None
    visited = ""
    for record in ArchiveIterator(
        io.BytesIO(data), record_types=WarcRecordType.response, parse_http=False
    ):
        found = record.reader.read(_LONGEST + 1)
        visited = record.headers.get("WARC-Date") or ""
        break
    if found is None:
        raise Unreadable("text.none")
    if len(found) > _LONGEST:
        raise Unreadable("text.too-long")
    if not is_page(found):
        raise Unreadable("web.no-page")
    page = body(found)
    kind = detect(page)
    if kind.code is not None:
        raise Unreadable(kind.code)
    if kind.format == "warc":
        raise Unreadable("format.archive")
    module = import_module(f"sacho.ingest.formats.{kind.format}")
    draft: Draft = module.read(page, msgspec.structs.replace(task, format=kind.format))
    if draft.metadata.published is None and dates.iso(visited) is not None:
        # When it was fetched is no date of publication; it only says that it was out by then.
        weak = f"weak: fetched {visited}"
        draft.metadata = msgspec.structs.replace(draft.metadata, published_from=weak)
    return draft


def body(block: bytes) -> bytes:
    """The body of an HTTP response without chunks and compression, at most 32 MiB of it."""
    head, _, rest = block.partition(b"\r\n\r\n")
    fields = {
        name.strip().lower(): value.strip().lower()
        for name, _, value in (line.partition(b":") for line in head.split(b"\r\n")[1:])
    }
    if fields.get(b"transfer-encoding", b"").endswith(b"chunked"):
        rest = _joined(rest)
    # As they were put on, the last first. Archives often keep the header of what they unpacked.
    for told in reversed(fields.get(b"content-encoding", b"").split(b",")[:_MOST_WRAPPINGS]):
        encoding = told.strip()
        if encoding in (b"gzip", b"x-gzip", b"deflate"):
            rest = _unpacked(rest)
        elif encoding == b"br":
            rest = _opened(rest)
        elif encoding not in (b"", b"identity"):
            raise Unreadable("web.packed")
    return rest


def _opened(packed: bytes) -> bytes:
    """Without Brotli; as it is where it bears none."""
    engine = brotli.Decompressor()
    plain = bytearray()
    piece = packed
    try:
        while not engine.is_finished():
            made = engine.process(piece, output_buffer_limit=_STEP)
            piece = b""
            plain += made
            if len(plain) > _LONGEST:
                raise Unreadable("text.bomb")
            if not made and engine.can_accept_more_data():
                break
    except brotli.error:
        return packed
    return bytes(plain) if plain else packed


def _unpacked(packed: bytes) -> bytes:
    for bits in (47, -15):
        engine = zlib.decompressobj(bits)
        try:
            plain = engine.decompress(packed, _LONGEST + 1)
        except zlib.error:
            continue
        if len(plain) > _LONGEST:
            raise Unreadable("text.bomb")
        return plain
    return packed


def _joined(chunked: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while True:
        end = chunked.find(b"\r\n", at, at + 100)
        try:
            size = int(chunked[at:end].split(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            # No chunk here: the archive has joined them already, or the record is cut.
            return b"".join(parts) if parts else chunked
        if size == 0:
            return b"".join(parts)
        parts.append(chunked[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
