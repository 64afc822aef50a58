"""English pieces of a date: months with days, years, weekdays, decades, quarters, names.

Each reader of a piece takes the lexemes and where to begin, and gives where it ended, what kind of
piece it is and the parts that it says; or None.
"""

from __future__ import annotations

import re

from sacho.read.languages.en.when.line import (
    Line,
    Piece,
    Slots,
    day_in_words,
    day_number,
    day_range,
    month_name,
    ordinal,
    small_number,
)
from sacho.read.languages.en.when.words import (
    COUNTED,
    DECADE_WORDS,
    LEADS,
    MONTHS,
    SAFE_AFTER,
    WEEKDAYS,
    Lexeme,
)


def _month_guard(line: Line, i: int, j: int) -> bool:
    """Whether a month's name without a day is one: "may" and "march" are verbs, June is a name."""
    if line.alone:
        return True
    one, before, after = line.at(i), line.word(i - 1), line.at(j)
    capital = one.raw[0].isupper()
    listed = before == "," and line.word(i - 2) in MONTHS
    led = before in LEADS or before in ("-", "–") or listed or _opens_range(line, j)
    if one.word in ("may", "march", "mar"):
        if not capital:
            return before in ("in", "last", "next", "since", "until", "early", "late", "during")
        return led or after.kind == "num"
    if not capital:
        return len(one.word) > 3 and (one.word != "august" or led)
    if one.word in ("april", "june", "august", "jan") and not led:
        return after.kind != "word" or not after.raw[:1].isupper()
    return len(one.word) > 3 or led or after.kind == "num" or after.word == "."


def _opens_range(line: Line, j: int) -> bool:
    """ "Nov-Feb", "May to March": another month follows."""
    if line.word(j) not in ("-", "–", "to", "through") or not line.at(j + 1).raw[:1].isupper():
        return False
    return line.word(j + 1) in MONTHS


def _is_year(one: Lexeme) -> bool:
    return one.kind == "num" and len(one.word) == 4 and 1000 <= int(one.word) <= 2999


def month_day(line: Line, i: int) -> Piece | None:
    """ "January 26", "Jan. 3-5", "26th of January", "5 to 12 January"."""
    start = i
    if line.word(i - 1) in ("$", "€", "£"):
        return None  # "for $12 December 27"
    if line.word(i) in ("from", "between"):
        i += 1
    named = month_name(line, i)
    if named is not None:
        j = named[0] + 1 if line.word(named[0]) == "the" else named[0]
        if line.word(j) in ("-", "/") and line.at(j + 1).kind in ("num", "ord"):
            j += 1
        first = day_number(line, j)
        if first is None and line.word(i) not in ("may", "march"):
            first = day_in_words(line, j)
        if first is None or line.word(first[0]) == "%":
            return None
        after = line.word(first[0])
        if after == ":" or (line.at(first[0]).kind == "ampm") or after in ("am", "pm"):
            return None
        slots = {"month": named[1], "day": first[1]}
        return _ranged(line, start, i, first[0], slots)
    j = i + 1 if line.word(i) == "the" else i
    first = day_number(line, j) or day_in_words(line, j)
    if first is None:
        return None
    last = day_range(line, first[0])
    j = last[0] if last is not None else first[0]
    j = j + 1 if line.word(j) == "of" or (line.word(j) == "-") else j
    named = month_name(line, j)
    if named is None or (last is None and start != i):
        return None
    if line.word(j) in ("may", "march") and not (line.alone or line.at(j).raw[0].isupper()):
        return None
    slots = {"month": named[1], "day": first[1]}
    if last is not None:
        slots["day_end"] = last[1]
    return Piece(named[0], "monthday", slots)


def _ranged(line: Line, start: int, i: int, end: int, slots: Slots) -> Piece | None:
    last = day_range(line, end)
    if last is not None and month_name(line, last[0] + (line.word(last[0]) == "of")) is None:
        slots["day_end"] = last[1]
        return Piece(last[0], "monthday", slots)
    return None if start != i else Piece(end, "monthday", slots)


def month(line: Line, i: int) -> Piece | None:
    """A month's name alone, or after "mid-"."""
    found = month_name(line, i)
    if found is None:
        return None
    beside = line.at(found[0] + 1)
    joined = line.word(found[0]) in ("-", "/") and beside.start == line.at(found[0]).end
    if joined and _is_year(beside) and line.word(found[0] + 2) not in ("-", "/"):
        return Piece(found[0] + 2, "month-year", {"month": found[1], "year": int(beside.word)})
    if not _month_guard(line, i, found[0]):
        return None
    return Piece(found[0], "month", {"month": found[1]})


def numeric(line: Line, i: int) -> Piece | None:
    """2021-01-26, 1/26/2021, 26.1.2021. Of two small numbers with a slash the month stands first;
    with dots the day does, as where such dates are written."""
    one = line.at(i)
    if one.kind == "dmy":
        first_, name, last_ = re.split("[-/]", one.word)
        if first_ in MONTHS:
            first_, name = name, first_
        day_, year_ = (last_, first_) if len(first_) == 4 else (first_, last_)
        full = int(year_) if len(year_) == 4 else int(year_) + (1900 if int(year_) >= 70 else 2000)
        return Piece(i + 1, "monthday-year",
                     {"year": full, "month": MONTHS[name], "day": int(day_)})  # fmt: skip
    if one.kind == "num" and len(one.word) == 8 and one.word[:2] in ("19", "20"):
        return _compact(i, one.word)
    if one.kind == "pair":
        first, second = (int(part) for part in one.word.split("/"))
        month_, day = (second, first) if first > 12 else (first, second)
        return Piece(i + 1, "pair", {"month": month_, "day": day})
    if one.kind == "iso":
        year, first, second = (int(part) for part in _parts(one.word[:10]))
        slots: Slots = {"year": year, "month": first, "day": second}
        if "t" in one.word:
            hours, minutes = one.word.split("t")[1].split(":")[:2]
            slots["clock"] = int(hours) * 60 + int(minutes)
            return Piece(i + 1, "full", slots) if int(hours) < 24 and int(minutes) < 60 else None
        return Piece(i + 1, "monthday-year", slots)
    if one.kind != "slash":
        return None
    first, second, year = (int(part) for part in _parts(one.word))
    if len(one.word.replace(".", "/").replace("-", "/").split("/")[2]) == 2:
        year += 1900 if year >= 70 else 2000
    day_first = first > 12 or ("." in one.word and second <= 12)
    day, number = (first, second) if day_first else (second, first)
    return Piece(i + 1, "monthday-year", {"year": year, "month": number, "day": day})


def _compact(i: int, digits: str) -> Piece | None:
    """ "20210126": a year of our time, a month and a day without anything between."""
    year_, month_, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not (1 <= month_ <= 12 and 1 <= day <= 31):
        return None
    return Piece(i + 1, "monthday-year", {"year": year_, "month": month_, "day": day})


def _parts(written: str) -> list[str]:
    return written.replace(".", "/").replace("-", "/").rstrip("t").split("/")


def year(line: Line, i: int) -> Piece | None:
    """A year as a piece of a date; alone it needs `year_guard`."""
    one = line.at(i)
    if one.word == "the" and line.word(i + 1) == "year":
        i, one = i + 2, line.at(i + 2)
    elif one.word == "year":
        i, one = i + 1, line.at(i + 1)
    if one.word == "juche" and line.at(i + 1).kind == "num":
        return _juche(line, i)
    short = _short_year(line, i)
    if short is not None:
        return short
    if not _is_year(one):
        return year_in_words(line, i)
    glued = line.at(i + 1)
    if glued.start == one.end and (glued.word in ("/", "%", "$") or glued.kind == "word"):
        return None
    return Piece(i + 1, "year", {"year": int(one.word)})


def _short_year(line: Line, i: int) -> Piece | None:
    """ "April '87", "15 April of 87": two figures of the twentieth century, right after a month."""
    marked = line.word(i) in ("'", "‘")
    j = i + 1 if marked else i
    one, before = line.at(j), line.word(i - 1)
    if one.kind != "num" or len(one.word) != 2 or int(one.word) < 32:
        return None
    named_before = before if marked else line.word(i - 2) if before == "of" else ""
    return Piece(j + 1, "year", {"year": 1900 + int(one.word)}) if named_before in MONTHS else None


def _juche(line: Line, i: int) -> Piece | None:
    """ "Juche 113 (2024)": years counted from 1912."""
    count = int(line.word(i + 1)) if len(line.word(i + 1)) <= 3 else 0
    if not count:
        return None
    bracket = (line.word(i + 2), line.word(i + 4)) == ("(", ")") and _is_year(line.at(i + 3))
    return Piece(i + 5 if bracket else i + 2, "year", {"year": 1911 + count})


def year_in_words(line: Line, i: int) -> Piece | None:
    """ "nineteen eighty-six", "two thousand and five"."""
    first = small_number(line, i) if line.at(i).kind == "word" else None
    if first is None:
        return None
    j, value = first
    if line.word(j) == "thousand" and value == 2:
        j = j + 2 if line.word(j + 1) == "and" else j + 1
        rest = small_number(line, j) if line.at(j).kind == "word" else None
        if rest is None or rest[1] > 99:
            return Piece(first[0] + 1, "year", {"year": 2000})
        return Piece(rest[0], "year", {"year": 2000 + rest[1]})
    if not 16 <= value <= 20:
        return None
    j = j + 1 if line.word(j) == "hundred" else j
    j = j + 1 if line.word(j) == "and" else j
    rest = small_number(line, j) if line.at(j).kind == "word" else None
    if rest is None or not 10 <= rest[1] <= 99:
        return None
    return Piece(rest[0], "year", {"year": 100 * value + rest[1]})


def year_guard(line: Line, i: int, j: int) -> bool:
    """Whether a year that stands alone is a year, and no count or number of something."""
    if line.alone or line.word(i) in ("year", "the", "juche"):
        return True
    one, before, after = line.at(i), line.at(i - 1), line.at(j)
    if one.kind == "word":
        return before.word in LEADS
    if not 1800 <= int(one.word) <= 2100:
        return False
    if before.end == one.start and before.word != "(":
        return False
    if before.word in ("in", "since", "during", "until", "till", "early", "late", "mid",
                       "throughout"):  # fmt: skip
        return after.word not in COUNTED
    if before.word == "(":
        return after.word in (")", ",", ";")
    if before.word in LEADS or before.word in ("-", "–", "~", "year", "or"):
        return after.kind != "word" or after.word in SAFE_AFTER
    return False


def weekday(line: Line, i: int) -> Piece | None:
    """A weekday's name; short ones only with a capital and a dot or a date beside."""
    one = line.at(i)
    number = WEEKDAYS.get(one.word)
    if number is None:
        return None
    if one.word.endswith("day"):
        return Piece(i + 1, "weekday", {"weekday": number})
    dotted = line.word(i + 1) == "."
    j = i + 2 if dotted else i + 1
    beside = line.at(j + 1 if line.word(j) == "," else j)
    dated = beside.word in MONTHS or beside.kind in ("num", "ord", "slash", "iso")
    named_else = one.word in ("sun", "sat", "mon", "wed")
    if not line.alone or named_else:
        led = line.alone or (line.word(i - 1) in LEADS and not named_else)
        if not (one.raw[0].isupper() and (dated or led)):
            return None
    return Piece(j if dotted and dated else i + 1, "weekday", {"weekday": number})


def decade(line: Line, i: int) -> Piece | None:
    """the 1990s, the '80s, the nineties; the 19th century."""
    j = i + 1 if line.word(i) == "the" else i
    one = line.at(j)
    if one.kind == "decade":
        digits = one.word.strip("'s")
        if len(digits) == 4:
            return Piece(j + 1, "decade", {"decade": int(digits)})
        told = "'" in one.word or j > i
        if not told or int(digits) < 20:
            return None
        return Piece(j + 1, "decade", {"decade": 1900 + int(digits)})
    if one.word in DECADE_WORDS and j > i:
        return Piece(j + 1, "decade", {"decade": 1900 + DECADE_WORDS[one.word]})
    number = ordinal(line, j)
    if number is not None:
        k = number[0] + 1 if line.word(number[0]) == "-" else number[0]
        if line.word(k) == "century" and 0 < number[1] < 30:
            return Piece(k + 1, "decade", {"century": number[1]})
    return None


def quarter(line: Line, i: int) -> Piece | None:
    """the first quarter, Q1, the second half (of a year)."""
    one = line.at(i)
    after = line.at(i + 1)
    if one.word == "q" and after.kind == "num" and after.start == one.end and after.word in "1234":
        told = {"quarter": int(after.word)}
        if line.word(i + 2) in ("-", "/") and _is_year(line.at(i + 3)):
            return Piece(i + 4, "quarter-year", {**told, "year": int(line.word(i + 3))})
        return Piece(i + 2, "quarter", told)
    if _is_year(one) and line.word(i + 1) in ("-", "/") and line.word(i + 2) == "q":
        after = line.at(i + 3)
        if after.start == line.at(i + 2).end and after.word in ("1", "2", "3", "4"):
            slots = {"quarter": int(after.word), "year": int(one.word)}
            return Piece(i + 4, "quarter-year", slots)
    j = i + 1 if line.word(i) == "the" else i
    number = ordinal(line, j)
    if number is None:
        return None
    k = number[0] + 1 if line.word(number[0]) == "-" else number[0]
    if line.word(k) == "quarter" and number[1] <= 4:
        return Piece(k + 1, "quarter", {"quarter": number[1]})
    return None


def named(line: Line, i: int) -> Piece | None:
    """A name of the table of named periods."""
    found = line.names.get(i)
    return Piece(found[0], "named", dict(found[1])) if found is not None else None
