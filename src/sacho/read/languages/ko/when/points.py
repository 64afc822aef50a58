"""Joining Korean pieces of a date: "지난해 10월 중순", "14일 밤 11시께", "3~4월"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sacho.read.languages.ko.when import pieces
from sacho.read.languages.ko.when.pieces import (
    DAY,
    HALF_DAY,
    PART,
    SHAPES,
    STARTS,
    WEEK,
    Slots,
)
from sacho.read.when import Between, When

Point = When | Between


class Line(NamedTuple):
    """A text in plain figures, the names in it by where they begin, and the dates read so far."""

    text: str
    names: Mapping[int, tuple[int, Slots]]
    points: dict[int, tuple[int, Point] | None]


_GAP = re.compile(r"\s?(?:\(현지\s?시[간각]\)\s?|의\s?|,\s?)?")
_SMALL_GAP = re.compile(r"\s?(?:의\s)?")
_DAYS = frozenset(("full", "day", "relday", "weekday", "night", "named", "nthweekday"))
_DAY_PIECES = frozenset(("day", "weekday", "shortweekday"))
_WHOLE = frozenset(
    ("year", "relyear", "juche", "month", "relmonth", "decade", "century", "season", "quarter",
     "half", "relweek", "named")
)  # fmt: skip
_STEM_END = re.compile(r"[가-힣]")


class Joined:
    """A date being joined."""

    def __init__(self, start: int) -> None:
        self.end = start
        self.level = -1
        self.kinds: list[str] = []
        self.slots: Slots = {}

    def takes(self, kind: str, level: int, slots: Slots) -> bool:
        """Whether the piece may follow what is there."""
        if not self.kinds:
            return kind not in ("shortweekday",)
        if kind == "part":
            return self.kinds[-1] in _WHOLE and "part" not in self.slots
        if level <= self.level or ("part" in self.slots and level < DAY):
            return False
        if kind == "season" and slots.keys() & self.slots.keys():
            return False
        return self._goes(kind) and not (self.slots.keys() & slots.keys()) - {"origin", "part"}

    def _goes(self, kind: str) -> bool:
        kinds = set(self.kinds)
        if kind in ("decade", "century"):
            return False
        if kind in ("quarter", "half", "season", "month"):
            return kinds <= {"year", "relyear", "juche"}
        if kind == "relmonth":
            return False
        if kind in ("nthweek", "nthweekday"):
            return bool(kinds & {"month", "relmonth", "year", "relyear", "juche"})
        if kind == "day":
            return bool(kinds & {"month", "relmonth"}) and "season" not in kinds
        if kind == "weekday":
            return bool(kinds & {"day", "relweek", "nthweek", "full"})
        if kind == "shortweekday":
            return bool(kinds & {"day", "full", "relday"})
        if kind in ("clock", "daypart"):
            return bool(kinds & _DAYS)
        return False

    def join(self, kind: str, level: int, slots: Slots, end: int) -> None:
        """Take the piece in."""
        self.kinds.append(kind)
        self.level = max(self.level, level if kind != "part" else min(level, PART))
        if kind == "shortweekday":
            slots = {"weekday": slots["weekday"]}
        self.slots = {**slots, **self.slots} if kind == "part" else {**self.slots, **slots}
        self.end = end


def _piece(line: Line, at: int, joined: Joined) -> tuple[str, int, Slots, int] | None:
    best: tuple[str, int, Slots, int] | None = None
    text, names = line.text, line.names
    if text[at : at + 1] not in STARTS and at not in names:
        return None
    if at in names and not joined.kinds:
        end, slots = names[at]
        return "named", pieces.NAME, dict(slots), end
    if at in names and set(joined.kinds) <= {"year", "relyear"}:
        end, slots = names[at]
        return "named", WEEK, dict(slots), end
    for shape in SHAPES:
        found = shape.regex.match(text, at)
        if found is None or found.end() == at or (best is not None and found.end() <= best[3]):
            continue
        slots = shape.handler(found)
        if slots is not None and joined.takes(shape.kind, shape.level, slots):
            best = shape.kind, shape.level, slots, found.end()
    return best


def point(line: Line, start: int) -> tuple[int, Point] | None:
    """The date that begins here: where it ended and what it says."""
    if start not in line.points:
        line.points[start] = _joined(line, start)
    return line.points[start]


def _joined(line: Line, start: int) -> tuple[int, Point] | None:
    joined = Joined(start)
    at = start
    for _ in range(8):
        piece = _piece(line, at, joined)
        if piece is None:
            break
        joined.join(*piece)
        gap = (_GAP if joined.level >= DAY else _SMALL_GAP).match(line.text, joined.end)
        at = gap.end() if gap is not None else joined.end
    return _finish(joined)


def _finish(joined: Joined) -> tuple[int, Point] | None:
    kinds, slots = set(joined.kinds), dict(joined.slots)
    if not kinds or kinds <= {"part", "nthweek", "nthweekday", "half", "season"} - _alone(slots):
        return None
    if (
        "day" in slots
        and slots.get("month") is None
        and "months" not in slots
        and ("year" in slots or "years" in slots)
    ):
        return None
    if kinds <= {"clock", "daypart"}:
        slots["origin"] = "text"
    if {"clock", "day_part"} <= slots.keys():
        _settle(slots)
    for name in ("year", "month"):
        last = slots.pop(name + "_end", None)
        if last is not None and len(kinds - {"year", "relyear"}) > (name == "month"):
            return None
        if last is not None:
            return joined.end, Between(When(**slots), When(**{**slots, name: last}))
    return joined.end, When(**slots)


def _alone(slots: Slots) -> set[str]:
    """A season stands alone only with "last" or "this"; "the first half" is this year's."""
    return (
        {"season"}
        if "pick" in slots or "years" in slots
        else {"half"}
        if "half" in slots
        else (set())
    )


def _settle(slots: Slots) -> None:
    part = slots.pop("day_part")
    slots.pop("part", None)
    if slots.get("clock_end") == slots["clock"] + HALF_DAY:
        if part not in ("forenoon", "morning", "small-hours"):
            slots["clock"] = slots["clock_end"]
        slots.pop("clock_end")
