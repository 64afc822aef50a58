"""How many, in Korean: `find`, `parse_count`, `parse_quantity`.

`여성 2명과 어린이 1명` is three; `남성 1명, 여성 2명 등 3명` tells the sum itself; in `5명을 포함해
12명` and `12명 중 3명` the last number is the one told. `20대 남성` is an age, not twenty cars.
"""

from __future__ import annotations

import re

from sacho.model.account import FoundValue
from sacho.model.span import Span
from sacho.model.values import Count, Quantity
from sacho.read.counts import Amount, as_count, as_quantity, exactly, table
from sacho.read.languages.ko.how_many import bare, ranges
from sacho.read.languages.ko.how_many.amounts import Read, read_amounts
from sacho.read.languages.ko.how_many.durations import DAY_WORDS, find_durations
from sacho.read.languages.ko.how_many.numerals import NUMERAL, narrow, read_numeral
from sacho.read.languages.ko.how_many.orders import find_orders

_WORDS = table("counts_ko")
_NOUNS = _WORDS["nouns"]
_NONE = re.compile("|".join(re.escape(w) for w in _NOUNS["none"]))
_AGE_GROUP = re.compile(
    r"(?<!\d)[1-9]0(?:여)?\s?대(?=\s|의|로|인|$|[가-힣]{2})(?:\s?(?:초반|중반|후반))?"
)
_AGED = re.compile(
    rf"(?:\d{{1,40}}\s?(?:살|세)|{NUMERAL}\s?살|[일이삼사오육칠팔구십백]{{1,4}}\s?세)(?!대|\s?(?:명|사람|건|번|분))(?:짜리|의|인)?"
)
_SOME = re.compile(
    r"(?:^|\s)(?:다수의|여러|수많은|일부|많은|몇몇|대부분의|숱한|상당수의?|각종|잇단|잇따른|연이은|연쇄)\s"
)
_SUM_TOLD = re.compile(
    r"(?:등|을 포함해|를 포함해|포함|을 비롯해|를 비롯해|을 비롯한|를 비롯한|등 모두|등 총)\s*$"
)
_PART_OF = re.compile(r"\s(?:중|가운데)(?:에서)?(?:의)?\s|명중\s")
_SPLIT = re.compile(r"(?<=[가-힣])(?:과|와|하고)\s+|\s(?:및|그리고|또)\s|,(?!\d)\s*|·|\s+(?=외\s)")
_BARE = re.compile(
    r"^(?:나머지|다른|또 다른|그|이|이들|그들)?\s*(하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)(?:이|은|는|을|를|도|의| 다| 모두)?$"
)
_HEADED = re.compile(
    r"^(?:그|이|나머지|다른)?\s?(한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무)\s(?!번|달|배|가지|살|시)[가-힣]{2,}"
)
_PER = re.compile(
    r"(?:(?P<one>1|한|매|각)\s?(?P<who>인|명|사람|가구|세대|정|개|kg|㎏|킬로그램?|병사|군인|지휘관)\s?(?:당|마다|에게|에)|(?P<whom>[가-힣]{2,6})(?<!에게)(?<!한테)\s?(?:1인당|1명당|한 명당|한 사람당|당|마다))\s*"
)
_TOLD_OF_ONE = re.compile(
    r"(?:"
    + "|".join(sorted(_NOUNS["one"], key=len, reverse=True))
    + r")(?:[은는이가을를의도]|에게|께서)?$"
)
_OF_FAMILIES = re.compile(r"(?:명|사람|분|인|들)의\s(?:가족|유가족|유족|친척|부모)들?$")
_MANY = re.compile(
    r"(?<!아)(?<!^수)들(?:[은는이가을를의도]|에게)?$|^(?:"
    + "|".join(_NOUNS["many"])
    + r")(?:[은는이가을를의도])?$"
)
_TWO = re.compile(
    r"(?:^|\s)(?:" + "|".join(_NOUNS["two"]) + r")(?:[은는이가을를의도]|에게| 사이)?$"
)


_LONGEST = 400  # code points; no phrase that counts is longer, and reading it costs its square


def parse_count(words: str) -> Count | None:
    """How many persons or happenings the words name; None where they tell no number."""
    if len(words) > _LONGEST:
        return None
    words = re.split(r"\s?[(\[（]", narrow(words).strip(" .,“”\"'‘’"), maxsplit=1)[0].strip()
    if not words or words in ("이", "그", "이들", "그들"):  # 이 중 2명: of these, not of two
        return None
    if _NONE.search(words):
        return Count(0, 0)
    bound = bare.read_bound(words)
    if bound is not None:
        return bound
    words = _AGED.sub("", _AGE_GROUP.sub("", words)).strip()
    if _OF_FAMILIES.search(words):
        return Count(2, None)  # 두 사람의 가족: theirs, and more than two as a rule
    part = list(_PART_OF.finditer(words))
    if part:
        words = words[part[-1].end() :]
    return as_count(_amount_of(words))


def _amount_of(words: str) -> Amount | None:
    """The sum of the conjuncts, or the sum that the words tell themselves."""
    reads = [r for r in read_amounts(words) if not r.unit or r.unit == "item"]
    if reads and _SUM_TOLD.search(words[: reads[-1].start].rstrip() + " "):
        return _persons(reads[-1], words)
    total: Amount | None = None
    for piece in _SPLIT.split(words):
        amount = _one_conjunct(piece.strip())
        if amount is None:
            continue
        total = amount if total is None else total.plus(amount)
    return total


def _one_conjunct(piece: str) -> Amount | None:
    reads = [r for r in read_amounts(piece) if not r.unit or r.unit == "item"]
    if reads:
        return _persons(reads[-1], piece)
    if not piece or any(r.unit for r in read_amounts(piece)):
        return None
    bare = _BARE.match(piece)
    if bare:
        return read_numeral(bare[1])
    if re.fullmatch(rf"{NUMERAL}", piece):
        return read_numeral(piece)
    headed = _HEADED.match(piece)
    if headed:
        return read_numeral(headed[1])
    if _SOME.search(piece):
        return Amount(2, None)
    if _TWO.search(piece):
        return exactly(2)
    if _MANY.search(piece):
        return Amount(2, None)
    if _TOLD_OF_ONE.search(piece):
        return exactly(1)
    return None


def _persons(read: Read, words: str) -> Amount:
    """Pairs are two each; a number of families tells at least two persons each, no upper bound."""
    if read.kind == "pair":
        return read.amount.times(2)
    if read.counter in ("가족", "가정") and not words.strip().startswith("일가족"):
        return Amount(read.amount.low * 2, None)
    return read.amount


def parse_quantity(words: str) -> Quantity | None:
    """The amount with its unit that the words tell; None where there is no unit.

    `per` is who or what each share is for: `1인당 30발씩` is 30 rounds per 인.
    """
    plain = narrow(words)
    ordinal = _ORDINAL.fullmatch(plain.strip())
    if ordinal:
        return _ordinal_value(ordinal)
    number = bare.read_number(plain) or bare.read_age(plain)
    if number is not None:
        return number
    between = ranges.read_range(plain)
    if between is not None:
        return between
    per = _PER.search(plain)
    rest = plain[per.end() :] if per else plain
    for read in read_amounts(rest):
        if read.unit:
            unit = _unit(read, plain)
            return as_quantity(read.amount, unit, _per(read, per))
    return _lasting(plain) or _households_or_times(rest)


_DAYS = re.compile(
    rf"(?:[가-힣 ]{{0,60}}\s)?(?:(?P<days>{'|'.join(sorted(DAY_WORDS, key=len, reverse=True))})\s?(?:간|동안|내내|밤낮)?"
    rf"|(?:(?<=정직 )|(?<=구류 )|(?<=휴가 )|(?<=단련 )|(?<=영창 ))(?P<bound>{NUMERAL})\s?일"
    rf"|(?P<number>{NUMERAL})\s?일\s?(?:간|동안|내내))(?:[을를이가은는]|의)?"
)


def _lasting(words: str) -> Quantity | None:
    """`열흘`, `사흘간`, `정직 30일`: chosen as an amount, the words name no date."""
    match = _DAYS.fullmatch(words.strip())
    if match is None:
        return None
    amount = (
        exactly(DAY_WORDS[match["days"]])
        if match["days"]
        else read_numeral(match["number"] or match["bound"])
    )
    return as_quantity(amount, "day") if amount else None


def _households_or_times(words: str) -> Quantity | None:
    """`600가구`, `여섯 차례`: a count of households or of times is an amount where one is asked."""
    for read in read_amounts(words):
        if read.kind == "household" and read.counter in ("세대", "가구", "가정"):
            return as_quantity(read.amount, "household", _per(read, None))
        if read.kind == "happening" and read.counter in ("번", "차례", "회"):
            return as_quantity(read.amount, "time", _per(read, None))
    return None


def _unit(read: Read, words: str) -> str:
    """Years and months beside a word of punishment are a sentence; 자루 of rice is a bag."""
    units: dict[str, str] = _WORDS["sentence"]["units"]
    if read.counter in units and any(w in words for w in _WORDS["sentence"]["words"]):
        return units[read.counter]
    if read.counter == "자루" and re.search(r"쌀|옥수수|비료|곡물|강냉이|밀가루", words):
        return "bag"
    return read.unit


def _per(read: Read, per: re.Match[str] | None) -> str | None:
    if per:
        return per["who"] or per["whom"]
    return "each" if read.each else None


_ORDINAL = re.compile(
    rf"(?P<number>{NUMERAL}|첫)\s?(?:번\s?째|째)|(?:제\s?)(?P<digits>\d+)(?=\s?(?:차|회|대|기))"
)


def _ordinal_value(match: re.Match[str]) -> Quantity | None:
    written = match["number"] or match["digits"]
    amount = exactly(1) if written == "첫" else read_numeral(written)
    return as_quantity(amount, "ordinal") if amount else None


def find(text: str) -> list[FoundValue]:
    """Counts and quantities anywhere in the text, in order.

    A count's span takes in its counter and qualifier. Ages and ordinals are quantities.
    """
    found: list[FoundValue] = []
    taken: list[Span] = []
    for match in _ORDINAL.finditer(narrow(text)):
        value = _ordinal_value(match)
        if value:
            _keep(found, taken, "quantity", text, match.span())
    for match in _AGE_GROUP.finditer(narrow(text)):
        taken.append(match.span())
    for read in read_amounts(text):
        start, end = read.start, read.end
        if read.unit and read.unit != "item":
            per = _per_before(text, start)
            start = per if per is not None else start
            start, end = _with_punishment(text, read, start, end)
            _keep(found, taken, "quantity", text, (start, end))
        else:
            _keep(found, taken, "count", text, (start, end))
    for span in ranges.spans(text):
        if all(end <= span[0] or span[1] <= start for start, end in taken):
            _keep_range(found, taken, text, span)
    for field, span in bare.spans(text):
        _keep(found, taken, field, text, span)
    found += [*find_orders(text), *find_durations(text)]
    found.sort(key=lambda value: value.spans[0])
    return found


def _keep(found: list[FoundValue], taken: list[Span], field: str, text: str, span: Span) -> None:
    """Keeps a value only if its own words read back; overlapping words belong to the first."""
    if any(start < span[1] and span[0] < end for start, end in taken):
        return
    written = text[span[0] : span[1]].rstrip()
    span = (span[0], span[0] + len(written))
    value = parse_count(written) if field == "count" else parse_quantity(written)
    if value is not None:
        found.append(FoundValue(field, value, written, (span,)))
        taken.append(span)


def _keep_range(found: list[FoundValue], taken: list[Span], text: str, span: Span) -> None:
    """A bound on one side is a count where it can be one; a range of two numbers a quantity."""
    written = text[slice(*span)]
    count = parse_count(written) if bare.read_bound(written) is not None else None
    _keep(found, taken, "quantity" if count is None else "count", text, span)


def _per_before(text: str, start: int) -> int | None:
    """Where `1인당` begins, when it stands right before the amount."""
    line = narrow(text[max(0, start - 16) : start])
    match = next((m for m in _PER.finditer(line) if m.end() == len(line)), None)
    return start - len(line) + match.start() if match else None


def _with_punishment(text: str, read: Read, start: int, end: int) -> Span:
    """Takes in the word of punishment on either side: `징역 5년`, `5년 형`, `노동교화형 3년`."""
    if read.counter not in _WORDS["sentence"]["units"]:
        return start, end
    words = "|".join(sorted(_WORDS["sentence"]["words"], key=len, reverse=True))
    before = re.search(rf"(?:{words})\s?$", text[max(0, start - 8) : start])
    after = re.match(rf"\s?(?:의\s?)?(?:{words})", text[end:])
    if before:
        start -= len(before[0])
    if after:
        end += after.end()
    return start, end
