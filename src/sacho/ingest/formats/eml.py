"""Mail messages and saved web archives (MHTML): headers, the best text part, attachments told."""

from __future__ import annotations

import re
import sys
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from typing import cast

import msgspec

from sacho.ingest import dates, normal
from sacho.ingest.decoding import decode
from sacho.ingest.draft import Block, Draft, NeedsFamily, Task, Unreadable
from sacho.ingest.formats import text as plain
from sacho.model.report import Metadata

_HTML = "sacho.ingest.formats.html"
_SIGNATURE = re.compile(r"\n-- ?\n")
_MOST_PARTS = 500
_MOST_TYPES = 2_000
_LONGEST_HEAD = 128 << 10
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")


def read(data: bytes, task: Task) -> Draft:
    """The blocks of the message. Raises Unreadable, and NeedsFamily where its text is HTML."""
    _check(data)
    message = BytesParser(policy=policy.default).parsebytes(data)
    metadata = _headers(message)
    parts = _leaves(message)
    chosen = _best(message, parts)
    codes = ["attachment.not-read"] * sum(1 for part in parts if part is not chosen and _kept(part))
    if _is_encrypted(message):
        raise Unreadable("text.encrypted")
    if chosen is None:
        raise Unreadable("text.none", *codes)
    body, more = _decoded(chosen)
    codes += more
    if chosen.get_content_type() == "text/html":
        return _from_html(body, metadata, codes, task)
    return Draft(blocks=_with_signature(body), metadata=metadata, codes=codes, maker=_maker())


def _check(data: bytes) -> None:
    """Refuses parts and headers without end: the standard library takes their square in time."""
    if data.lower().count(b"content-type:") > _MOST_TYPES:
        raise Unreadable("text.bomb")
    end = _HEAD_ENDS.search(data)
    if (end.start() if end else len(data)) > _LONGEST_HEAD:
        raise Unreadable("text.too-long")


def _maker() -> str:
    return f"email/{sys.version_info.major}.{sys.version_info.minor}"


def _headers(message: EmailMessage) -> Metadata:
    published = _date(message)
    return Metadata(
        title=_header(message, "subject"),
        author=_sender(message),
        published=published,
        published_from="eml:date header" if published else None,
        language=_header(message, "content-language"),
    )


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
        return str(value).strip() or None if value is not None else None
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        # The standard library's header parser fails on some broken headers.
        return None


def _date(message: EmailMessage) -> str | None:
    try:
        header = message.get("date")
        stamp = getattr(header, "datetime", None)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, OverflowError):
        return None
    return dates.iso(stamp.isoformat()) if stamp is not None else None


def _sender(message: EmailMessage) -> str | None:
    try:
        addresses = getattr(message.get("from"), "addresses", ())
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        return None
    for address in cast("tuple[Address, ...]", addresses):
        return address.display_name or address.addr_spec or None
    return None


def _leaves(message: EmailMessage) -> list[EmailMessage]:
    found: list[EmailMessage] = []
    for part in message.walk():
        if not part.is_multipart():
            found.append(part)
        if len(found) > _MOST_PARTS:
            raise Unreadable("text.bomb")
    return found


def _is_encrypted(message: EmailMessage) -> bool:
    return message.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime")


def _best(message: EmailMessage, parts: list[EmailMessage]) -> EmailMessage | None:
    """Plain text before HTML, but the page itself in a saved web archive."""
    texts = [part for part in parts if not _is_attached(part)]
    archive = _header(message, "snapshot-content-location") is not None
    order = ("text/html", "text/plain") if archive else ("text/plain", "text/html")
    for kind in order:
        for part in texts:
            if part.get_content_type() == kind and _has_letters(part):
                return part
    return None


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(
        part.get_filename() and part.get_content_maintype() != "text"
    )


def _has_letters(part: EmailMessage) -> bool:
    return bool(_bytes(part).strip(b" \t\r\n\x00"))


def _kept(part: EmailMessage) -> bool:
    """Whether a part holds something of its own: no picture of the page, no second form of it."""
    if _is_attached(part):
        return True
    return (
        part.get_content_maintype() != "text"
        and not part.get("content-id")
        and (part.get("content-location") is None)
    )


def _bytes(part: EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: EmailMessage) -> tuple[str, list[str]]:
    charset = part.get_content_charset()
    if charset is None and part.get_content_type() == "text/html":
        # The page may say so itself, where the mail does not.
        found = re.search(rb"charset=[\"']?([A-Za-z0-9_-]{3,20})", _bytes(part)[:4096], re.I)
        charset = found.group(1).decode("ascii") if found else None
    decoded = decode(_bytes(part), charset)
    hidden = ["text.hidden-characters"] * normal.has_hiding(decoded.text)
    return decoded.text, [*decoded.codes, *hidden]


def _with_signature(body: str) -> list[Block]:
    body = body.replace("\r\n", "\n")
    told, *signature = _SIGNATURE.split(body, maxsplit=1)
    blocks = plain.blocks_of(told)
    for rest in signature:
        blocks += [Block(block.text, furniture=True) for block in plain.blocks_of(rest)]
    return blocks


def _from_html(body: str, metadata: Metadata, codes: list[str], task: Task) -> Draft:
    if _HTML not in sys.modules:
        raise NeedsFamily("full")
    from sacho.ingest.formats import html

    page = html.read_page(body, task)
    said = metadata
    if metadata.title is None:
        said = msgspec.structs.replace(said, title=page.metadata.title)
    if metadata.published is None:
        said = msgspec.structs.replace(
            said,
            published=page.metadata.published,
            published_from=page.metadata.published_from,
        )
    said = msgspec.structs.replace(
        said,
        publisher=page.metadata.publisher,
        author=page.metadata.author or said.author,
        language=page.metadata.language or said.language,
    )
    return Draft(
        blocks=page.blocks,
        metadata=said,
        codes=codes + page.codes,
        maker=f"{_maker()} {page.maker}",
    )
