"""The letters of the printed dossier: one TrueType file, measured and cut down to what is used.

The file (`typeface/`, kept packed) holds every Hangul syllable, Latin, Cyrillic and 4,600 Hanja; only the shapes
that a dossier shows go into it, so that it looks the same on every machine and stays small. Source
of the layout: the OpenType specification (cmap format 4, glyf, hmtx, loca).
"""

from __future__ import annotations

import gzip
import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("typeface") / "NanumGothic.ttf.gz"
# What a viewer needs of an embedded face; names and layout rules stay behind.
_TABLES = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
_WORDS, _SCALE, _SCALES, _MATRIX, _MORE = 1, 8, 0x40, 0x80, 0x20


class Typeface:
    """A TrueType file. `ascent`, `descent` and widths are in thousandths of the letter size."""

    def __init__(self, data: bytes) -> None:
        self._tables = _tables(data)
        head, hhea = self._tables["head"], self._tables["hhea"]
        (self._units,) = struct.unpack_from(">H", head, 18)
        ascent, descent = struct.unpack_from(">hh", hhea, 4)
        self.ascent, self.descent = self._scaled(ascent), self._scaled(descent)
        self.box = tuple(self._scaled(n) for n in struct.unpack_from(">4h", head, 36))
        (self._count,) = struct.unpack_from(">H", self._tables["maxp"], 4)
        long = struct.unpack_from(">h", head, 50)[0]
        places = struct.unpack_from(
            f">{self._count + 1}{'I' if long else 'H'}", self._tables["loca"]
        )
        self._places = places if long else tuple(place * 2 for place in places)
        (self._measured,) = struct.unpack_from(">H", hhea, 34)
        # A face may list a letter and leave its shape empty; nothing would be seen of it.
        self.glyphs = {
            code: glyph
            for code, glyph in _characters(self._tables["cmap"]).items()
            if self._shape(glyph) or chr(code).isspace()
        }

    def width(self, glyph: int) -> int:
        """How far a glyph moves the pen."""
        at = min(glyph, self._measured - 1) * 4
        return self._scaled(struct.unpack_from(">H", self._tables["hmtx"], at)[0])

    def only(self, glyphs: Iterable[int]) -> bytes:
        """The file with the shapes of these glyphs alone, under the numbers that they have."""
        wanted = self._with_parts(glyphs)
        shapes, places = bytearray(), [0]
        for glyph in range(self._count):
            if glyph in wanted:
                shapes += self._shape(glyph)
                shapes += bytes(-len(shapes) % 4)
            places.append(len(shapes))
        made = {name: self._tables[name] for name in _TABLES if name in self._tables}
        made |= {"glyf": bytes(shapes), "loca": struct.pack(f">{len(places)}I", *places)}
        head = self._tables["head"]
        # No checksum of the whole is made anew: a face in a document is read without it.
        made["head"] = head[:8] + bytes(4) + head[12:50] + struct.pack(">h", 1) + head[52:]
        return _file(made)

    def _scaled(self, number: int) -> int:
        return round(number * 1000 / self._units)

    def _shape(self, glyph: int) -> bytes:
        return self._tables["glyf"][self._places[glyph] : self._places[glyph + 1]]

    def _with_parts(self, glyphs: Iterable[int]) -> set[int]:
        """The glyphs, the one for a missing letter, and all that they are put together from."""
        found: set[int] = set()
        left = [0, *glyphs]
        while left:
            glyph = left.pop()
            if glyph not in found:
                found.add(glyph)
                left += _parts(self._shape(glyph))
        return found


@cache
def typeface() -> Typeface:
    """The one that dossiers are printed with; read once."""
    return Typeface(gzip.decompress(FILE.read_bytes()))


def _tables(data: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    found: dict[str, bytes] = {}
    for at in range(12, 12 + 16 * count, 16):
        name, _, start, size = struct.unpack_from(">4sIII", data, at)
        found[name.decode("latin-1")] = data[start : start + size]
    return found


def _characters(cmap: bytes) -> dict[int, int]:
    """Code point to glyph, from the table for Unicode's first plane."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    for at in range(4, 4 + 8 * count, 8):
        platform, encoding, start = struct.unpack_from(">HHI", cmap, at)
        if (platform, encoding) == (3, 1):
            return _segments(cmap[start:])
    raise ValueError("the typeface has no table for Unicode")


def _segments(table: bytes) -> dict[int, int]:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    columns = [struct.unpack_from(f">{count}H", table, at) for at in
               (14, 16 + 2 * count, 16 + 4 * count, 16 + 6 * count)]  # fmt: skip
    found: dict[int, int] = {}
    for nth, (last, first, delta, offset) in enumerate(zip(*columns, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if offset:
                at = 16 + 6 * count + 2 * nth + offset + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", table, at)
            if glyph or not offset:
                found[code] = (glyph + delta) & 0xFFFF
    return {code: glyph for code, glyph in found.items() if glyph}


def _parts(shape: bytes) -> list[int]:
    """The glyphs that a composite is made of; none of a simple one."""
    if not shape or struct.unpack_from(">h", shape)[0] >= 0:
        return []
    found: list[int] = []
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", shape, at)
        found.append(part)
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0
    return found


def _file(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, (count - (1 << power)) * 16)
    listed, body = b"", b""
    start = 12 + 16 * count
    for name in sorted(tables):
        data = tables[name]
        padded = data + bytes(-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        listed += struct.pack(">4sIII", name.encode(), total, start + len(body), len(data))
        body += padded
    return head + listed + body
