"""The table of named periods and parts of the day: what is in it, and what a name stands for."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from importlib import resources

import msgspec

from sacho.model.values import PeriodPrecision
from sacho.read import calendar


class Row(msgspec.Struct, frozen=True, rename={"from_": "from"}, forbid_unknown_fields=True):
    """One row of the table; the table itself explains its fields."""

    id: str
    source: str
    en: tuple[str, ...] = ()
    ko: tuple[str, ...] = ()
    family: str | None = None
    number: int | None = None
    earliest: str | None = None
    latest: str | None = None
    precision: PeriodPrecision | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int = 1
    easter: int | None = None
    dates: Mapping[str, str] | None = None

    @property
    def yearly(self) -> bool:
        """Whether it comes back every year."""
        return self.earliest is None

    def bounds(self) -> calendar.Interval:
        """The interval of a period that was once."""
        if self.earliest is None or self.latest is None or self.precision is None:
            raise ValueError("a yearly row needs a year")
        return calendar.days(
            date.fromisoformat(self.earliest), date.fromisoformat(self.latest), self.precision
        )

    def in_year(self, year: int) -> calendar.Interval | None:
        """The interval of a yearly row in one year; None where the table does not know it."""
        if self.dates is not None:
            written = self.dates.get(str(year))
            if written is None:
                return None
            first, _, last = written.partition("/")
            start, end = date.fromisoformat(first), date.fromisoformat(last or first)
            return calendar.days(start, end, "day" if start == end else "days")
        if self.easter is not None:
            return calendar.day(date.fromordinal(calendar.easter(year).toordinal() + self.easter))
        if self.month is None:
            return None
        if self.weekday is not None:
            return calendar.day(calendar.nth_weekday(year, self.month, self.weekday, self.nth))
        return calendar.day(date(year, self.month, self.day or 1))


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rows that differ by a number: party congresses, plenary meetings."""

    id: str
    en: tuple[str, ...] = ()
    ko: tuple[str, ...] = ()
    en_bare: tuple[str, ...] = ()
    ko_bare: tuple[str, ...] = ()


class DayPart(msgspec.Struct, frozen=True, rename={"from_": "from"}, forbid_unknown_fields=True):
    """A part of the day: `from_` and `to` as HH:MM; `to` below `from_` is the next day's."""

    id: str
    from_: str
    to: str
    en: tuple[str, ...] = ()
    ko: tuple[str, ...] = ()

    @property
    def minutes(self) -> tuple[int, int]:
        """First and last minute after midnight."""
        return _minutes(self.from_), _minutes(self.to)


class Table(msgspec.Struct, frozen=True):
    """The whole table, by id."""

    rows: Mapping[str, Row]
    families: Mapping[str, Family]
    day_parts: Mapping[str, DayPart]

    def numbered(self, family: str, number: int) -> Row | None:
        """The row of a family with that number."""
        return self.rows.get(f"{family}-{number}")


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


@functools.cache
def table() -> Table:
    """The shipped table, read once. Raises msgspec.ValidationError on a broken row."""
    written = resources.files("sacho.read").joinpath("tables/named_periods.toml").read_text("utf-8")
    raw = tomllib.loads(written)
    rows = msgspec.convert(raw["period"], list[Row])
    families = msgspec.convert(raw["family"], list[Family])
    parts = msgspec.convert(raw["part_of_day"], list[DayPart])
    return Table(
        rows={row.id: row for row in rows},
        families={family.id: family for family in families},
        day_parts={part.id: part for part in parts},
    )


_ELEMENT = re.compile(r"\[[^\]]*\]|(?:\([^)]*\)|[^\s\[\](])+")
_PIECE = re.compile(r"\([^)]*\)|\{n\}|[^(){}]+")


def pattern(name: str, number: str, gap: str) -> str:
    """The regular expression of a name: `number` for {n}, `gap` for the space between words."""
    built, begun = "", False
    for element in _ELEMENT.findall(name):
        optional = element.startswith("[")
        inner = pattern(element[1:-1], number, gap) if optional else _whole(element, number, gap)
        # Before the first word that must be there, an absent word takes the space after it along.
        if optional:
            built += f"(?:{gap}{inner})?" if begun else f"(?:{inner}{gap})?"
        else:
            built += gap + inner if begun else inner
            begun = True
    return built


def _whole(element: str, number: str, gap: str) -> str:
    return "".join(_piece(piece, number, gap) for piece in _PIECE.findall(element))


def _piece(piece: str, number: str, gap: str) -> str:
    if piece == "{n}":
        return number
    if piece.startswith("("):
        # The longest first, so that a name is never cut short.
        named = sorted(piece[1:-1].split("|"), key=len, reverse=True)
        choices = (gap.join(map(_literal, one.split())) for one in named)
        return "(?:" + "|".join(choices) + ")"
    return _literal(piece)


def _literal(word: str) -> str:
    return re.escape(word).replace("'", "['’]")
