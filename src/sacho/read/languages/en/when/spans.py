"""English times made of others: ranges, bounds, "three days ago", "in the past week"."""

from __future__ import annotations

import msgspec

from sacho.read.calendar import Unit
from sacho.read.languages.en.when.amounts import amount, skip_approximate
from sacho.read.languages.en.when.line import Line, small_number
from sacho.read.languages.en.when.points import point
from sacho.read.languages.en.when.words import SAFE_AFTER, UNITS, word_set
from sacho.read.when import Between, Bound, Node, Shift, Stretch, Vague, When, dated, timed

Found = tuple[int, Node]
_DASHES = frozenset(("-", "–", "—", "~"))
_UNTIL = frozenset(("to", "through", "until", "till", "thru"))
_MORE = {("more", "than"), ("less", "than"), ("at", "least"), ("fewer", "than")}


def _amounts(line: Line, i: int) -> tuple[int, tuple[tuple[int, int, Unit], ...]] | None:
    """ "two years and three months", "a week or so"."""
    found: list[tuple[int, int, Unit]] = []
    end = i
    if line.word(i) == "half" and line.word(i + 1) in ("a", "an"):
        halves: dict[str, tuple[int, Unit]] = {"hour": (30, "minute"), "year": (6, "month")}
        many = halves.get(line.word(i + 2))
        return (i + 3, ((many[0], many[0], many[1]),)) if many is not None else None
    while True:
        many = amount(line, i)
        if many is None and line.word(i + 1) == "ago" and line.word(i) in PLURALS:
            many = _bare_plural(line, i)
        j = many[0] if many is not None else i
        j = j + 1 if line.word(j) == "-" else j
        unit = UNITS.get(line.word(j))
        if many is None or unit is None:
            break
        double = line.word(j) == "fortnight"
        found.append((many[1] * (1 + double), many[2] * (1 + double), unit))
        end = j + 1
        if (line.word(end), line.word(end + 1)) == ("or", "so"):
            end += 2
        i = end + 1 if line.word(end) in ("and", ",") else end
        if i == end and len(found) > 2:
            break
    return (end, tuple(found)) if found else None


PLURALS = frozenset(("hours", "days", "weeks", "months", "years", "decades"))


def _bare_plural(line: Line, i: int) -> tuple[int, int, int] | None:
    """ "Years ago" is at least two; not where a number that we do not read stands before."""
    before = line.at(i - 1)
    return (i, 2, 9) if before.kind in ("none", "mark") or before.word in SAFE_AFTER else None


def shift(line: Line, i: int) -> Found | None:
    """ "three days ago", "a week later", "two days before the 7th Party Congress"."""
    start = skip_approximate(line, i)
    kind = None
    if (
        line.word(start) in ("over", "more", "less")
        or (line.word(start), line.word(start + 1)) in _MORE
    ):
        kind = "before" if line.word(start) in ("over", "more", "at") else "since"
        start += 1 if line.word(start) == "over" else 2
    the = line.word(start) == "the" and line.word(start + 1) in ("day", "week", "month", "year")
    if the:
        one: tuple[tuple[int, int, Unit], ...] = ((1, 1, UNITS[line.word(start + 1)]),)
        counted = start + 2, one
    else:
        counted = _amounts(line, start)
    if counted is None:
        return None
    end, amounts = counted
    found = _direction(line, end, amounts, the)
    if found is None or kind is None:
        return found
    if not isinstance(found[1], Shift):
        return None
    return found[0], Bound("until" if kind == "before" else "since", found[1])


def _direction(
    line: Line, end: int, amounts: tuple[tuple[int, int, Unit], ...], the: bool
) -> Found | None:
    word = line.word(end)
    if word == "ago" and not the:
        return end + 1, Shift(amounts, -1)
    if (word, line.word(end + 1)) == ("from", "now") and not the:
        return end + 2, Shift(amounts, 1)
    if word in ("before", "after", "from", "following", "prior"):
        j = end + 2 if (word, line.word(end + 1)) == ("prior", "to") else end + 1
        other = point(line, j)
        if other is not None and _whole(other[1]):
            return other[0], Shift(amounts, -1 if word in ("before", "prior") else 1, of=other[1])
    if word in ("earlier", "before", "prior", "previously", "beforehand") and _free(line, end):
        return end + 1, Shift(amounts, -1, "text")
    if word in ("later", "after", "afterward", "afterwards", "thereafter") and _free(line, end):
        return end + 1, Shift(amounts, 1, "text")
    return None


def _free(line: Line, i: int) -> bool:
    """ "two days after he was arrested" counts from an arrest, not from a date told before."""
    if line.word(i) in ("later", "earlier", "afterward", "afterwards", "thereafter", "previously"):
        return line.word(i + 1) != "than"
    after = line.at(i + 1)
    return line.alone or after.kind in ("none", "mark")


def _whole(when: When) -> bool:
    return dated(when)


def stretch(line: Line, i: int) -> Found | None:
    """ "the past three days", "next two weeks", "the past year", "recent weeks"."""
    j = i + 1 if line.word(i) == "the" else i
    word = line.word(j)
    turned = small_number(line, i)
    if turned is not None and line.word(turned[0]) in ("past", "last"):
        unit = UNITS.get(line.word(turned[0] + 1))
        if unit is None or not line.word(turned[0] + 1).endswith("s"):
            return None
        return turned[0] + 2, Stretch(turned[1], turned[1], unit, -1)
    if word in ("recent", "coming") and line.word(j + 1) in UNITS and line.word(j + 1)[-1] == "s":
        return j + 2, Vague("recent" if word == "recent" else "soon")
    if word not in ("past", "last", "next", "coming", "latest", "previous", "following"):
        return None
    sign = 1 if word in ("next", "coming", "following") else -1
    origin = "text" if word in ("previous", "following") else "publication"
    many = amount(line, j + 1)
    if many is not None and line.word(j + 1) not in ("a", "an"):
        unit = UNITS.get(line.word(many[0]))
        if unit is None:
            return None
        return many[0] + 1, Stretch(many[1], many[2], unit, sign, origin=origin)
    unit = UNITS.get(line.word(j + 1))
    if unit is None or origin == "text":
        return None
    if line.word(j + 1).endswith("s"):
        if line.word(j + 2) == "of":
            return None
        return j + 2, Vague("recent" if sign < 0 else "soon")
    if word == "past" and unit != "day":
        return j + 2, Stretch(1, 1, unit, -1)
    return None


_AHEAD = word_set(
    "will 'll ll shall going expected due scheduled set leave back meet plan plans must should"
)


def ahead(line: Line, i: int) -> Found | None:
    """ "in two weeks", "within nine months", said of what is to come; elsewhere it tells how long
    something took."""
    if line.word(i) not in ("in", "within"):
        return None
    if not line.alone and not any(line.word(k) in _AHEAD for k in range(max(0, i - 9), i)):
        return None
    counted = _amounts(line, i + 1)
    if counted is None or line.word(counted[0]) in ("of", "-", "ago", "later", "earlier"):
        return None
    if line.word(i) == "in":
        return counted[0], Shift(counted[1], 1)
    (low, high, unit), *more = counted[1]
    return None if more else (counted[0], Stretch(low, high, unit, 1))


def vague(line: Line, i: int) -> Found | None:
    """recently, "these days", currently, soon."""
    word, after = line.word(i), line.word(i + 1)
    if word == "now" and after not in ("that", "-", "-defunct"):
        return i + 1, Vague("now")
    if word in ("recently", "lately"):
        return i + 1, Vague("recent")
    if word == "currently" or (word == "presently"):
        return i + 1, Vague("now")
    if word == "soon" and after not in ("after", "as", "before"):
        return (i + 1, Vague("soon")) if line.word(i - 1) != "as" or line.alone else None
    if (word, after) in (("at", "present"), ("right", "now")):
        return i + 2, Vague("now")
    if (word, after) == ("these", "days"):
        return i + 2, Vague("now")
    if word == "at" and (after, line.word(i + 2)) == ("the", "moment"):
        return i + 3, Vague("now")
    return None


def simple(line: Line, i: int, sure: bool = False) -> tuple[int, When | Shift] | None:
    """A date or a shift from one; `sure` as in `point`."""
    found = shift(line, i)
    if found is not None and isinstance(found[1], Shift):
        return found[0], found[1]
    if sure and line.word(i) in ("now", "date"):
        return i + 1, When(days=0)
    return point(line, i, sure)


def between(line: Line, i: int) -> Found | None:
    """ "from March to May 2020", "between 3 and 5 June", "2014-2018", "1990s to 2000s"."""
    years = _year_range(line, i)
    if years is not None:
        return years
    opening = line.word(i) if line.word(i) in ("from", "between") else ""
    first = simple(line, i + 1 if opening else i, True)
    if first is None or _unfit(line, i, first, opening):
        return None
    joint = line.word(first[0])
    j = first[0] + 1
    if opening == "between":
        if joint != "and" and joint not in _DASHES | _UNTIL:
            return None
    elif joint in _UNTIL:
        if joint in ("until", "till") and not opening and not isinstance(first[1], When):
            return None
    elif joint not in _DASHES or not _tight(line, first[0]):
        return None
    second = simple(line, j, True)
    if second is None or not _alike(first[1], second[1]):
        return None
    if (joint == "to" or joint in _DASHES) and not opening and not _same_grain(first[1], second[1]):
        return None
    return second[0], Between(*_filled(first[1], second[1]))


def _unfit(line: Line, i: int, first: tuple[int, When | Shift], opening: str) -> bool:
    """ "march to the sea", "a second to spare": a lower-case month or a bare "the third" opens no
    range without from or between."""
    one = line.at(i)
    if line.word(i - 1) in ("-", "+", "/", ".") and line.at(i - 1).end == one.start:
        return True
    if opening or not isinstance(first[1], When) or first[0] - i > 1:
        return False
    return (
        one.kind == "word"
        and one.word in ("may", "march", "sun", "sat", "wed", "mar")
        and not (one.raw[0].isupper())
    )


def _year_range(line: Line, i: int) -> Found | None:
    """ "2014-2018", "2014 to 2018": two years in order need no word before them."""
    opening = line.word(i) in ("from", "between")
    j = i + 1 if opening else i
    first, second = line.at(j), line.at(j + 2)
    joint = line.word(j + 1)
    if joint not in _DASHES | _UNTIL and not (joint == "and" and line.word(i) == "between"):
        return None
    if line.word(i - 1) in ("-", "+", "/", ".") and line.at(i - 1).end == line.at(i).start:
        return None
    if first.kind != "num" or second.kind != "num" or len(first.word) != 4:
        return None
    if len(second.word) != 4 or not 1800 <= int(first.word) < int(second.word) <= 2100:
        return None
    if (joint in _DASHES and not _tight(line, j + 1)) or line.word(j + 3) in ("-", "/"):
        return None
    return j + 3, Between(When(year=int(first.word)), When(year=int(second.word)))


def _tight(line: Line, i: int) -> bool:
    """ "2014-2018", "Nov. 18 - Dec. 19": a dash with the same space on both sides."""
    left = line.at(i).start - line.at(i - 1).end
    right = line.at(i + 1).start - line.at(i).end
    return left == right and left <= 1


def _alike(left: When | Shift, right: When | Shift) -> bool:
    """Two dates, or two times; never a date and a time."""
    if isinstance(left, Shift) or isinstance(right, Shift):
        return isinstance(right, When) and dated(right)
    return (dated(left) or timed(left)) and (dated(right) == dated(left) or timed(right))


def _same_grain(left: When | Shift, right: When | Shift) -> bool:
    if not isinstance(left, When) or not isinstance(right, When):
        return False
    names = ("day", "month", "year", "weekday", "decade", "clock", "days")
    if left.day is not None and right.days is not None:
        return True  # "2 May to today"
    return any(
        getattr(left, name) is not None and getattr(right, name) is not None for name in names
    )


def _filled(left: When | Shift, right: When | Shift) -> tuple[When | Shift, When | Shift]:
    """A time without a day takes the other end's day."""
    if not isinstance(left, When) or not isinstance(right, When):
        return left, right
    if timed(right) and not dated(right) and dated(left):
        return left, with_time(left, right)
    if timed(left) and not dated(left) and dated(right):
        return with_time(right, left), right
    return left, right


def with_time(day: When, time: When) -> When:
    """The day with the other's time or part of the day."""
    return msgspec.structs.replace(
        day, clock=time.clock, clock_end=time.clock_end, day_part=time.day_part, part=time.part
    )
