"""What kind of document these bytes are, by their content; the name only breaks ties.

Runs in the process that received the bytes, so it only compares bytes and parses nothing.
"""

from __future__ import annotations

import re

import msgspec

from sacho.ingest.decoding import utf16_without_mark
from sacho.model.report import Format

_HEAD = 4096
_PACKED_WARC = (".warc.gz", ".warc.gzip")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "format.image"), (b"\xff\xd8\xff", "format.image"),
    (b"GIF8", "format.image"), (b"II*\x00", "format.image"), (b"MM\x00*", "format.image"),
    (b"8BPS", "format.image"), (b"OggS", "format.media"), (b"ID3", "format.media"),
    (b"fLaC", "format.media"), (b"\x1aE\xdf\xa3", "format.media"), (b"FLV\x01", "format.media"),
    (b"\x00\x00\x01\xba", "format.media"), (b"#!AMR", "format.media"),
    (b"\xff\xfb", "format.media"), (b"\xff\xf3", "format.media"),
    (b"\x1f\x8b", "format.archive"), (b"BZh", "format.archive"), (b"7z\xbc\xaf", "format.archive"),
    (b"\xfd7zXZ", "format.archive"), (b"Rar!", "format.archive"), (b"\x28\xb5\x2f\xfd", "format.archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "format.office"),
    (b"{\\rtf", "format.office"), (b"HWP Document File", "format.office"),
    (b"SQLite format 3\x00", "format.unknown"), (b"\x7fELF", "format.unknown"),
    (b"MZ\x90", "format.unknown"), (b"%!PS", "format.unknown"),
)  # fmt: skip

_OFFICE_MEMBERS = (b"xl/workbook", b"ppt/presentation", b"opendocument", b"hwp+zip", b"hwpml")

_HTML_START = re.compile(
    rb"\A\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?:(?><!--.{0,2000}?-->)\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div|p|h1|script|link)\b",
    re.I | re.S,
)
_HTML_TAG = re.compile(rb"</(?:p|div|body|html|head|title|article|a|h1|span|li|td)\s*>", re.I)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]")
_MAIL_HEADERS = frozenset(
    (b"from", b"to", b"cc", b"subject", b"date", b"message-id", b"mime-version", b"received",
     b"return-path", b"delivered-to", b"content-type", b"reply-to", b"dkim-signature", b"sender")
)  # fmt: skip
# A memorandum also starts with From, To, Date and Subject; only a machine writes these.
_MACHINE_HEADERS = frozenset(
    (b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"content-type",
     b"dkim-signature")
)  # fmt: skip


class Kind(msgspec.Struct, frozen=True):
    """The format, or the code of the problem where Sacho reads no such thing."""

    format: Format
    code: str | None = None
    markdown: bool = False


def detect(data: bytes, name: str = "") -> Kind:
    """The kind of document. Never raises; anything not known as such is text or unknown."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return Kind("unknown", "format.empty")
    head = data[:_HEAD]
    if head.startswith(b"\x1f\x8b") and name.lower().endswith(_PACKED_WARC):
        return Kind("warc")
    known = _by_signature(data, head)
    if known is not None:
        return known
    plain = _as_ascii(head)
    if _is_mail(plain):
        return Kind("eml")
    if _is_html(plain, data):
        return Kind("html")
    if _is_binary(data):
        return Kind("unknown", "format.unknown")
    return Kind("text", markdown=name.lower().endswith((".md", ".markdown", ".mdown")))


def _by_signature(data: bytes, head: bytes) -> Kind | None:
    if b"%PDF-" in head[:1024]:
        return Kind("pdf")
    if head.startswith(b"WARC/1."):
        return Kind("warc")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if head[4:8] == b"ftyp":
        image = head[8:12] in (b"avif", b"heic", b"heix", b"mif1")
        return Kind("unknown", "format.image" if image else "format.media")
    if head.startswith(b"RIFF") and len(head) > 12:
        return Kind("unknown", "format.image" if head[8:12] == b"WEBP" else "format.media")
    if head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00":
        return Kind("unknown", "format.image")
    if head[257:262] == b"ustar":
        return Kind("unknown", "format.archive")
    for signature, code in _SIGNATURES:
        if head.startswith(signature):
            return Kind("unknown", code)
    return None


def _zip_kind(data: bytes) -> Kind:
    # Member names stand uncompressed in a zip: first in the local headers, last in the directory.
    names = data[:65536] + data[-262144:]
    if b"word/document" in names:
        return Kind("docx")
    if any(member in names for member in _OFFICE_MEMBERS):
        return Kind("unknown", "format.office")
    return Kind("unknown", "format.archive")


def _as_ascii(head: bytes) -> bytes:
    """The head with the zero bytes of UTF-16 and any byte-order mark taken out."""
    for bom in _BOMS:
        head = head.removeprefix(bom)
    if head[:1] == b"\x00" or head[1:2] == b"\x00":
        head = head.replace(b"\x00", b"")
    return head


def _is_mail(head: bytes) -> bool:
    names: set[bytes] = set()
    for raw in head.lstrip(b"\r\n").splitlines()[:60]:
        if raw[:1] in (b" ", b"\t"):
            continue
        found = _HEADER.match(raw + b" ")
        if found is None:
            if raw.startswith(b"From ") and not names:
                continue
            break
        names.add(found.group(1).lower())
    return len(names & _MAIL_HEADERS) >= 2 and bool(names & _MACHINE_HEADERS)


def _is_html(head: bytes, data: bytes) -> bool:
    if _HTML_START.match(head):
        return bool(_HTML_TAG.search(_as_ascii(data[:262144]))) or b"<html" in head.lower()
    # A page saved without its head, or after a line of comment.
    return head.lstrip().startswith(b"<") and len(_HTML_TAG.findall(head)) >= 3


def _is_binary(data: bytes) -> bool:
    """Whether more bytes are controls than any text has; UTF-16 has a zero at every other place."""
    sample = data[:65536] + data[-4096:] if len(data) > 69632 else data
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff") or utf16_without_mark(sample):
        return False
    controls = sum(sample.count(byte) for byte in _CONTROL_BYTES)
    return controls > max(4, len(sample) // 50)


_CONTROL_BYTES = [bytes((n,)) for n in range(32) if n not in (9, 10, 12, 13, 27)]
