"""The kind of a document is told by its bytes, never by its name."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.ingest.detect import detect

MAIL = (
    b"From: a@hill.example\r\nTo: b@hill.example\r\nSubject: the bridge\r\n"
    b"MIME-Version: 1.0\r\n\r\nBody\r\n"
)


def zipped(*members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in members:
            archive.writestr(member, b"x" * 10)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "format", "code"),
    [
        (b"", "unknown", "format.empty"),
        (b"\xef\xbb\xbf \r\n", "unknown", "format.empty"),
        (b"%PDF-1.7\n", "pdf", None),
        (b"\n\nsome lines first\n%PDF-1.4\n", "pdf", None),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx", None),
        (zipped("xl/workbook.xml"), "unknown", "format.office"),
        (zipped("photo.jpg"), "unknown", "format.archive"),
        (MAIL, "eml", None),
        (b"From someone Mon Jan 25\n" + MAIL, "eml", None),
        (b"<!DOCTYPE html><html><body><p>x</p></body></html>", "html", None),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<html xmlns='a'><p>x</p></html>", "html", None),
        ("<html><body><p>x</p></body></html>".encode("utf-16"), "html", None),
        (b"<!-- saved --><html><p>x</p></html>", "html", None),
        (b"<b>a</b><p>one</p><p>two</p><p>three</p>", "html", None),
        (b"Two men were shot at the bridge.", "text", None),
        (b"Date: Monday\nSubject: the bridge\n\nTwo men were shot.", "text", None),
        ("다리에서 두 명이 숨졌다.".encode("utf-16-le"), "text", None),
        ("다리에서 두 명이 숨졌다.".encode("cp949"), "text", None),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "unknown", "format.image"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "unknown", "format.image"),
        (b"\x00\x00\x00\x20ftypisom" + b"\x00" * 50, "unknown", "format.media"),
        (b"\x00\x00\x00\x20ftypheic" + b"\x00" * 50, "unknown", "format.image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "unknown", "format.image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 50, "unknown", "format.office"),
        (b"{\\rtf1\\ansi x}", "unknown", "format.office"),
        (b"\x1f\x8b\x08" + b"\x00" * 50, "unknown", "format.archive"),
        (bytes(range(256)) * 20, "unknown", "format.unknown"),
    ],
)  # fmt: skip
def test_the_bytes_tell_the_kind(data: bytes, format: str, code: str | None) -> None:
    """Each kind is told by its bytes, and what Sacho does not read gets the code that says so."""
    kind = detect(data, "misleading.docx")
    assert (kind.format, kind.code) == (format, code)


def test_the_name_only_breaks_a_tie() -> None:
    """A name can make plain text Markdown, and nothing else."""
    assert detect(b"# The bridge", "a.MD").markdown
    assert not detect(b"# The bridge", "a.txt").markdown
    assert detect(b"%PDF-1.7\n", "a.md").format == "pdf"


@given(st.binary(max_size=400), st.text(max_size=20))
def test_any_bytes_have_a_kind(data: bytes, name: str) -> None:
    """No bytes and no name make it raise."""
    assert detect(data, name).format in ("html", "pdf", "docx", "eml", "text", "warc", "unknown")
