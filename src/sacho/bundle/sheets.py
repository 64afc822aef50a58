"""The dossier as a PDF: A4 sheets of tables, with the letters they need inside the file.

The same dossier gives the same bytes: no time, no name of a machine. Letters that the typeface lacks
are drawn in a viewer's own Helvetica where that has them, and else told by their number. Source of
the form: ISO 32000-1 (composite fonts 9.7, text 9.4, file structure 7.5).
"""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sacho.bundle.dossier import Dossier, Section, visible
from sacho.bundle.letters import Typeface, typeface

WIDTH, HEIGHT, MARGIN = 842, 595, 36
TITLE, HEADING, BODY = 18, 12, 8.5
_PAD, _LEADING = 3.0, 1.35
_FACE, _SPARE = "F1", "F2"
_NARROW = {"Ì", "Í", "Î", "Ï", "ì", "í", "î", "ï"}


class Glyph(NamedTuple):
    """One letter as drawn: its font, its code there, its width in thousandths, whether a space."""

    font: str
    code: int
    width: int
    space: bool = False


Line = Sequence[Glyph]


def printed(told: Dossier) -> bytes:
    """The whole PDF."""
    sheets = _Sheets(typeface(), told)
    return sheets.file()


class _Sheets:
    """Fills sheets from the top; `_top` is how much room is left above the lower margin."""

    def __init__(self, face: Typeface, told: Dossier) -> None:
        self._face = face
        self._told = told
        self._used: dict[int, str] = {}
        self._sheets: list[list[str]] = []
        self._top = 0.0
        self._turn()
        self._words(told.title, TITLE)
        for line in told.lines:
            self._top -= _PAD
            self._words(line, BODY)
        for section in told.sections:
            self._section(section)
        self._number()

    # -- laying out -------------------------------------------------------------------------

    def _turn(self) -> None:
        self._sheets.append([])
        self._top = HEIGHT - 2 * MARGIN

    def _words(self, words: str, size: float) -> None:
        for line in self._wrapped(words, WIDTH - 2 * MARGIN, size):
            if self._top < size * _LEADING:
                self._turn()
            self._top -= size * _LEADING
            self._draw(line, MARGIN, self._top + MARGIN, size)

    def _section(self, section: Section) -> None:
        if self._top < 6 * HEADING:
            self._turn()
        self._top -= HEADING
        self._words(section.title, HEADING)
        self._top -= 2 * _PAD
        if not section.rows:
            self._words("-", BODY)
            return
        room = WIDTH - 2 * MARGIN
        widths = [room * share / sum(section.shares) for share in section.shares]
        heads = self._cells(section.heads, widths)
        if any(any(cell) for cell in heads):
            self._row(heads, widths)
        for row in section.rows:
            self._tall(self._cells(row, widths), widths, heads)

    def _cells(self, row: Sequence[str], widths: Sequence[float]) -> list[list[Line]]:
        return [
            self._wrapped(cell, width - 2 * _PAD, BODY)
            for cell, width in zip(row, widths, strict=True)
        ]

    def _tall(
        self, cells: list[list[Line]], widths: Sequence[float], heads: list[list[Line]]
    ) -> None:
        """A row that stays on one sheet if it can, and goes on over the next ones if it cannot."""
        step = BODY * _LEADING
        due = max(map(len, cells))
        while due:
            fits = int((self._top - 2 * _PAD) // step)
            most = int((HEIGHT - 2 * MARGIN - 4 * _PAD) // step) - max(map(len, heads))
            if fits < 1 or (due > fits and due <= most):
                self._turn()
                self._row(heads, widths)
                continue
            self._row([cell[:fits] for cell in cells], widths)
            cells = [cell[fits:] for cell in cells]
            due = max(map(len, cells))

    def _row(self, cells: list[list[Line]], widths: Sequence[float]) -> None:
        step = BODY * _LEADING
        high = max(map(len, cells)) * step + 2 * _PAD
        left = float(MARGIN)
        for cell, width in zip(cells, widths, strict=True):
            for nth, line in enumerate(cell, 1):
                y = self._top + MARGIN - _PAD - nth * step + BODY * 0.3
                self._draw(line, left + _PAD, y, BODY)
            left += width
        self._top -= high
        self._rule(widths, self._top + MARGIN, high)

    def _rule(self, widths: Sequence[float], y: float, high: float) -> None:
        left = float(MARGIN)
        for width in widths:
            self._sheets[-1].append(f"{left:.2f} {y:.2f} {width:.2f} {high:.2f} re S")
            left += width

    def _number(self) -> None:
        for nth, sheet in enumerate(self._sheets, 1):
            line = self._glyphs(f"{self._told.lines[0]} · {nth}/{len(self._sheets)}")
            sheet.append(self._text(line, MARGIN, MARGIN / 2, BODY - 1))

    # -- letters ----------------------------------------------------------------------------

    def _glyphs(self, words: str) -> list[Glyph]:
        found: list[Glyph] = []
        for letter in unicodedata.normalize("NFC", visible(words)):
            glyph = self._face.glyphs.get(ord(letter))
            if glyph is not None:
                self._used[glyph] = letter
                found.append(Glyph(_FACE, glyph, self._face.width(glyph), letter == " "))
            elif spare := _spare(letter):
                found.append(Glyph(_SPARE, spare, 278 if letter in _NARROW else 667))
            else:
                found += self._glyphs(f"[U+{ord(letter):04X}]")
        return found

    def _wrapped(self, words: str, room: float, size: float) -> list[Line]:
        """Lines no wider than `room`, broken at spaces where there are any."""
        limit = room * 1000 / size
        lines: list[Line] = []
        left = self._glyphs(words)
        while left:
            at = _fitting(left, limit)
            lines.append(left[:at])
            left = left[at:]
            while left and left[0].space:
                left = left[1:]
        return lines

    def _draw(self, line: Line, x: float, y: float, size: float) -> None:
        if line:
            self._sheets[-1].append(self._text(line, x, y, size))

    def _text(self, line: Line, x: float, y: float, size: float) -> str:
        parts: list[str] = []
        for font, run in groupby(line, key=lambda glyph: glyph.font):
            glyphs = list(run)
            code = "".join(f"{g.code:0{4 if font == _FACE else 2}X}" for g in glyphs)
            parts.append(f"BT /{font} {size:g} Tf {x:.2f} {y:.2f} Td <{code}> Tj ET")
            x += sum(g.width for g in glyphs) * size / 1000
        return "\n".join(parts)

    # -- the file ---------------------------------------------------------------------------

    def file(self) -> bytes:
        """Objects, their places, and what leads to them."""
        sheets = len(self._sheets)
        fonts = f"<< /{_FACE} 3 0 R /{_SPARE} 8 0 R >>"
        kids = " ".join(f"{9 + 2 * nth} 0 R" for nth in range(sheets))
        title = (b"\xfe\xff" + visible(self._told.title).encode("utf-16-be")).hex().upper()
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R /Lang (en) "
            b"/ViewerPreferences << /DisplayDocTitle true >> >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {sheets} /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font {fonts} >> >>".encode(),
            *self._font(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        for nth, sheet in enumerate(self._sheets):
            drawn = "\n".join(["0.5 w 0.6 G", *sheet]).encode()
            contents = 10 + 2 * nth
            objects.append(f"<< /Type /Page /Parent 2 0 R /Contents {contents} 0 R >>".encode())
            objects.append(_stream(drawn))
        objects.append(f"<< /Title <{title}> /Producer (Sacho) >>".encode())
        return _file(objects)

    def _font(self) -> Iterator[bytes]:
        """Objects 3 to 7: the face, its measures, its shapes, and which letters they stand for."""
        face, used = self._face, sorted(self._used)
        data = face.only(used)
        # A cut-down face bears a mark of six letters before its name.
        mark = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
        name = f"{mark}+Dossier"
        widths = " ".join(f"{glyph} [{face.width(glyph)}]" for glyph in used)
        box = " ".join(map(str, face.box))
        yield (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            "/DescendantFonts [4 0 R] /ToUnicode 7 0 R >>"
        ).encode()
        yield (
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo "
            "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R "
            f"/CIDToGIDMap /Identity /DW 1000 /W [{widths}] >>"
        ).encode()
        yield (
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] "
            f"/ItalicAngle 0 /Ascent {face.ascent} /Descent {face.descent} /CapHeight "
            f"{face.ascent} /StemV 80 /FontFile2 6 0 R >>"
        ).encode()
        yield _stream(data, f" /Length1 {len(data)}")
        yield _stream(_meanings(self._used))


def _fitting(glyphs: Line, limit: float) -> int:
    """How many glyphs stand on the next line: at least one, up to a space if one is near."""
    width, space = 0, 0
    for at, glyph in enumerate(glyphs):
        width += glyph.width
        if glyph.space:
            space = at
        if width > limit and at:
            return space or at
    return len(glyphs)


def _spare(letter: str) -> int:
    """The code of a letter in a viewer's own Helvetica; 0 where that has none."""
    try:
        code = letter.encode("cp1252")[0]
    except UnicodeEncodeError:
        return 0
    return code if code >= 0x20 else 0


def _meanings(used: dict[int, str]) -> bytes:
    """Glyph to letter, so that words can be searched for and copied."""
    pairs = [
        f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>"
        for glyph, letter in sorted(used.items())
    ]
    parts = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
             "/CMapName /Dossier def /CMapType 2 def",
             "1 begincodespacerange <0000> <FFFF> endcodespacerange"]  # fmt: skip
    for at in range(0, len(pairs), 100):
        some = pairs[at : at + 100]
        parts += [f"{len(some)} beginbfchar", *some, "endbfchar"]
    return "\n".join([*parts, "endcmap end end"]).encode()


def _stream(data: bytes, more: str = "") -> bytes:
    packed = zlib.compress(data, 9)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode{more} >>"
    return head.encode() + b"\nstream\n" + packed + b"\nendstream"


def _file(objects: Iterable[bytes]) -> bytes:
    """Objects numbered from 1; the first is the root, the last says what the document is."""
    made = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start, count = len(made), len(places) + 1
    mark = hashlib.sha256(made).hexdigest()[:32].upper()
    made += f"xref\n0 {count}\n0000000000 65535 f \n".encode()
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += (
        f"trailer\n<< /Size {count} /Root 1 0 R /Info {count - 1} 0 R /ID [<{mark}> <{mark}>] >>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode()
    return bytes(made)
