"""What time words say, before anything resolves them: the nodes both languages' readers build.

A node holds only what the words hold: "last Thursday" is a weekday and "last", not a date.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sacho.read.calendar import Part, Unit

Origin = Literal["publication", "text"]
Pick = Literal["past", "last", "this", "next", "before", "coming"]


class When(msgspec.Struct, frozen=True, omit_defaults=True):
    """A point or stretch of the calendar by its parts; plural names are offsets from the origin.

    `pick` closes what is open (a month without its year): the nearest past one, the one before
    this, this, the next, the nearest one gone or coming. `count` so many `count_unit` from the beginning (or, below 0, from the end) are
    meant. `origin` text counts from another date of the text. `clock` and
    `clock_end` are minutes after midnight: 12 hours apart where morning or evening is untold.
    """

    origin: Origin = "publication"
    pick: Pick = "past"
    year: int | None = None
    years: int | None = None
    decade: int | None = None
    decades: int | None = None
    century: int | None = None
    half: int | None = None
    quarter: int | None = None
    quarters: int | None = None
    season: str | None = None
    month: int | None = None
    months: int | None = None
    week: int | None = None
    weeks: int | None = None
    weekend: bool = False
    week_of: bool = False
    weekday: int | None = None
    nth: int | None = None
    day: int | None = None
    day_end: int | None = None
    days: int | None = None
    named: str | None = None
    family: str | None = None
    part: Part | None = None
    count: int | None = None
    count_unit: Unit | None = None
    day_part: str | None = None
    clock: int | None = None
    clock_end: int | None = None


class Shift(msgspec.Struct, frozen=True):
    """So many units before (`sign` -1) or after a moment: "three days ago", "a week later".

    `amounts` are (low, high, unit). `of` is the moment, None for the origin.
    """

    amounts: tuple[tuple[int, int, Unit], ...]
    sign: int
    origin: Origin = "publication"
    of: When | None = None


class Stretch(msgspec.Struct, frozen=True):
    """The past or next so many units, counted from publication: "in the past three days"."""

    low: int
    high: int
    unit: Unit
    sign: int
    of: When | None = None
    origin: Origin = "publication"


class Between(msgspec.Struct, frozen=True):
    """From one to another, both included."""

    start: When | Shift
    end: When | Shift


class Bound(msgspec.Struct, frozen=True):
    """Only one end is told: since, after, until (included) or before a moment."""

    kind: Literal["since", "after", "until", "before"]
    of: When | Shift | Between


class Vague(msgspec.Struct, frozen=True):
    """Recently, these days, soon: before, at or after publication, no bound told."""

    kind: Literal["recent", "now", "soon"]


Node = When | Shift | Stretch | Between | Bound | Vague


class Match(msgspec.Struct, frozen=True):
    """Words of a text and what they say."""

    start: int
    end: int
    node: Node


_FINE = ("day", "weekday", "week", "month", "season", "quarter", "half", "year", "decade",
         "century")  # fmt: skip


def dated(when: When) -> bool:
    """Whether the parts name some stretch of days, not only a time or part of the day."""
    return (
        any(getattr(when, name) is not None for name in _FINE)
        or any(
            getattr(when, name) is not None
            for name in ("days", "weeks", "months", "quarters", "years", "decades", "named",
                         "family")
        )
        or when.weekend
    )  # fmt: skip


def timed(when: When) -> bool:
    """Whether the parts name a time or part of the day."""
    return when.clock is not None or when.day_part is not None


def grounded(node: Node) -> Origin:
    """What the node counts from, if it counts: "text" where any part of it does."""
    if isinstance(node, When):
        return node.origin
    if isinstance(node, Between):
        return "text" if "text" in (grounded(node.start), grounded(node.end)) else "publication"
    if isinstance(node, Bound):
        return grounded(node.of)
    if isinstance(node, Shift):
        return grounded(node.of) if node.of is not None else node.origin
    return node.origin if isinstance(node, Stretch) else "publication"


def when_unit(when: When) -> str:
    """The unit in which the other date must be known: day, week, month or year."""
    if when.days is not None or not dated(when):
        return "day"
    if when.weeks is not None or when.weekend:
        return "week"
    if when.months is not None:
        return "month"
    return "year" if when.years is not None or when.season is not None else "day"
