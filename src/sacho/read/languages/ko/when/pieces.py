"""Korean pieces of a date in the order in which they stand: year, month, day, weekday, hour.

A piece has a level; a date is pieces of rising level with nothing but a space, a comma or 의
between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from sacho.read.languages.ko.when.words import (
    AFTER,
    DAY_PARTS,
    NATIVE,
    NATIVE_CHOICE,
    ORDINAL_WORDS,
    PARTS,
    SEASONS,
    SINO,
    WEEKDAYS,
    number,
)

Slots = dict[str, Any]
Handler = Callable[[re.Match[str]], Slots | None]


class Shape(NamedTuple):
    """One kind of piece: where it may stand, its words, and what they say."""

    level: int
    kind: str
    regex: re.Pattern[str]
    handler: Handler


NAME, YEAR, SEASON, MONTH, PART, WEEK, WEEK_PART, DAY, WEEKDAY, DAY_PART, CLOCK = range(11)
HALF_DAY = 12 * 60

_TOLD = r"(?:그|같은|동)\s?"
_STEPS = {"지난": -1, "저번": -1, "이번": 0, "이": 0, "다음": 1, "오는": 1, "다가오는": 1,
          "돌아오는": 1, "지지난": -2, "저저번": -2, "다다음": 2, "금": 0, "내": 1, "작": -1}  # fmt: skip
_PICKS = {"지난": "last", "저번": "last", "작": "last", "이번": "this", "다음": "next",
          "오는": "next", "다가오는": "next", "돌아오는": "next"}  # fmt: skip
_PICK = r"(?:(?P<pick>지난|저번|이번|다음|오는|다가오는|돌아오는)\s?)?"

_YEARS = {
    "올해": 0, "금년": 0, "이번해": 0, "지난해": -1, "작년": -1, "재작년": -2,
    "지지난해": -2, "내년": 1, "명년": 1, "내후년": 2, "후년": 2,
}  # fmt: skip
_YEARS_TOLD = {"이듬해": 1, "다음해": 1, "그해": 0, "같은해": 0, "동년": 0, "전년": -1,
               "그다음해": 1, "그이듬해": 1, "그전해": -1}  # fmt: skip
_MONTHS = {"이달": 0, "이번달": 0, "금월": 0, "지난달": -1, "저번달": -1, "다음달": 1, "내달": 1,
           "오는달": 1, "다가오는달": 1, "지지난달": -2, "다다음달": 2}  # fmt: skip
_MONTHS_TOLD = {"그달": 0, "같은달": 0, "동월": 0, "이듬달": 1, "전달": -1, "전월": -1,
                "그다음달": 1, "당월": 0}  # fmt: skip
_DAYS = {"오늘": 0, "금일": 0, "어제": -1, "어저께": -1, "그제": -2, "그저께": -2, "엊그저께": -2,
         "엊그제": -2, "그끄저께": -3, "그끄제": -3, "내일": 1, "명일": 1, "모레": 2, "내일모레": 2,
         "글피": 3}  # fmt: skip
_DAYS_TOLD = {"당일": 0, "그날": 0, "이날": 0, "같은날": 0, "동일": 0, "다음날": 1, "그다음날": 1,
              "이튿날": 1, "그이튿날": 1, "익일": 1, "전날": -1, "그전날": -1, "전일": -1,
              "바로다음날": 1, "바로전날": -1}  # fmt: skip


def _choice(words: object) -> str:
    """The words as alternatives, longest first, with a space allowed inside after each part."""
    spaced = {"이번해": r"이번\s?해", "올해": r"올\s?해", "지난해": r"지난\s?해"}
    listed = sorted((str(word) for word in words), key=len, reverse=True)  # type: ignore[union-attr]
    return "|".join(spaced.get(word, _loose(word)) for word in listed)


def _loose(word: str) -> str:
    loose = re.sub(r"^(그|바로)(?=.)", r"\1\\s?", word)
    return re.sub(
        r"(다음|같은|지난|이번|저번|오는|다가오는|다다음|지지난|이튿|그이듬|내일|^이)(?=해|달|날|모레)",
        r"\1\\s?", loose,
    ).replace("이달", r"이\s?달")  # fmt: skip


def _squeeze(written: str) -> str:
    return re.sub(r"\s", "", written)


def _year(found: re.Match[str]) -> Slots | None:
    value = number(found.group("n"))
    if value is None or not 1 <= value <= 2999:
        return None
    if len(found.group("n")) <= 2 and found.group("n").isdigit():
        value += 2000 if value < 70 else 1900
    slots: Slots = {"year": value}
    last = found.groupdict().get("last")
    return slots | {"year_end": int(last)} if last else slots


def _juche(found: re.Match[str]) -> Slots | None:
    return {"year": 1911 + int(found.group("n"))}


def _rel(table: dict[str, int], told: dict[str, int], slot: str) -> Handler:
    def handler(found: re.Match[str]) -> Slots | None:
        word = _squeeze(found.group("w"))
        if word in table:
            return {slot: table[word]}
        return {slot: told[word], "origin": "text"} if word in told else None

    return handler


def _month(found: re.Match[str]) -> Slots | None:
    value = number(found.group("n"))
    if value is None:
        return None
    slots: Slots = {"month": value}
    if found.group("pick"):
        slots["pick"] = _PICKS[found.group("pick")]
    last = found.groupdict().get("last")
    return slots | {"month_end": number(last)} if last else slots


def _day(found: re.Match[str]) -> Slots | None:
    value = number(found.group("n"))
    if value is None or not 1 <= value <= 39:
        return None
    slots: Slots = {"day": value}
    if found.group("pick"):
        pick = _PICKS[found.group("pick")]
        slots["pick"] = "past" if pick == "last" else pick
    last = found.group("last") or found.group("more")
    if last:
        slots["day_end"] = number(last)
    return slots


def _weekday(found: re.Match[str]) -> Slots | None:
    slots: Slots = {"weekday": WEEKDAYS.index(found.group("w"))}
    if found.group("pick"):
        word = found.group("pick")
        # 지난 목요일 is the nearest one gone; last week's is 지난주 목요일.
        nearest = {"지난": "before", "오는": "coming", "다가오는": "coming", "돌아오는": "coming"}
        slots["pick"] = nearest.get(word, _PICKS[word])
    return slots


def _short_weekday(found: re.Match[str]) -> Slots | None:
    return {"weekday": WEEKDAYS.index(found.group("w"))}


def _week(found: re.Match[str]) -> Slots | None:
    word = _squeeze(found.group("w"))
    step = {"지난": -1, "저번": -1, "이번": 0, "금": 0, "다음": 1, "내": 1, "오는": 1, "다가오는": 1,
            "지지난": -2, "다다음": 2, "이": 0}.get(word)  # fmt: skip
    slots: Slots = {"weeks": step} if step is not None else {"weeks": 0, "origin": "text"}
    if word in ("그다음",):
        slots["weeks"] = 1
    return slots | {"weekend": True} if found.group("end") else slots


def _weekend(found: re.Match[str]) -> Slots | None:
    return {"weekend": True}


def _nth_week(found: re.Match[str]) -> Slots | None:
    word = _squeeze(found.group("w"))
    value = ORDINAL_WORDS.get(word) or number(re.sub(r"번$", "", word))
    return {"week": value} if value else None


def _nth_weekday(found: re.Match[str]) -> Slots | None:
    word = _squeeze(found.group("w"))
    value = ORDINAL_WORDS.get(word) or number(re.sub(r"번$", "", word))
    return {"nth": value, "weekday": WEEKDAYS.index(found.group("d"))} if value else None


def _season(found: re.Match[str]) -> Slots | None:
    slots: Slots = {"season": SEASONS[found.group("w")]}
    pick = found.group("pick")
    if pick == "올":
        return slots | {"years": 0}
    if pick:
        slots["pick"] = _PICKS.get(pick, "past")
    return slots


def _part(found: re.Match[str]) -> Slots | None:
    return {"part": PARTS[found.group("w")]}


def _quarter(found: re.Match[str]) -> Slots | None:
    word = found.group("n")
    return {"quarter": number(word)} if word else None


def _half(found: re.Match[str]) -> Slots | None:
    return {"half": 1 if found.group("w") == "상" else 2}


def _decade(found: re.Match[str]) -> Slots | None:
    value = int(found.group("n"))
    if value < 100:
        value += 1900 if value >= 30 else 2000
    return {"decade": value} if value % 10 == 0 else None


def _century(found: re.Match[str]) -> Slots | None:
    return {"century": int(found.group("n"))}


def _iso(found: re.Match[str]) -> Slots | None:
    return {"year": int(found.group("y")), "month": int(found.group("m")),
            "day": int(found.group("d"))}  # fmt: skip


def _american(found: re.Match[str]) -> Slots | None:
    first, second = int(found.group("m")), int(found.group("d"))
    month, day = (second, first) if first > 12 else (first, second)
    slots: Slots = {"month": month, "day": day}
    return slots | {"year": int(found.group("y"))} if found.group("y") else slots


def _day_part(found: re.Match[str]) -> Slots | None:
    slots: Slots = {"day_part": DAY_PARTS[found.group("w")]}
    early = found.group("early")
    return slots | {"part": "late" if early.startswith("늦") else "early"} if early else slots


def _last_night(found: re.Match[str]) -> Slots | None:
    return {"days": 0 if found.group("w").startswith("오늘") else -1, "day_part": "night"}


def _hour(word: str, hour: int) -> int | None:
    """The hour of 24 that a part of the day makes of it; None where the two do not go together."""
    if hour > 12:
        return hour
    if word in ("오전", "새벽", "아침"):
        return hour % 12
    if word in ("오후", "저녁"):
        return hour % 12 + 12
    if word in ("밤", "한밤", "심야", "자정"):
        return 24 if hour == 12 else hour + 12 if hour >= 5 else hour
    return hour if 9 <= hour <= 12 else hour % 12 + 12


def _clock(found: re.Match[str]) -> Slots | None:
    hour = NATIVE.get(found.group("h")) or number(found.group("h"))
    minute = 30 if found.group("half") else number(found.group("min") or "0") or 0
    if hour is None or hour > 24 or minute > 59:
        return None
    word = _squeeze(found.group("w") or "")
    if word:
        told = _hour(word, hour)
        return {"clock": told * 60 + minute} if told is not None else None
    if found.group("before"):
        minute = -minute
    slots: Slots = {"clock": hour * 60 + minute}
    if 1 <= hour <= 11:
        slots["clock_end"] = slots["clock"] + HALF_DAY
    return slots


def _figures(found: re.Match[str]) -> Slots | None:
    hour, minute = int(found.group("h")), int(found.group("min"))
    word = _squeeze(found.group("w") or "")
    told = _hour(word, hour) if word else hour
    if told is None or hour > 24 or minute > 59:
        return None
    slots: Slots = {"clock": told * 60 + minute}
    if not word and 1 <= hour <= 11 and not found.group("h").startswith("0"):
        slots["clock_end"] = slots["clock"] + HALF_DAY
    return slots


def _noon(found: re.Match[str]) -> Slots | None:
    if found.group("w").endswith("정오"):
        return {"clock": HALF_DAY}
    return {"clock": 0, "clock_end": 2 * HALF_DAY}


_NUM = rf"\d{{1,2}}|{SINO}"
_APPROX = (
    r"(?:\s?(?:경|께|쯤|무렵|즈음|가량)(?![가-힣]|$)|\s?(?:경|께|쯤|무렵|즈음)(?=에|$|[^가-힣]))?"
)
_NOT_DAY = (
    r"(?!\s?(?:동안|만에|이상|이하|미만|이내|내내|안에|내로|가량|정도|남짓|쯤\s?전|간(?![가-힣])"
    r"|전(?![가-힣])|전에|후(?![가-힣])|뒤(?![가-힣]))|간|째|치|분|차|정|당|여|요일)"
)
_PARTS_OF_DAY = "|".join(sorted(DAY_PARTS, key=len, reverse=True))
_CLOCK_LEAD = r"(?:(?P<w>오전|오후|새벽|아침|대낮|한낮|낮|점심|저녁|한밤|밤|심야|자정)\s?)?"


def _shape(level: int, kind: str, regex: str, handler: Handler) -> Shape:
    return Shape(level, kind, re.compile(regex), handler)


SHAPES: tuple[Shape, ...] = (
    _shape(DAY, "full", r"(?P<y>\d{4})\s?[-./]\s?(?P<m>\d{1,2})\s?[-./]\s?(?P<d>\d{1,2})(?!\d)\.?",
           _iso),
    _shape(DAY, "full", r"(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:[/,]\s?(?P<y>\d{4}))?(?![\d/%])",
           _american),
    _shape(YEAR, "juche", r"주체\s?(?P<n>\d{2,3})\s?(?:\(\d{4}\))?\s?년", _juche),
    _shape(YEAR, "decade", r"(?P<n>\d{4}|\d{2})\s?년대", _decade),
    _shape(YEAR, "century", r"(?P<n>\d{1,2})\s?세기", _century),
    _shape(YEAR, "year",
           r"(?:지난\s?)?(?P<n>\d{3,4}|['‘’]?\d{2}(?=\s?년\s?\d{1,2}\s?월|년도)|[이천백십일삼사오육칠팔구]{4,9})"
           r"\s?년(?:도)?(?!\s?(?:간|째|동안|전(?![가-힣])|전에|뒤|후|만에|이상|형|생|산|반|차|넘|가까이))",
           _year),
    _shape(YEAR, "year", r"(?P<n>\d{4})\s?[~-]\s?(?P<last>\d{4})(?:\s?년)?(?![\d~.-])", _year),
    _shape(YEAR, "relyear", rf"(?P<w>{_choice({**_YEARS, **_YEARS_TOLD})})"
           r"(?=$|[^가-힣]|에|부터|까지|의|은|는|이|도|만|초|말|중|여름|봄|가을|겨울|상반|하반|같|\d|와|과|보다|한)",
           _rel(_YEARS, _YEARS_TOLD, "years")),
    _shape(YEAR, "relyear", r"(?P<w>연)(?=초|말)|(?P<y>올)(?=\s?(?:봄|여름|가을|겨울|\d{1,2}월|상반기"
           r"|하반기|초|말))", lambda _: {"years": 0}),
    _shape(SEASON, "season", r"(?:(?P<pick>지난|저번|이번|올|다음|오는|다가오는|그)\s?)?"
           rf"(?P<w>봄|여름|가을|겨울)(?:철)?{AFTER}", _season),
    _shape(SEASON, "quarter", r"(?P<n>[1-4]|일|이|삼|사)\s?(?:/\s?4\s?|사\s?)?분기", _quarter),
    _shape(SEASON, "half", r"(?P<w>상|하)반기", _half),
    _shape(MONTH, "month", rf"{_PICK}(?P<n>1[0-2]|0?[1-9])(?:\s?[~·-]\s?(?P<last>1[0-2]|[1-9]))?"
           r"\s?월(?=$|[^가-힣]|에|부터|까지|의|은|는|이|도|만|초|말|중|상|하|과|와|들|엔|쯤|께|경|현재"
           r"|당시|이후|이전|이래|인|자|로|달)", _month),
    _shape(MONTH, "month", rf"{_PICK}(?P<n>십일|십이|일|이|삼|사|오|유|육|칠|팔|구|시|십)월"
           rf"(?=\s(?:{SINO}|\d{{1,2}})\s?일)", _month),
    _shape(MONTH, "relmonth", rf"(?P<w>{_choice({**_MONTHS, **_MONTHS_TOLD})})"
           r"(?=$|[^가-힣]|에|부터|까지|의|은|는|이|도|만|초|말|중|상|하|보다|들어)",
           _rel(_MONTHS, _MONTHS_TOLD, "months")),
    _shape(PART, "part", rf"(?P<w>초순|상순|중순|하순|초반|중반|후반|전반|초엽|중엽|말엽|초|말)"
           rf"{_APPROX}(?=$|[^가-힣]|에|부터|까지|의|께|경|쯤|로|엔|와|과|이후|이전|이래|이면|이(?![가-힣])|은|는"
           r"|도(?![가-힣]))",
           _part),
    _shape(WEEK, "nthweek", rf"(?P<w>마지막|(?:첫|둘|셋|넷|다섯)(?=\s?째)|첫(?=\s?주)|(?:첫|두|세|네|다섯|{SINO}"
           rf"|\d{{1,9}})\s?번(?=\s?째))\s?(?:째)?\s?주(?!\s?일){AFTER}", _nth_week),
    _shape(WEEK, "nthweekday", r"(?P<w>첫|둘|셋|넷|마지막|(?:첫|두|세|네|다섯)\s?번)\s?(?:째)?\s?"
           r"(?P<d>[월화수목금토일])요일", _nth_weekday),
    _shape(WEEK, "relweek", r"(?P<w>지난|저번|이번|다음|오는|다가오는|지지난|다다음|금|내|그\s?다음|같은"
           r"|그)\s?주(?P<end>\s?말)?(?=$|[^가-힣]|에|부터|까지|의|은|는|이(?!민|요)|초|중|후|도|만|[월화수목금토일]요)",
           _week),
    _shape(WEEK, "relweek", rf"주말{AFTER}", _weekend),
    _shape(DAY, "day", rf"{_PICK}(?P<n>[0-3]?\d)(?:\s?[~·-]\s?(?P<last>[0-3]?\d))?\s?일"
           rf"(?:(?:,\s?|과\s|\s?·\s?)(?P<more>[0-3]?\d)일(?:\s?사이)?)?{_NOT_DAY}{AFTER}", _day),
    _shape(DAY, "day", rf"{_PICK}(?P<n>[일이삼]?십?[일이삼사오육칠팔구]?)(?P<last>)(?P<more>)일"
           rf"{_NOT_DAY}{AFTER}", _day),
    _shape(DAY, "night", rf"(?P<w>어젯밤|어제\s?밤|간밤|지난\s?밤|오늘\s?밤){AFTER}", _last_night),
    _shape(DAY, "relday", rf"(?P<w>{_choice({**_DAYS, **_DAYS_TOLD})})(?!날)"
           r"(?=$|[^가-힣]|에|부터|까지|의|은|는|이|도|만|과|와|로|밤|새벽|아침|저녁|낮|오|엔|쯤|께|보다)",
           _rel(_DAYS, _DAYS_TOLD, "days")),
    _shape(WEEKDAY, "weekday", rf"{_PICK}(?P<w>[월화수목금토일])요일", _weekday),
    _shape(WEEKDAY, "shortweekday", r"\((?P<w>[월화수목금토일])(?:요일)?\)", _short_weekday),
    _shape(CLOCK, "clock", rf"{_CLOCK_LEAD}(?P<h>\d{{1,2}}|{NATIVE_CHOICE})\s?시"
           r"(?=$|[^가-힣]|에|부터|까지|의|은|는|이(?!다)|께|경|쯤|반|정각|로|를|와|과|현재|무렵|즈음|엔|인|[일이삼사오]?십)"
           rf"(?:\s?(?:(?P<min>\d{{1,2}}|[일이삼사오]?십?[일이삼사오육칠팔구]?)\s?분(?P<before>\s?전(?![가-힣]))?"
           rf"|(?P<half>반)(?=$|[^가-힣]|에|부터|까지|이|입|쯤|께|경)|정각))?(?:\s?\d{{1,2}}\s?초)?(?:\s?정각)?{_APPROX}", _clock),
    _shape(CLOCK, "clock", rf"{_CLOCK_LEAD}(?P<h>[0-2]?\d):(?P<min>[0-5]\d)(?![\d:]){_APPROX}", _figures),
    _shape(CLOCK, "clock", rf"(?:낮\s?|12시\s?|밤\s?)?(?P<w>정오|자정)(?:\s?12시)?(?:\s?정각)?{_APPROX}{AFTER}",
           _noon),
    _shape(DAY_PART, "daypart", r"(?P<early>이른\s?|늦은\s?)?"
           rf"(?P<w>{_PARTS_OF_DAY})(?!\s?식사|밥)(?:\s?시간)?(?:\s?늦게|\s?일찍)?{_APPROX}"
           rf"(?:{AFTER}|(?=$))", _day_part),
)  # fmt: skip

# No piece begins with another letter: most words of a text are passed over by their first.
STARTS = frozenset(
    "0123456789'‘’(가간같겨구그글금낮내넷늦다당대돌동두둘마명모목바밤백봄사삼상새세셋수시심십아야어엊여연열"
    "오올월유육이익일자작재저전점정주중지천첫초칠토팔하한화후말네"
)
