"""English pieces counted from a day: "last Thursday", "next month", "that night", today."""

from __future__ import annotations

from sacho.read.languages.en.when.line import Line, Piece, Slots, month_name
from sacho.read.languages.en.when.words import DAY_PARTS, OFFSETS, SEASONS, WEEKDAYS

_THIS = frozenset(("this", "current"))
_BACK = frozenset(("last", "past"))
_ON = frozenset(("next", "coming", "upcoming"))
_TOLD = {"following": 1, "previous": -1, "preceding": -1, "same": 0, "that": 0, "ensuing": 1}


def _modifier(line: Line, i: int) -> tuple[int, int, bool] | None:
    """ "last", "the following", "that same": where it ended, the step, whether it counts from a
    date of the text."""
    j = i + 1 if line.word(i) == "the" else i
    word = line.word(j)
    if word == "that" and line.word(j + 1) == "same":
        return j + 2, 0, True
    if word == "this" and line.word(j + 1) in ("past", "coming", "upcoming"):
        return j + 2, -1 if line.word(j + 1) == "past" else 1, False
    if word in _TOLD:
        return j + 1, _TOLD[word], True
    if word == "next" and line.word(j + 1) == "day":
        return j + 1, 1, True
    for words, step in ((_THIS, 0), (_BACK, -1), (_ON, 1)):
        if word in words:
            return j + 1, step, False
    return None


_PICKS = {-1: "last", 0: "this", 1: "next"}


def _weekday_pick(word: str, step: int) -> str:
    return {"past": "before", "coming": "coming", "upcoming": "coming"}.get(word, _PICKS[step])


def modified(line: Line, i: int) -> Piece | None:
    """ "last Thursday", "next month", "that night", "this March", "the following year"."""
    if line.word(i) in ("weekend", "the") and "weekend" in (line.word(i), line.word(i + 1)):
        return Piece(i + 1 + (line.word(i) == "the"), "relweek", {"weekend": True})
    found = _modifier(line, i)
    if found is None:
        return None
    j, step, told = found
    origin: Slots = {"origin": "text"} if told else {}
    word = line.word(j)
    if (word in OFFSETS and word != "week") or word == "week":
        return Piece(j + 1, "rel" + word, {OFFSETS[word]: step, **origin})
    if word == "weekend":
        return Piece(j + 1, "relweek", {"weeks": step, "weekend": True, **origin})
    if word == "day" and (told or (step == 1 and line.word(j - 1) == "next")):
        return Piece(j + 1, "relday", {"days": step, "origin": "text"})
    if word in DAY_PARTS:
        return _modified_part(line, j, step, told)
    if word in SEASONS and not (told and step == 0 and line.word(j) == "fall"):
        return Piece(j + 1, "season", {"season": SEASONS[word], "pick": _PICKS[step], **origin})
    if word.endswith("day") and word in WEEKDAYS:
        return Piece(
            j + 1,
            "weekday",
            {
                "weekday": WEEKDAYS[word],
                "pick": _weekday_pick(line.word(j - 1), step),
                **origin,
            },
        )
    if not told and j in line.names and "named" in line.names[j][1]:
        end, slots = line.names[j]
        return Piece(end, "named", {**slots, "pick": _PICKS[step], **origin})
    name = month_name(line, j)
    capital = line.at(j).raw[:1].isupper()
    if name is not None and (line.alone or capital or word not in ("may", "march", "mar")):
        return Piece(name[0], "month", {"month": name[1], "pick": _PICKS[step], **origin})
    return None


def _modified_part(line: Line, j: int, step: int, told: bool) -> Piece | None:
    """ "last night" is yesterday's, "this morning" today's, "that night" the day's told before."""
    slots: Slots = {"day_part": DAY_PARTS[line.word(j)], "days": step}
    if told or step == 1:
        slots["origin"] = "text"
    if step == -1 and not told and slots["day_part"] not in ("night", "evening"):
        return None
    return Piece(j + 1, "part-relday", slots)


BEYOND = {("before", "last"): -2, ("after", "next"): 2}


def relative_day(line: Line, i: int) -> Piece | None:
    """today, yesterday, tonight, "the day before yesterday", "the day after tomorrow"."""
    j = i + 1 if line.word(i) == "the" else i
    pair = (line.word(j), line.word(j + 1), line.word(j + 2))
    if pair == ("day", "before", "yesterday"):
        return Piece(j + 3, "relday", {"days": -2})
    if pair == ("day", "after", "tomorrow"):
        return Piece(j + 3, "relday", {"days": 2})
    beyond = BEYOND.get((pair[1], pair[2]))
    if beyond is not None and pair[0] in OFFSETS and (j > i or line.alone):
        return Piece(j + 3, "rel" + pair[0], {OFFSETS[pair[0]]: beyond})
    steps = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if line.word(i) in steps:
        return Piece(i + 1, "relday", {"days": steps[line.word(i)]})
    if line.word(i) == "tonight":
        return Piece(i + 1, "part-relday", {"days": 0, "day_part": "night"})
    return None
