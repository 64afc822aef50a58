"""WARC files: written for one page fetched, and taken apart within the walls of a child.

Each page of a WARC becomes a WARC of its own, so that the address and the time of the visit stay in
the bytes that are kept; the whole WARC is kept beside them. Source: ISO 28500, WARC 1.1.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from datetime import UTC, datetime

from fastwarc.warc import ArchiveIterator, WarcRecordType

from sacho.ingest.draft import Part, Reply, Task
from sacho.ingest.launch import launcher_for
from sacho.ingest.limits import Limits

_LONGEST_RECORD = 32 << 20
_LONGEST_HEAD = 64 << 10
_DOCUMENTS = (
    b"text/html", b"application/xhtml+xml", b"application/pdf", b"text/plain",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip
_MOST_RECORDS = 10_000
_ALL_BYTES = 96 << 20
_KEPT = ("WARC-Target-URI", "WARC-Date", "WARC-Record-ID", "WARC-IP-Address",
         "WARC-Payload-Digest", "Content-Type")  # fmt: skip


def response(
    url: str, address: str, status: tuple[int, str], head: list[tuple[str, str]], body: bytes
) -> bytes:
    """A WARC of one response. What the line did to the body (chunks) is undone and named."""
    lines = [f"HTTP/1.1 {status[0]} {_line(status[1])}"]
    for name, value in head:
        undone = name.lower() in ("transfer-encoding", "content-length")
        lines.append(f"{'X-Archive-Orig-' if undone else ''}{_line(name)}: {_line(value)}")
    lines.append(f"Content-Length: {len(body)}")
    block = "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + body
    return _record(
        {
            "WARC-Target-URI": url,
            "WARC-Date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
            "WARC-IP-Address": address,
            "WARC-Payload-Digest": "sha256:" + hashlib.sha256(body).hexdigest(),
            "Content-Type": "application/http; msgtype=response",
        },
        block,
    )


def _record(fields: dict[str, str], block: bytes) -> bytes:
    head = ["WARC/1.1", "WARC-Type: response"]
    head += [f"{name}: {_line(value)}" for name, value in fields.items()]
    head.append(f"Content-Length: {len(block)}")
    return "\r\n".join(head).encode("utf-8") + b"\r\n\r\n" + block + b"\r\n\r\n"


def _line(value: str) -> str:
    return "".join(each if each.isprintable() else " " for each in value)


def parse(data: bytes, task: Task) -> Reply:
    """The pages of a WARC as WARCs of their own; `skipped` counts the responses left out.

    Left out are those cut or unreasonably long, errors, redirects, and what is no document (such
    as pictures and scripts).
    """
    parts: list[Part] = []
    skipped = size = 0
    try:
        records = ArchiveIterator(
            io.BytesIO(data), record_types=WarcRecordType.any_type, parse_http=False
        )
        for number, record in enumerate(records):
            if number >= _MOST_RECORDS or size > _ALL_BYTES:
                return Reply(parts=tuple(parts), skipped=skipped, codes=("text.too-long",))
            if record.record_type != WarcRecordType.response:
                skipped += record.record_type == WarcRecordType.revisit
                continue
            block = record.reader.read(_LONGEST_RECORD + 1)
            if len(block) > _LONGEST_RECORD or len(block) != record.content_length:
                skipped += 1
                continue
            if not is_page(block):
                skipped += 1
                continue
            said = {name: record.headers.get(name) for name in _KEPT}
            fields = {name: value for name, value in said.items() if value}
            url = fields.get("WARC-Target-URI", "").strip("<>")
            parts.append(Part(url, _record(fields, block)))
            size += len(block)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what was found before the broken place is kept
        return Reply(parts=tuple(parts), skipped=skipped, codes=("text.parts-unread",))
    return Reply(parts=tuple(parts), skipped=skipped)


def is_many(found: Reply) -> bool:
    """Whether the pages become reports of their own, and the archive is only kept beside them.

    An archive of one page and nothing else is that page: read whole, never in two forms.
    """
    alone = len(found.parts) == 1 and not found.skipped and not found.codes
    return bool(found.parts) and not alone


def is_page(block: bytes) -> bool:
    """Whether an HTTP response answers with a document: status 2xx, and a type that is one."""
    lines = block[:_LONGEST_HEAD].partition(b"\r\n\r\n")[0].split(b"\r\n")
    status = lines[0].split(b" ")
    if not lines[0].startswith(b"HTTP/") or len(status) < 2 or status[1][:1] != b"2":
        return False
    for name, _, value in (line.partition(b":") for line in lines[1:]):
        if name.strip().lower() == b"content-type":
            return value.partition(b";")[0].strip().lower() in _DOCUMENTS
    return True


def is_archive(data: bytes, name: str) -> bool:
    """Whether these bytes are to be taken apart: a WARC, plain or packed with gzip."""
    return data.startswith(b"WARC/1.") or (
        data.startswith(b"\x1f\x8b") and name.lower().endswith((".warc.gz", ".warc.gzip"))
    )


def split(data: bytes, without_sandbox: bool = False) -> Reply:
    """The pages of a WARC, found by a child within the walls.

    Its `codes` say why it stopped early, if it did. Nothing of the bytes can make it raise.
    """
    limits = Limits(output=128 << 20)
    if len(data) > limits.input:
        return Reply(codes=("text.too-long",))
    launcher = launcher_for(limits, "sacho.ingest.warc:parse")
    try:
        if not launcher.is_full and not without_sandbox:
            return Reply(codes=("sandbox.missing",))
        outcome = launcher.run(Task("unknown"), data)
    finally:
        launcher.close()
    return outcome.reply or Reply(codes=(outcome.code or "text.crashed",))
