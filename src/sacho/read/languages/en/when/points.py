"""Joining English pieces of a date to one point or stretch: "at 11 pm on 14 September"."""

from __future__ import annotations

from collections.abc import Callable

from sacho.read.languages.en.when import amounts, pieces, relative
from sacho.read.languages.en.when import clock as within
from sacho.read.languages.en.when.line import Line, Piece, Reader, Slots
from sacho.read.languages.en.when.words import SAFE_AFTER
from sacho.read.when import When

READERS: tuple[Reader, ...] = (
    pieces.named,
    pieces.numeric,
    within.clock,
    pieces.month_day,
    relative.relative_day,
    within.nth,
    amounts.first_units,
    within.part,
    within.day_part,
    pieces.quarter,
    pieces.decade,
    relative.modified,
    pieces.month,
    pieces.year,
    pieces.weekday,
    within.season,
    within.day_number,
    within.unit_told,
    within.bare_hours,
    within.bare_day,
)

# Kinds of piece that may stand in one date. A date is joined only of pieces that all go together.
_TOGETHER = """
monthday year relyear weekday clock daypart part weekof
monthday-year weekday clock daypart weekof part
month-year part half daynum nthweek nthweekday
month year relyear part half daynum nthweek nthweekday clip
year monthday month part half season quarter nthweek named
relyear monthday month part half season quarter named nthweek clip
relmonth part half daynum nthweek nthweekday clip
relweek weekday part half clock daypart clip
relday clock daypart part weekday
weekday monthday monthday-year clock daypart part daynum nthweek relweek
daynum month relmonth weekday clock daypart
nthweekday month relmonth clock daypart
nthweek month year relyear relmonth weekday
part part-relday daypart
clock daypart overnight part-relday named nthweekday
overnight monthday monthday-year relday weekday daynum named
part-relday clock
daypart named nthweekday
part decade quarter season relquarter named reldecade
half decade quarter season reldecade
quarter year relyear
quarter-year part half
named year relyear clock daypart part half
units year relyear month relmonth quarter season
pair weekday clock daypart part year
bareday weekday clock daypart hours
hours monthday monthday-year relday weekday daynum named nthweekday part-relday daypart pair
weekof monthday monthday-year daynum
full weekday
"""
_PAIRS = {
    frozenset((row.split()[0], other))
    for row in _TOGETHER.strip().splitlines()
    for other in row.split()[1:]
}

_DAYS = frozenset(("monthday", "monthday-year", "relday", "weekday", "daynum", "nthweekday",
                   "part-relday", "full", "named", "pair"))  # fmt: skip
_FIRST = frozenset(("units", "part", "clip", "half", "weekof", "nthweek"))
_NEEDS_MORE = frozenset(
    ("bareday", "units", "hours", "part", "clip", "weekof", "nthweek", "nthweekday", "half")
)


class Point:
    """A date being joined: its pieces so far and where it ended."""

    def __init__(self, start: int, piece: Piece) -> None:
        self.start = start
        self.end = piece.end
        self.kinds: list[str] = [piece.kind]
        self.slots: Slots = dict(piece.slots)

    def takes(self, piece: Piece) -> bool:
        """Whether the piece goes together with all that is there."""
        if piece.kind in _FIRST or not all(self._pair(piece.kind, kind) for kind in self.kinds):
            return False
        shared = self.slots.keys() & piece.slots.keys()
        return all(key in ("origin", "part") for key in shared)

    def _pair(self, new: str, old: str) -> bool:
        if frozenset((new, old)) in _PAIRS:
            return True
        # A year goes with all that a month in the same date goes with.
        kinds = {new, *self.kinds}
        return bool(kinds & {"monthday", "month"}) and bool({new, old} & {"year", "relyear"})

    def join(self, piece: Piece) -> None:
        """Take the piece in."""
        self.kinds.append(piece.kind)
        slots = dict(piece.slots)
        if "part" in self.slots and "part" in slots:
            slots.pop("part")
        self.slots.update(slots)
        self.end = piece.end


def _connected(line: Line, i: int, last: str) -> list[int]:
    """Where the next piece may begin: at once, after a comma, after "of", "in the", ", at"."""
    places = [i]
    j = i
    if line.word(j) == ",":
        j += 1
        places.append(j)
    if line.word(j) in ("at", "from", "between"):
        places.append(j)
    if line.word(j) in ("of", "in", "on", "at", "around", "about", "during", "from"):
        j += 1
        places.append(j)
        if line.word(j) == "the":
            places.append(j)
        if line.word(j) in ("around", "about", "approximately"):
            places.append(j + 1)
    if (
        last in ("relday", "weekday", "monthday")
        and line.word(i) == "'"
        and line.word(i + 1) == "s"
    ):
        return [i]
    return places


def _grow(line: Line, point: Point) -> None:
    for _ in range(5):
        for place in _connected(line, point.end, point.kinds[-1]):
            piece = _fitting(line, place, point, comma=line.word(place - 1) == ",")
            if piece is not None:
                point.join(piece)
                break
        else:
            return


def _fitting(line: Line, place: int, point: Point, comma: bool) -> Piece | None:
    for reader in READERS:
        piece = reader(line, place)
        if piece is None or not point.takes(piece):
            continue
        if piece.kind == "year" and not comma and not _year_follows(line, place, point):
            continue
        if piece.kind == "daynum" and point.kinds == ["weekday"]:
            after = line.at(piece.end)
            if after.kind == "word" and after.word not in SAFE_AFTER:
                continue
        return piece
    return None


def _year_follows(line: Line, place: int, point: Point) -> bool:
    """ "on 3 May 2000 soldiers" is the year 2000 all the same: a day never stands before a count."""
    return place > point.end or point.kinds[-1] != "named" or line.at(place).kind == "num"


_Guard = Callable[[Line, int, int], bool]


def _stands_alone(line: Line, start: int, point: Point) -> bool:
    """Whether a date of one piece is one at all, by what stands around it."""
    kind = point.kinds[0]
    if len(point.kinds) > 1 and kind != "pair":
        return True
    if kind in _NEEDS_MORE:
        return False
    if kind == "year":
        return pieces.year_guard(line, start, point.end)
    if kind == "daynum":
        return within.day_number_guard(line, start, point.end)
    if kind == "pair":
        return line.alone or line.word(start - 1) in (
            "on",
            "since",
            "until",
            "by",
            "before",
            "after",
        )
    if kind == "clock":
        return within.clock_guard(line, start)
    if kind == "daypart":
        return within.day_part_guard(line, start, point.end)
    if kind == "season" and "pick" not in point.slots:
        # "Since the fall of the city" is no autumn.
        led = line.word(start - 1) in ("in", "during", "this", "since", "until")
        return line.alone or (led and line.word(point.end) != "of")
    if kind in ("relweek", "relmonth", "relyear", "reldecade"):
        return _modified_unit(line, start)
    return True


def _modified_unit(line: Line, start: int) -> bool:
    """ "the month" alone is no date; "this month" and "the month before last" are."""
    j = start + 1 if line.word(start) == "the" else start
    if line.word(j) not in ("week", "month", "year", "decade"):
        return True
    return (line.word(j + 1), line.word(j + 2)) in relative.BEYOND


def _finish(point: Point) -> When | None:
    kinds, slots = set(point.kinds), point.slots
    if kinds == {"overnight"}:
        slots["days"] = -1
    if "hours" in kinds and not kinds & _DAYS:
        return None
    if kinds & {"clock", "daypart"} and not kinds & _DAYS:
        if kinds - {"clock", "daypart"}:
            return None
        slots["origin"] = "text"
    if kinds & {"nthweek", "nthweekday"} and not kinds & {"month", "relmonth", "year", "relyear"}:
        return None
    if "weekof" in kinds and "day" not in slots:
        return None
    if kinds & {"part", "clip"} and len(kinds) == 1:
        return None
    if "half" in kinds and kinds <= {"half", "year", "relyear"}:
        slots["half"] = 1 if slots.pop("part") == "first-half" else 2
    if {"clock", "day_part"} <= slots.keys():
        _settle_clock(slots)
    return When(**slots)


def _settle_clock(slots: Slots) -> None:
    """ "Monday morning at 9" leaves no doubt of the half of the day."""
    part = slots.pop("day_part")
    slots.pop("part", None)
    if slots.get("clock_end") == slots["clock"] + within.HALF_DAY:
        late = part not in ("morning", "small-hours", "dawn")
        if part == "night" and slots["clock"] < 5 * 60:
            late = False
        slots["clock"] = slots.pop("clock_end") if late else slots["clock"]
        slots.pop("clock_end", None)
    elif part in ("evening", "night", "afternoon", "dusk") and (
        60 <= slots["clock"] < within.HALF_DAY < slots.get("clock_end", 0)
    ):
        slots["clock"] += within.HALF_DAY


def point(line: Line, i: int, sure: bool = False) -> tuple[int, When] | None:
    """The date that begins here: where it ended and what it says.

    `sure`: what stands around it says already that it is a date.
    """
    key = -1 - i if sure else i
    if key not in line.points:
        line.points[key] = _read(line, i, sure)
    return line.points[key]


def _read(line: Line, i: int, sure: bool) -> tuple[int, When] | None:
    start = amounts.skip_approximate(line, i)
    best: tuple[int, When] | None = None
    for reader in READERS:
        piece = reader(line, start)
        if piece is None:
            continue
        joined = Point(start, piece)
        _grow(line, joined)
        if not (sure and joined.kinds[0] not in _NEEDS_MORE) and not _stands_alone(
            line, start, joined
        ):
            continue
        when = _finish(joined)
        if when is not None and (best is None or joined.end > best[0]):
            best = joined.end, when
    return best
