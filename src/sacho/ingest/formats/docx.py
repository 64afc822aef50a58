"""Word documents: checked as a zip before they are opened, then read in the order of the body."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import docx
import lxml.etree
from docx.opc.exceptions import OpcError

from sacho.ingest.draft import Block, Draft, Task, Unreadable
from sacho.model.report import Metadata

MAKER = f"python-docx/{docx.__version__}"

_MOST_MEMBERS = 5_000
_MOST_BYTES = 512 << 20
_MOST_XML = 128 << 20
# A book of a thousand pages has about half a million.
_MOST_TAGS = 1_500_000
# Text packs about ten to one; a bomb packs a thousand to one.
_MOST_RATIO = 200
_RATIO_FROM = 8 << 20
_READ_AT_ONCE = 1 << 16

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", _ALTERNATE))
_SPACE = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOTES = ("footnotes", "endnotes")
_EDGES = ("header", "footer")

_Tree = Any


def warm() -> None:
    """Reads a document of our own, so that nothing is imported after the fork."""
    made: Any = docx.Document()
    made.add_paragraph("One plain sentence.")
    out = io.BytesIO()
    made.save(out)
    read(out.getvalue(), Task(format="docx"))


def read(data: bytes, task: Task) -> Draft:
    """Paragraphs and tables in order, then notes; page headers and footers marked as furniture."""
    check(data)
    try:
        document: Any = docx.Document(io.BytesIO(data))
    except (
        OpcError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        lxml.etree.XMLSyntaxError,
    ) as broken:
        raise Unreadable("text.unreadable") from broken
    blocks = [Block(text) for text in _blocks(document.element.body)]
    codes: list[str] = []
    for kind, root in _other_parts(document, codes):
        edge = kind.startswith(_EDGES)
        blocks += [Block(text, furniture=edge) for text in _blocks(root)]
    return Draft(blocks, _properties(document), codes, MAKER)


def check(data: bytes) -> None:
    """Refuses a zip that unpacks to far more than it holds, and XML that declares entities.

    Sizes are measured while unpacking: the directory of a zip may lie.
    """
    # The directory is counted before it is read: a million entries take seconds.
    if data.count(b"PK\x01\x02") > _MOST_MEMBERS:
        raise Unreadable("text.bomb")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as broken:
        raise Unreadable("text.unreadable") from broken
    if len(members) > _MOST_MEMBERS or len({m.header_offset for m in members}) < len(members):
        raise Unreadable("text.bomb")
    if sum(member.file_size for member in members) > _MOST_BYTES:
        raise Unreadable("text.bomb")
    total = tags = 0
    for member in members:
        if member.flag_bits & 1:
            raise Unreadable("text.encrypted")
        size, more = _check_member(archive, member)
        total, tags = total + size, tags + more
        if tags > _MOST_TAGS:
            raise Unreadable("text.too-long")
        if total > _MOST_BYTES or (total > _RATIO_FROM and total > len(data) * _MOST_RATIO):
            raise Unreadable("text.bomb")


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[int, int]:
    """The unpacked size of one member, and how many tags it has if it is XML."""
    is_xml = member.filename.lower().endswith((".xml", ".rels"))
    limit = _MOST_XML if is_xml else _MOST_BYTES
    size, tags, tail = 0, 0, b""
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_READ_AT_ONCE):
                size += len(piece)
                tags += is_xml and piece.count(b"<")
                flat = (tail + piece).replace(b"\x00", b"")
                if is_xml and (b"<!DOCTYPE" in flat or b"<!ENTITY" in flat):
                    raise Unreadable("text.bomb")
                tail = piece[-64:]
                packed = max(1, member.compress_size)
                if size > limit or (size > _RATIO_FROM and size > packed * _MOST_RATIO):
                    raise Unreadable("text.bomb")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as broken:
        raise Unreadable("text.unreadable") from broken
    except Exception as broken:
        if type(broken).__module__ == "zlib":
            raise Unreadable("text.unreadable") from broken
        raise
    return size, tags


def _blocks(root: _Tree) -> Iterator[str]:
    """The text of each paragraph, and each row of a table as one block of lines, in order."""
    waiting: list[_Tree] = list(reversed(root))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}p":
            if text := _paragraph(element):
                yield text
        elif element.tag == f"{_W}tbl":
            if rows := [row for each in element.iter(f"{_W}tr") if (row := _row(each))]:
                yield "\n".join(rows)
        elif element.tag not in _SKIPPED:
            waiting.extend(reversed(element))


def _row(row: _Tree) -> str:
    cells = (
        " ".join(filter(None, (_paragraph(p).replace("\n", " ") for p in cell.iter(f"{_W}p"))))
        for cell in row.iterchildren(f"{_W}tc")
    )
    return " | ".join(cells).strip(" |")


def _paragraph(paragraph: _Tree) -> str:
    """Words as they stand when all changes are accepted; a text box within comes after them."""
    parts: list[str] = []
    boxed: list[str] = []
    waiting: list[_Tree] = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag == f"{_W}txbxContent":
            boxed.extend(_blocks(element))
        elif element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _SPACE:
            parts.append(_SPACE[element.tag])
        else:
            waiting.extend(reversed(element))
    return "\n".join(filter(None, ("".join(parts).strip(), *boxed)))


def _other_parts(document: Any, codes: list[str]) -> Iterator[tuple[str, _Tree]]:
    """Notes, page headers and footers, each as parsed XML without entities."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    found: dict[str, bytes] = {}
    for part in document.part.package.iter_parts():
        name = str(part.partname).rsplit("/", 1)[-1]
        if name.startswith((*_NOTES, *_EDGES)) and name.endswith(".xml"):
            found[name] = part.blob
    for name in sorted(found, key=lambda each: (each.startswith(_EDGES), each)):
        try:
            yield name, lxml.etree.fromstring(found[name], parser)
        except lxml.etree.XMLSyntaxError:
            codes.append("text.parts-unread")


def _properties(document: Any) -> Metadata:
    """Title and author of the file. Its dates are those of the file, not of the telling."""
    try:
        told: Any = document.core_properties
        title, author = told.title or None, told.author or None
        made = told.created or told.modified
        language = told.language or None
    except (KeyError, ValueError, AttributeError, TypeError, lxml.etree.LxmlError):
        return Metadata()
    how = f"weak: docx:core properties {made.date()}" if isinstance(made, datetime) else None
    # Word processors write their own name where no author was given.
    author = None if author in ("python-docx", "Microsoft Office User", "User", "Admin") else author
    return Metadata(title=title, author=author, published_from=how, language=language)
