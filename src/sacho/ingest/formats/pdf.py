"""PDF: lines with their place on the page, paragraphs rebuilt from them, page edges told apart."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from pypdfium2.version import PYPDFIUM_INFO

from sacho.ingest import dates, normal
from sacho.ingest.draft import Draft, Task, Unreadable
from sacho.ingest.formats.pdf_layout import Line, rebuild
from sacho.model.report import Metadata

MAKER = f"pypdfium2/{PYPDFIUM_INFO}"

_MOST_PAGES = 3_000
_HYPHENS = (0x02, 0xFFFE)
_NO_TITLE = ("untitled", "(unspecified)", "(anonymous)", "unspecified", "anonymous", "unknown")
_PROGRAM = ("microsoft word", "microsoft powerpoint", "layout 1", "print", "pdf")

_pdfium: Any = raw
_Page = Any


def warm() -> None:
    """Draws and reads an empty document, so that the library is loaded before the fork."""
    made: Any = pypdfium2.PdfDocument.new()
    made.new_page(100, 100).get_textpage().count_chars()
    made.close()


def read(data: bytes, task: Task) -> Draft:
    """The blocks of the pages in reading order. Raises Unreadable."""
    document = _open(data)
    pages = len(document)
    if pages > _MOST_PAGES:
        raise Unreadable("text.too-long")
    codes: list[str] = []
    read_pages: list[list[Line]] = []
    budget = task.text_limit
    for at in range(pages):
        lines = _lines(document, at)
        if lines is None:
            codes.append("text.pages-unread")
            continue
        budget -= sum(len(line.text) for line in lines)
        if budget < 0:
            raise Unreadable("text.too-long")
        read_pages.append(lines)
    if not any(read_pages):
        raise Unreadable("text.scanned" if pages and not codes else "text.none", *codes)
    return Draft(rebuild(read_pages), _metadata(document), codes, MAKER)


def _open(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as failed:
        locked = getattr(failed, "err_code", None) == _pdfium.FPDF_ERR_PASSWORD
        raise Unreadable("text.encrypted" if locked else "text.unreadable") from failed


def _lines(document: Any, at: int) -> list[Line] | None:
    """The lines of one page as pdfium orders them, or None where the page is broken."""
    try:
        page: _Page = document[at]
        text_page: _Page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return None
    try:
        return _split(text_page)
    finally:
        text_page.close()
        page.close()


def _split(text_page: _Page) -> list[Line]:
    out: list[Line] = []
    letters: list[str] = []
    places: list[int] = []
    for at in range(text_page.count_chars()):
        code = _pdfium.FPDFText_GetUnicode(text_page, at)
        if code in (0x0A, 0x0D):
            _add(out, text_page, letters, places)
            letters, places = [], []
            continue
        if code == 0:
            continue
        letters.append("-" if code in _HYPHENS else chr(min(code, 0x10FFFF)))
        places.append(at)
    _add(out, text_page, letters, places)
    return out


def _add(out: list[Line], text_page: _Page, letters: list[str], places: list[int]) -> None:
    whole = "".join(letters).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    tidy = normal.line(normal.letters(whole))
    if not tidy:
        return
    solid = [place for place, letter in zip(places, letters, strict=True) if not letter.isspace()]
    left, baseline = _origin(text_page, solid[0])
    right = _right(text_page, solid[-1])
    size = float(_pdfium.FPDFText_GetFontSize(text_page, solid[0])) or 1.0
    out.append(Line(tidy, left, right, baseline, size, whole[-1:].isspace(), whole[:1].isspace()))


def _origin(text_page: _Page, at: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    _pdfium.FPDFText_GetCharOrigin(text_page, at, x, y)
    return x.value, y.value


def _right(text_page: _Page, at: int) -> float:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    _pdfium.FPDFText_GetCharBox(text_page, at, left, right, bottom, top)
    return right.value


def _metadata(document: Any) -> Metadata:
    """Title and author of the file. Its dates are those of the file, not of the telling."""
    try:
        told: dict[str, str] = document.get_metadata_dict()
    except (pypdfium2.PdfiumError, UnicodeDecodeError, ValueError):
        return Metadata()
    made = dates.pdf_date(told.get("CreationDate")) or dates.pdf_date(told.get("ModDate"))
    return Metadata(
        title=_told(told.get("Title")),
        author=_told(told.get("Author")),
        published_from=f"weak: pdf:info CreationDate {made}" if made else None,
    )


def _told(value: str | None) -> str | None:
    """The value unless a program filled it in."""
    tidy = normal.line(normal.letters(value or ""))
    low = tidy.lower()
    if not tidy or low in _NO_TITLE or low.startswith(_PROGRAM):
        return None
    return None if low.endswith((".doc", ".docx", ".hwp", ".pdf", ".indd", ".qxd")) else tidy
