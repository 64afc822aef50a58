"""English pieces within a day or a longer time: clock times, parts of the day, early and late,
the first week, the second Monday, the 14th, seasons."""

from __future__ import annotations

from sacho.read.languages.en.when.line import (
    Line,
    Piece,
    Slots,
    ordinal,
)
from sacho.read.languages.en.when.words import (
    DAY_PARTS,
    NUMBERS,
    SAFE_AFTER,
    SEASONS,
    WEEKDAYS,
    word_set,
)

HALF_DAY = 12 * 60
_JOINTS = frozenset(("-", "–", "—", "~", "to", "and", "until", "till", "through"))
_CLOCK_LEADS = word_set(
    "at around about from to by until till since after before between and - – "
    "approximately nearly almost exactly"
)


def _ampm(line: Line, i: int) -> tuple[int, str] | None:
    """a.m., pm, "in the morning", "at night": where it ended and "a" or "p"."""
    one = line.at(i)
    if one.kind == "ampm":
        return i + 1, one.word[0]
    if one.word in ("am", "pm"):
        return i + 1, one.word[0]
    if one.word in ("a", "p") and line.word(i + 1) == "m":
        return i + 2, one.word
    if one.word == "in" and line.word(i + 1) == "the":
        side = {"morning": "a", "afternoon": "p", "evening": "p"}.get(line.word(i + 2))
        return (i + 3, side) if side is not None else None
    if (one.word, line.word(i + 1)) == ("at", "night"):
        return i + 2, "n"
    return None


def _hour_minute(line: Line, i: int) -> tuple[int, int, int, bool] | None:
    """A clock time's figures: where it ended, hour, minute, whether it must be one."""
    one = line.at(i)
    dotted = one.kind == "dec" and one.word[-3:-2] == "." and len(one.word) < 6
    if one.kind == "clock" or (
        dotted and (_ampm(line, i + 1) is not None or line.word(i - 1) == "at")
    ):
        parts = one.word.replace(".", ":").split(":")
        if len(parts) in (2, 3) and all(part.isdigit() for part in parts):
            return i + 1, int(parts[0]), int(parts[1]), one.kind == "clock"
        return None
    if one.kind == "num" and len(one.word) == 4 and line.word(i + 1) in ("hours", "hrs"):
        return i + 2, int(one.word[:2]), int(one.word[2:]), True
    half = {("half", "past"): 30, ("quarter", "past"): 15, ("quarter", "to"): -15}
    pair = (one.word, line.word(i + 1))
    if pair in half and line.word(i + 2) in NUMBERS:
        hour = NUMBERS[line.word(i + 2)]
        minutes = half[pair]
        return i + 3, hour - (minutes < 0), minutes % 60, True
    if (line.word(i + 1) in ("past", "minutes")) and (past := _past(line, i)) is not None:
        return past
    if (one.kind == "num" and len(one.word) <= 2) or NUMBERS.get(one.word, 99) <= 12:
        hour = NUMBERS[one.word] if one.word in NUMBERS else int(one.word)
        if line.word(i + 1) in ("o'clock", "oclock"):
            return i + 2, hour, 0, True
        return i + 1, hour, 0, False
    return None


def _past(line: Line, i: int) -> tuple[int, int, int, bool] | None:
    """ "ten past nine", "36 minutes past eight": where it ended, hour, minute, surely a time."""
    one = line.at(i)
    j = i + 2 if line.word(i + 1) == "minutes" else i + 1
    hour = line.at(j + 1)
    if line.word(j) != "past" or not (hour.word in NUMBERS or hour.kind == "num"):
        return None
    minutes = int(one.word) if one.kind == "num" else NUMBERS.get(one.word, 60)
    told = int(hour.word) if hour.kind == "num" else NUMBERS[hour.word]
    if not 0 < minutes < 60 or not 0 < told <= 12:
        return None
    return j + 2 + (line.word(j + 2) in ("o'clock", "oclock")), told, minutes, True


def _minutes(hour: int, minute: int, side: str | None) -> tuple[int, int | None] | None:
    """Minutes after midnight, and the second candidate where the side of the day is untold."""
    if hour > 24 or minute > 59:
        return None
    if side is None:
        told = hour * 60 + minute
        return told, (told + HALF_DAY if 1 <= hour <= 11 else None)
    if hour > 12:
        return hour % 24 * 60 + minute, None
    if side == "n":
        side = "p" if 5 <= hour < 12 else "a"
    return (hour % 12 + (12 if side == "p" else 0)) * 60 + minute, None


def clock(line: Line, i: int) -> Piece | None:
    """11 pm, 3:30 a.m., 23:15, ten o'clock, noon, midnight, 9 to 11 a.m."""
    start = i
    if line.word(i) in ("from", "between"):
        i += 1
    first = _hour_minute(line, i)
    if first is None:
        return _word_clock(line, i) if start == i else None
    end, hour, minute, sure = first
    side = _ampm(line, end)
    end = side[0] if side is not None else end
    ranged = _clock_range(line, end, hour, minute, side[1] if side is not None else None)
    if ranged is not None:
        return ranged
    if start != i or (side is None and not sure):
        return None
    told = _minutes(hour, minute, side[1] if side is not None else None)
    if told is None:
        return None
    military = line.word(end - 1) in ("hours", "hrs")
    seconds = line.at(i).word.count(":") == 2
    if military or seconds or (line.at(i).kind == "clock" and line.at(i).word[0] == "0"):
        told = (told[0], None)
    slots: Slots = {"clock": told[0]}
    if told[1] is not None:
        slots["clock_end"] = told[1]
    return Piece(end, "clock", slots)


def _word_clock(line: Line, i: int) -> Piece | None:
    word = line.word(i)
    if word == "noon":
        return Piece(i + 1, "clock", {"clock": HALF_DAY})
    if word == "midnight":
        return Piece(i + 1, "clock", {"clock": 0, "clock_end": 2 * HALF_DAY})
    return None


def _clock_range(line: Line, i: int, hour: int, minute: int, side: str | None) -> Piece | None:
    if line.word(i) not in _JOINTS:
        return None
    second = _hour_minute(line, i + 1)
    if second is None:
        return None
    end, last_hour, last_minute, sure = second
    last_side = _ampm(line, end)
    end = last_side[0] if last_side is not None else end
    if last_side is None and not (sure and line.at(i - 1).kind in ("clock", "word", "ampm")):
        return None
    closing = last_side[1] if last_side is not None else side
    last = _minutes(last_hour, last_minute, closing)
    first = _minutes(hour, minute, side or closing)
    if first is None or last is None:
        return None
    begin = first[0]
    if side is None and begin > last[0] and hour <= 12:
        begin = first[0] - HALF_DAY if first[0] >= HALF_DAY else first[0]
    return Piece(end, "clock", {"clock": begin, "clock_end": last[1] or last[0]})


def clock_guard(line: Line, i: int) -> bool:
    """Whether a time without a day beside it is one: 11:30 may be a ratio or a verse."""
    one = line.at(i)
    if line.alone or one.kind != "clock":
        return True
    return line.word(i - 1) in _CLOCK_LEADS or _ampm(line, i + 1) is not None


def day_part(line: Line, i: int) -> Piece | None:
    """morning, "the early hours", "early morning", "late at night"."""
    j = i + 1 if line.word(i) == "the" else i
    if line.word(j) in ("early", "small", "wee", "predawn") and line.word(j + 1) == "hours":
        k = j + 2
        if (line.word(k), line.word(k + 1)) == ("of", "the"):
            k = k + 3 if line.word(k + 2) in ("morning", "day") else k
        return Piece(k, "daypart", {"day_part": "small-hours"})
    slots: Slots = {}
    if line.word(i) in ("early", "late", "later") and line.word(i + 1) == "in":
        k = i + 3 if line.word(i + 2) == "the" else i + 2
        if line.word(k) in DAY_PARTS:
            part_ = "early" if line.word(i) == "early" else "late"
            return Piece(k + 1, "daypart", {"day_part": DAY_PARTS[line.word(k)], "part": part_})
    if line.word(j) in ("early", "mid", "late") and line.word(j + 1) in DAY_PARTS:
        slots["part"] = line.word(j)
        j += 1
    elif line.word(j) == "mid" and line.word(j + 1) == "-" and line.word(j + 2) in DAY_PARTS:
        slots["part"] = "mid"
        j += 2
    if (line.word(j), line.word(j + 1), line.word(j + 2)) == ("late", "at", "night"):
        return Piece(j + 3, "daypart", {"day_part": "night"})
    if line.word(j) == "overnight":
        return Piece(j + 1, "overnight", {"day_part": "night"})
    if line.word(j) not in DAY_PARTS:
        return None
    return Piece(j + 1, "daypart", {"day_part": DAY_PARTS[line.word(j)], **slots})


def day_part_guard(line: Line, i: int, j: int) -> bool:
    """Whether a part of the day without a day is a time: "at dawn", "in the morning"."""
    if line.alone:
        return True
    if line.word(i) in ("early", "late", "later") and line.word(i + 1) == "in":
        return True
    if line.word(i) in ("early", "late", "later") and line.word(i + 1) == "in":
        return True
    before = line.word(i - 1)
    if before not in ("at", "in", "by", "before", "after", "around", "until", "since", "during",
                      "about"):  # fmt: skip
        return False
    after = line.at(j)
    return after.kind != "word" or after.word in SAFE_AFTER or before == "at"


_PARTS = {
    "early": "early", "mid": "mid", "late": "late", "beginning": "early", "start": "early",
    "middle": "mid", "end": "late", "close": "late", "earlier": "earlier", "later": "later",
    "outset": "early",
}  # fmt: skip


def part(line: Line, i: int) -> Piece | None:
    """early, "mid-", "the end of", "the first half of", "earlier": what a longer time follows."""
    j = i + 1 if line.word(i) == "the" else i
    word = line.word(j)
    if word in ("beginning", "start", "middle", "end", "close", "outset"):
        if line.word(j + 1) != "of":
            return None
        return Piece(j + 2, "part", {"part": _PARTS[word]})
    spans_of = (line.word(j + 1), line.word(j + 2))
    if spans_of in (("days", "of"), ("weeks", "of"), ("months", "of")):
        edge = {"first": "early", "opening": "early", "last": "late", "final": "late",
                "closing": "late"}.get(word)  # fmt: skip
        return Piece(j + 3, "part", {"part": edge}) if edge is not None else None
    if word in ("early", "mid", "late"):
        k = j + 2 if line.word(j + 1) in ("-", "in", "on") else j + 1
        return Piece(k, "part", {"part": word})
    if word == "later" and line.word(j + 1) == "this" and line.word(j + 2) in DAY_PARTS:
        return Piece(j + 1, "part", {"part": "late"})
    if word in ("earlier", "later") and line.word(j + 1) in ("this", "in"):
        k = j + 2 if line.word(j + 1) == "in" else j + 1
        return Piece(k, "clip", {"part": word})
    if word in ("first", "second", "latter") and line.word(j + 1) == "half":
        k = j + 3 if line.word(j + 2) == "of" else j + 2
        return Piece(k, "half", {"part": "first-half" if word == "first" else "second-half"})
    return None


def unit_told(line: Line, i: int) -> Piece | None:
    """ "the month" after "the end of": this one."""
    j = i + 1 if line.word(i) == "the" else i
    units = {"week": "weeks", "month": "months", "year": "years", "decade": "decades"}
    if line.word(j) not in units or (j == i and line.word(i - 1) != "of"):
        return None
    return Piece(j + 1, "rel" + line.word(j), {units[line.word(j)]: 0})


def season(line: Line, i: int) -> Piece | None:
    """the summer (of a year), "winter"."""
    j = i + 1 if line.word(i) == "the" else i
    word = line.word(j)
    if word not in SEASONS:
        return None
    k = j + 2 if line.word(j + 1) == "of" else j + 1
    years = (line.word(k), line.word(k + 1), line.word(k + 2))
    if years[1] in ("-", "–", "/") and len(years[0]) == 4 and (years[0] + years[2]).isdigit():
        first, second = int(years[0]), int(years[2])
        if second in (first + 1, (first + 1) % 100):
            told: Slots = {"season": SEASONS[word], "year": first, "pick": "this"}
            return Piece(k + 3, "season", told)
    return Piece(j + 1, "season", {"season": SEASONS[word]})


def day_number(line: Line, i: int) -> Piece | None:
    """ "the 14th", "the 15th day"."""
    j = i + 1 if line.word(i) == "the" else i
    found = ordinal(line, j)
    if found is None or (j == i and line.at(j).kind != "ord") or found[1] > 31:
        return None
    end = found[0] + 1 if line.word(found[0]) == "day" else found[0]
    return Piece(end, "daynum", {"day": found[1]})


def day_number_guard(line: Line, i: int, j: int) -> bool:
    """Whether "the 14th" without its month is a day, and no floor, army or birthday."""
    if line.alone:
        return True
    one = line.at(i + 1 if line.word(i) == "the" else i)
    before = line.word(i - 1)
    if one.kind != "ord" or before not in (
        "on", "around", "about", "by", "since", "until", "before", "after", "of", "from", "to",
    ):  # fmt: skip
        return False
    after = line.at(j)
    return after.kind not in ("word", "num") or after.word in SAFE_AFTER


def nth(line: Line, i: int) -> Piece | None:
    """ "the first week", "the last Monday", "the week of" a day."""
    j = i + 1 if line.word(i) == "the" else i
    if (line.word(j), line.word(j + 1)) == ("week", "of"):
        return Piece(j + 2, "weekof", {"week_of": True})
    if line.word(j) == "week" and line.word(j + 1) in ("beginning", "starting", "commencing"):
        return Piece(j + 3 if line.word(j + 2) == "on" else j + 2, "weekof", {"week_of": True})
    if line.word(j) == "week" and line.at(j + 1).kind == "num" and line.word(j + 2) == "of":
        number = int(line.word(j + 1)[:3])
        return Piece(j + 3, "nthweek", {"week": number}) if 1 <= number <= 53 else None
    found = (j + 1, -1) if line.word(j) in ("last", "final") else ordinal(line, j)
    if found is None or found[1] > 53:
        return None
    word = line.word(found[0])
    if word == "week":
        return Piece(found[0] + 1, "nthweek", {"week": found[1]})
    if word in WEEKDAYS and word.endswith("day") and found[1] <= 5:
        return Piece(found[0] + 1, "nthweekday", {"weekday": WEEKDAYS[word], "nth": found[1]})
    return None


def bare_hours(line: Line, i: int) -> Piece | None:
    """ "from 7 to 7:30", "12-4", "at 5": only beside a day."""
    j = i + 1 if line.word(i) in ("from", "between", "at") else i
    first = _hour_minute(line, j)
    if first is None or _minutes(first[1], first[2], None) is None:
        return None
    begin = first[1] * 60 + first[2]
    joint = line.word(first[0])
    second = _hour_minute(line, first[0] + 1) if joint in _JOINTS else None
    if second is not None and second[1] <= 24 and second[2] < 60:
        last = second[1] * 60 + second[2]
        if _ampm(line, second[0]) is not None:
            return None
        slots: Slots = {"clock": begin, "clock_end": last + (HALF_DAY if last <= HALF_DAY else 0)}
        return Piece(second[0], "hours", slots) if line.at(second[0]).word != "%" else None
    after = line.at(first[0])
    if first[3] or _ampm(line, first[0]) is not None:
        return None
    if line.word(i) != "at" and line.word(i - 1) not in ("at", "around", "about"):
        return None
    if (after.kind == "word" and after.word not in SAFE_AFTER) or after.kind == "dec":
        return None
    slots = {"clock": begin}
    if 1 <= first[1] <= 11:
        slots["clock_end"] = begin + HALF_DAY
    return Piece(first[0], "hours", slots)


def bare_day(line: Line, i: int) -> Piece | None:
    """ "Monday 21": a number right after a weekday."""
    one, after = line.at(i), line.at(i + 1)
    if (
        line.word(i - 1) not in WEEKDAYS
        or one.kind != "num"
        or len(one.word) > 2
        or not 1 <= int(one.word) <= 31
    ):
        return None
    if after.kind in ("num", "ord", "dec", "ampm") or after.word in (
        "-",
        ":",
        "%",
        "of",
        "am",
        "pm",
    ):
        return None
    if after.kind == "word" and after.word not in SAFE_AFTER:
        return None
    return Piece(i + 1, "bareday", {"day": int(one.word)})
