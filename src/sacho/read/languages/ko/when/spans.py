"""Korean times made of others: ranges with 부터 and 까지, bounds, "사흘 전", "지난 3년간"."""

from __future__ import annotations

import re

import msgspec

from sacho.read.calendar import Unit
from sacho.read.languages.ko.when.points import Line, Point, point
from sacho.read.languages.ko.when.words import (
    DAY_CHOICE,
    DAY_WORDS,
    NATIVE,
    NATIVE_CHOICE,
    SINO,
    UNITS,
    VAGUE_CHOICE,
    VAGUE_NUMBERS,
    number,
)
from sacho.read.when import Between, Bound, Node, Shift, Stretch, Vague, When, dated, timed

Found = tuple[int, Node]

_UNIT = r"년|해|개월|달|주일|주|일|시간|분기|분"
_AMOUNT = re.compile(
    rf"(?:(?P<days>{DAY_CHOICE})|며칠|몇일|(?P<n>\d{{1,4}}|{VAGUE_CHOICE}|{NATIVE_CHOICE}|{SINO})"
    rf"(?:\s?[~-]\s?(?P<m>\d{{1,3}}))?\s?(?P<more>여\s?)?(?P<unit>{_UNIT})(?P<half>\s?반)?)"
)
_AND = re.compile(r"\s?(?:하고\s|,\s|과\s|와\s)?")
_TAIL = r"(?=$|[^가-힣]|에|부터|까지|의|은|는|이|엔|만|쯤|께|인|과|와|보다|도)"
_AGO = re.compile(rf"\s?(?:전쯤|전|앞서){_TAIL}")
_LATER = re.compile(rf"\s?(?:뒤|후|이후|지나서?){_TAIL}")
_SINCE_TOLD = re.compile(r"그로부터\s|그\s")
_NUMERAL_DAY = re.compile(rf"(?:\d{{1,2}}|{SINO})\s?일(?!주)")
_STRETCH = re.compile(r"(?P<way>지난|최근|과거|앞으로|향후|다음|다가오는)\s")
_DURING = re.compile(r"\s?(?:간|동안|사이|내내)(?![가-힣])|\s?(?:간|동안|사이)(?=에|의|은|만)")
_VAGUE = re.compile(
    r"(?P<recent>최근|요즘|요새|근래|얼마\s?전|근간)(?=$|[^가-힣]|에|들어|까지|의|은|이(?!름))"
    r"|(?P<now>지금|현재)(?=$|[^가-힣]|까지|은|의|도|로)"
    r"|(?P<soon>조만간|머지않아)"
)
_AS_OF = re.compile(r"[일시분전후]\s$")  # "오후 2시 현재": as of two, not now
_FROM = re.compile(r"\s?(?:부터|에서)\s?|\s?[~-]\s?")
_AND_BETWEEN = re.compile(r"(?:과|와|에서)\s")
_BETWEEN = re.compile(r"\s?사이")
_TILL = re.compile(r"\s?까지")
_BOUND = re.compile(
    r"(?P<since>\s?부터|\s?이후|\s?이래)(?=$|[^가-힣]|에|로|는|의|도)"
    r"|(?P<until>\s?까지)|(?P<before>\s?이전|\s전|\s?직전)(?=$|[^가-힣]|에|까지|의|부터|인)"
    r"|(?P<after>\s후|\s뒤|\s?직후)(?=$|[^가-힣]|에|까지|의|부터|인)"
)


def _amount(text: str, at: int) -> tuple[int, tuple[int, int, Unit]] | None:
    """ "사흘", "3개월", "10여 일", "몇 달": where it ended, low, high, unit."""
    found = _AMOUNT.match(text, at)
    if found is None:
        return None
    if found.group("days"):
        many = DAY_WORDS[found.group("days")]
        return found.end(), (many, many, "day") if many != 7 else (1, 1, "week")
    if found.group("unit") is None:
        return found.end(), (2, 9, "day")
    unit = UNITS[found.group("unit")]
    word = found.group("n")
    if word in VAGUE_NUMBERS:
        low, high = VAGUE_NUMBERS[word]
        return found.end(), (low, high, unit)
    if word in NATIVE and unit in ("day", "year") and found.group("unit") in ("일", "년"):
        return None
    low = number(word)
    if low is None or (unit == "year" and low > 999):
        return None
    high = int(found.group("m")) if found.group("m") else low
    if found.group("more"):
        high = low + 10 ** (len(str(low)) - 1) - 1
    if found.group("half"):
        smaller: dict[str, tuple[int, Unit]] = {"year": (12, "month"), "hour": (60, "minute")}
        scale = smaller.get(unit)
        if scale is None:
            return found.end(), (low, low + 1, unit)
        total = low * scale[0] + scale[0] // 2
        return found.end(), (total, total, scale[1])
    return found.end(), (low, max(low, high), unit)


def _amounts(text: str, at: int) -> tuple[int, tuple[tuple[int, int, Unit], ...]] | None:
    found: list[tuple[int, int, Unit]] = []
    end = at
    while len(found) < 4:
        one = _amount(text, at)
        if one is None:
            break
        end, amount = one
        found.append(amount)
        gap = _AND.match(text, end)
        at = gap.end() if gap is not None else end
    return (end, tuple(found)) if found else None


def shift(line: Line, at: int) -> Found | None:
    """ "사흘 전" counts from publication, "이틀 뒤" from a date told before."""
    text = line.text
    told = _SINCE_TOLD.match(text, at)
    start = told.end() if told is not None else at
    counted = _amounts(text, start)
    if counted is None:
        return _shift_of(line, at)
    ago = _AGO.match(text, counted[0])
    if ago is not None:
        return ago.end(), Shift(counted[1], -1, "text" if told is not None else "publication")
    later = _LATER.match(text, counted[0])
    if later is not None:
        return later.end(), Shift(counted[1], 1, "text")
    return None


_OF = re.compile(r"(?:으?로)?부터\s|\s(?=하루|이틀|사흘|나흘|닷새)")


def _shift_of(line: Line, at: int) -> Found | None:
    """ "오늘로부터 2주 전", "당대회 이틀 전"."""
    text = line.text
    base = point(line, at)
    if base is None or not isinstance(base[1], When) or not dated(base[1]):
        return None
    joint = _OF.match(text, base[0])
    counted = _amounts(text, joint.end()) if joint is not None else None
    if counted is None:
        return None
    ago = _AGO.match(text, counted[0])
    if ago is not None:
        return ago.end(), Shift(counted[1], -1, of=base[1])
    later = _LATER.match(text, counted[0])
    if later is not None:
        return later.end(), Shift(counted[1], 1, of=base[1])
    return None


def stretch(line: Line, at: int) -> Found | None:
    """ "지난 3년", "최근 10일간"; "지난 5일" without 간 or 동안 is the fifth."""
    text = line.text
    way = _STRETCH.match(text, at)
    counted = _amount(text, way.end()) if way is not None else None
    if way is None or counted is None:
        return None
    end, (low, high, unit) = counted
    if _NUMERAL_DAY.match(text, way.end()) and way.group("way") in ("지난", "다음", "다가오는"):
        during = _DURING.match(text, end)
        return (during.end(), _stretched(way, low, high, unit)) if during is not None else None
    following = text[end : end + 1]
    if (
        "가" <= following <= "힣"
        and _DURING.match(text, end) is None
        and not re.match(r"에|의|은|이|만|내|안", following)
    ):
        return None
    return end, _stretched(way, low, high, unit)


def _stretched(way: re.Match[str], low: int, high: int, unit: Unit) -> Stretch:
    sign = 1 if way.group("way") in ("앞으로", "향후", "다음", "다가오는") else -1
    return Stretch(low, high, unit, sign)


def vague(line: Line, at: int) -> Found | None:
    """최근, 요즘, 현재, 조만간."""
    text = line.text
    found = _VAGUE.match(text, at)
    if found is None or found.lastgroup is None:
        return None
    if found.lastgroup == "now" and _AS_OF.search(text, max(0, at - 3), at):
        return None
    return found.end(), Vague(found.lastgroup)  # pyright: ignore[reportArgumentType]


def between(line: Line, at: int) -> Found | None:
    """ "3월 5일부터 7일까지", "2014년에서 2018년 사이", "5시와 6시 사이"."""
    text = line.text
    first = point(line, at)
    if first is None or not isinstance(first[1], When):
        return None
    joint = _FROM.match(text, first[0]) or _AND_BETWEEN.match(text, first[0])
    if joint is None:
        return None
    second = point(line, joint.end())
    if second is None or not isinstance(second[1], When):
        return None
    closing = _TILL.match(text, second[0]) or _BETWEEN.match(text, second[0])
    dash = joint.group().strip() in ("~", "-")
    if closing is None and not (dash or "부터" in joint.group() or _years(first[1], second[1])):
        return None
    if joint.group().strip() in ("과", "와") and (closing is None or "까지" in closing.group()):
        return None
    ends = _filled(first[1], second[1])
    if ends is None:
        return None
    return closing.end() if closing is not None else second[0], Between(*ends)


def _years(left: When, right: When) -> bool:
    """ "2014년에서 2018년": two years with 에서 between them are a range."""
    return left.year is not None and right.year is not None and left.day is None


def _filled(left: When, right: When) -> tuple[When, When] | None:
    """The later end takes what it leaves out from the earlier: month, year, day."""
    if timed(right) and not dated(right):
        if not timed(left):
            return None
        right = msgspec.structs.replace(
            left, clock=right.clock, clock_end=right.clock_end, day_part=right.day_part, part=None
        )
        return _same_half(left, right)
    if timed(left) and not dated(left):
        return None
    if (
        right.day is not None
        and right.month is None
        and right.months is None
        and ((left.day is not None and right.weekday is None) or left.weekday is None)
    ):
        if left.day is None:
            return None
        right = msgspec.structs.replace(
            right, year=left.year, years=left.years, month=left.month, months=left.months,
            origin=left.origin, pick=left.pick,
        )  # fmt: skip
    elif right.month is not None and right.year is None and right.years is None:
        right = _later_month(left, right)
    elif right.weekday is not None and right.weeks is None and left.weeks is not None:
        right = msgspec.structs.replace(right, weeks=left.weeks)
    return left, right


def _later_month(left: When, right: When) -> When:
    if left.month is None or right.month is None or right.month < left.month:
        return right
    return msgspec.structs.replace(right, year=left.year, years=left.years)


def _same_half(left: When, right: When) -> tuple[When, When]:
    """ "오후 5시부터 6시까지": the half of the day holds for both, if the order allows."""
    if left.clock is None or right.clock is None or right.clock_end is None:
        return left, right
    if left.clock_end is None and right.clock < left.clock <= right.clock_end:
        return left, msgspec.structs.replace(right, clock=right.clock_end, clock_end=None)
    if left.clock_end is None:
        return left, msgspec.structs.replace(right, clock_end=None)
    return left, right


def bound(line: Line, at: int) -> Found | None:
    """ "8월부터", "이달 말까지", "2018년 이후", "당대회 직전"."""
    text = line.text
    base: tuple[int, Point | Node] | None = shift(line, at) or point(line, at)
    if base is None or not isinstance(base[1], When | Shift | Between):
        return None
    found = _BOUND.match(text, base[0])
    if found is None or found.lastgroup is None:
        return None
    return found.end(), Bound(found.lastgroup, base[1])  # pyright: ignore[reportArgumentType]
