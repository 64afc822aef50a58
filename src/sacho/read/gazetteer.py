"""The shipped gazetteer: which places a name can name. Read lazily from one file, block by block.

The file (`tables/gazetteer.bin`, made by `training/gazetteer/build.py`) is a line with the format's
name, a line of JSON (version, offsets), then blocks of compressed lines: places in order of
prominence, and folded names in order of the alphabet. Only blocks that are asked for are unpacked.
"""

from __future__ import annotations

import bisect
import mmap
import re
import unicodedata
import zlib
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import cast

import msgspec

from sacho.model.values import Candidate, PlaceLevel

FORMAT = b"sacho-gazetteer/1"
PLACES_PER_BLOCK = 256
NAMES_PER_BLOCK = 256

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th",
     "’": "", "'": "", "‘": "", "ʼ": "", "`": "", "ʻ": "", "´": "", ".": "", "-": " ", "–": " ",
     "‐": " ", "_": " "}
)  # fmt: skip
_SHORT_FIRST = {"st": "saint", "mt": "mount", "ft": "fort"}


def fold(name: str) -> str:
    """The form under which a name is filed: no case, marks, apostrophes or hyphens.

    Hangul and Chinese characters are filed without spaces and middle dots.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    if any("가" <= c <= "힣" or "一" <= c <= "鿿" for c in plain):
        return unicodedata.normalize("NFKC", re.sub(r"[\s·ㆍ\-]+", "", plain))
    marks = unicodedata.normalize("NFKD", plain)
    plain = "".join(c for c in marks if not unicodedata.combining(c)).translate(_LETTERS)
    words = plain.split()
    if len(words) > 1 and words[0] in _SHORT_FIRST:
        words[0] = _SHORT_FIRST[words[0]]
    return " ".join(words)


_SOUNDS: tuple[tuple[str, str], ...] = (
    ("eo", "o"), ("eu", "u"), ("ae", "e"), ("oe", "e"), ("wi", "i"), ("yi", "i"), ("sh", "s"),
    ("ch", "c"), ("j", "c"), ("kh", "k"), ("ph", "p"), ("th", "t"), ("g", "k"), ("d", "t"),
    ("b", "p"), ("l", "r"), ("nk", "q"),
)  # fmt: skip


def sound(name: str) -> str:
    """What romanisations of one Korean name share: `Taehongdan`, `Daehongdan` and `Taehŏngdan`.

    McCune-Reischauer, Revised and North Korean spellings fall together; so do the northern and
    southern first letters (Ryanggang, Yanggang; Rajin, Najin).
    """
    plain = fold(name).replace(" ", "")
    for written, heard in _SOUNDS:
        plain = plain.replace(written, heard)
    plain = re.sub(r"(.)\1+", r"\1", plain)
    plain = re.sub(r"^[rn](?=[yi])", "", plain)
    return re.sub(r"^r(?=[aeou])", "n", plain)


class Row(msgspec.Struct, frozen=True):
    """One place of the gazetteer. `rank` orders rows by prominence, 0 first."""

    rank: int
    id: str
    name: str
    country: str | None
    admin1: str | None
    level: PlaceLevel
    latitude: float
    longitude: float
    population: int
    radius_km: float
    admin1_code: str = ""
    strip: tuple[float, float, float] | None = None  # middle and radius of its border strip

    def candidate(self) -> Candidate:
        """The row as a place that the words could also name."""
        return Candidate(
            self.name, self.country, self.admin1, self.latitude, self.longitude, self.level, self.id
        )


_LEVELS: dict[str, PlaceLevel] = {
    "s": "settlement", "a": "admin2", "p": "admin1", "c": "country", "r": "region", "t": "point",
}  # fmt: skip


class Named(msgspec.Struct, frozen=True):
    """A row found under a name; `main` False where the name is only one of its other names."""

    row: Row
    main: bool


def _prominence(named: Named) -> tuple[float, int]:
    """Order of the rows under one name: a name that is only one of the others weighs a fifteenth
    (Mecca is the city in Arabia and not the one in California)."""
    row = named.row
    people = {"country": 1e12, "region": 5e7, "admin1": row.population * 0.3}.get(
        row.level, max(row.population, 100)
    )
    return (-(people if named.main else people / 15), row.rank)


class _Head(msgspec.Struct):
    version: str
    places: list[int]
    names: list[int]
    first_names: list[str]
    admin1: dict[str, str]


class Gazetteer:
    """A gazetteer file. Opening it reads a few kilobytes; look-ups unpack single blocks."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        first = self._bytes.find(b"\n")
        if self._bytes[:first] != FORMAT:
            raise ValueError(f"{path.name} is no gazetteer of format {FORMAT.decode()}")
        second = self._bytes.find(b"\n", first + 1)
        self._head = msgspec.json.decode(self._bytes[first + 1 : second], type=_Head)
        self._base = second + 1
        self._block = lru_cache(maxsize=192)(self._unpack)
        self._row = lru_cache(maxsize=4096)(self._read_row)
        self.named = lru_cache(maxsize=8192)(self._named)

    @property
    def version(self) -> str:
        """A hash of the rows and names, before packing; it stands in every reading."""
        return self._head.version

    def _unpack(self, start: int, end: int) -> list[str]:
        packed = self._bytes[self._base + start : self._base + end]
        return zlib.decompress(packed).decode("utf-8").split("\n")

    def _lines(self, offsets: list[int], block: int) -> list[str]:
        return self._block(offsets[block], offsets[block + 1])

    def _named(self, key: str) -> tuple[Named, ...]:
        """Rows filed under a folded name, the most prominent first."""
        block = bisect.bisect_right(self._head.first_names, key) - 1
        if block < 0:
            return ()
        lines = self._lines(self._head.names, block)
        at = bisect.bisect_left(lines, key + "\t")
        if at >= len(lines) or not lines[at].startswith(key + "\t"):
            return ()
        found: list[Named] = []
        for number in lines[at].split("\t")[1].split(","):
            main = not number.startswith("~")
            found.append(Named(self._row(int(number.lstrip("~"), 36)), main))
        found.sort(key=_prominence)
        return tuple(found)

    def _read_row(self, rank: int) -> Row:
        block, line = divmod(rank, PLACES_PER_BLOCK)
        fields = self._lines(self._head.places, block)[line].split("\t")
        ident, name, country, code, level, lat, lon, people, radius = fields[:9]
        strip = cast(
            "tuple[float, float, float] | None",
            tuple(map(float, fields[9].split(" "))) if len(fields) > 9 else None,
        )
        admin1 = self._head.admin1.get(f"{country}.{code}") if code else None
        return Row(
            rank, ident, name, country or None, admin1, _LEVELS[level],
            int(lat) / 1000, int(lon) / 1000, int(people), float(radius), code, strip,
        )  # fmt: skip

    def find(self, name: str) -> tuple[Named, ...]:
        """Rows that the name as written can name; by sound where no spelling is filed."""
        return self.named(fold(name))

    def find_by_sound(self, name: str) -> tuple[Named, ...]:
        """Korean places that the name, romanised in whatever way, can name."""
        return self.named("~" + sound(name))


@lru_cache(maxsize=1)
def shipped() -> Gazetteer:
    """The gazetteer in the package."""
    with resources.as_file(resources.files("sacho.read") / "tables" / "gazetteer.bin") as path:
        return Gazetteer(path)
