"""Korean amounts with their counter: `최소 12명`, `6~7명`, `10여 명`, `30발씩`, `1만2천여 명`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from sacho.read.counts import Amount, bounded, table
from sacho.read.languages.ko.how_many.numerals import NUMERAL, narrow, read_numeral

_WORDS = table("counts_ko")
_BEFORE: dict[str, str] = _WORDS["before"]
_AFTER: dict[str, str] = _WORDS["after"]
_COUNTERS: dict[str, list[str]] = _WORDS["counters"]
_UNITS: dict[str, list[str]] = _WORDS["units_of_quantity"]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_KIND_OF: dict[str, str] = {w: kind for kind, words in _COUNTERS.items() for w in words}
_UNIT_OF: dict[str, str] = {}
for _unit, _names in _UNITS.items():
    for _name in _names:
        _UNIT_OF.setdefault(_name, _unit)
_MEASURE = _any([*_KIND_OF, *_UNIT_OF])
_ONE_PERSON = _any(_WORDS["nouns"]["one"])
_PERSONS = rf"{_ONE_PERSON}|사람|여성|남성|남자|여자|아이|어린이|주민|군인|병사|청년|소년|소녀|노인|학생|시신|딸|아들|자녀|친구|형제|자매|가족|남매"

_AMOUNT = re.compile(
    rf"(?<![\d.,가-힣一-鿿])(?:(?P<before>{_any(list(_BEFORE))})\s*)?"
    rf"(?P<sign>[$€£₩])?(?P<low>{NUMERAL})(?P<odd1>\s?여)?\s?(?P<unit1>{_MEASURE})?"
    rf"(?:\s?(?:[~∼〜～\-–—]|에서|내지|또는|혹은|이나|,\s?많게는)\s?(?P<high>{NUMERAL})(?P<odd2>\s?여)?)?"
    rf"\s?(?P<counter>{_MEASURE})?"
    rf"(?P<tail>여)?(?P<each>\s?씩)?"
    rf"(?:[을를이가]?\s?(?P<after>{_any(list(_AFTER))}))?"
)
_HEADED = re.compile(rf"\s?(?P<noun>{_PERSONS})")


class Read(msgspec.Struct, frozen=True):
    """An amount in the text: `kind` of counter (person, happening, household, pair) or unit.

    `start` and `end` take in the qualifiers; `bare` True: neither counter nor unit follows.
    """

    amount: Amount
    start: int
    end: int
    kind: str
    unit: str
    each: bool
    counter: str
    numeral: str

    @property
    def bare(self) -> bool:
        """Whether nothing says what is counted."""
        return not self.kind and not self.unit


def read_amounts(text: str) -> Iterator[Read]:
    """Every amount in the text, in order, that has a counter, a unit or a person noun."""
    plain = narrow(text)
    at = 0
    while match := _AMOUNT.search(plain, at):
        read = _read(plain, match)
        at = max(match.start() + 1, read.end if read else 0)
        if read:
            yield read


def _read(text: str, match: re.Match[str]) -> Read | None:
    counter = match["counter"] or match["unit1"] or ""
    low = read_numeral(match["low"], bool(match["odd1"]))
    if low is None:
        return None
    amount = low
    if match["high"]:
        high = read_numeral(match["high"], bool(match["odd2"]))
        if high is None:
            return None
        ranged = _ranged(low, high, match["low"], match["high"])
        if ranged is None:
            return None
        amount = ranged
    elif match["unit1"] and match["counter"] and match["unit1"] != match["counter"]:
        return _closed(text, match, amount, match["unit1"], match.end("unit1"))
    return _closed(text, match, amount, counter, match.end())


def _ranged(low: Amount, high: Amount, low_words: str, high_words: str) -> Amount | None:
    """`6~7`, `2~3만`: the lower end shares the upper end's step."""
    if high.low <= low.low:
        return None
    last = re.search(r"[십백천만억조]+$", high_words)
    if last and low_words[-1].isdecimal() and high_words[0].isdecimal():
        step = read_numeral("1" + last[0]) or read_numeral(last[0])
        if step and low.low * step.low < high.low:
            low = low.times(step.low)
    return Amount(low.low, high.high)


def _closed(text: str, match: re.Match[str], amount: Amount, counter: str, end: int) -> Read | None:
    """`end` is where numeral and counter end; qualifiers behind it count only if they touch it."""
    after = match["after"] or "" if end == match.end() else ""
    kind, unit = _KIND_OF.get(counter, ""), _UNIT_OF.get(counter, "")
    numeral = match["low"]
    if counter == "분" and _is_minute(numeral):
        if text[end : end + 1] == "의":
            return None  # 삼분의 일: a share
        kind, unit = "", "minute"
    if match["sign"]:
        unit = {"$": "US dollar", "€": "euro", "£": "pound sterling", "₩": "South Korean won"}[
            match["sign"]
        ]
    if not counter and not unit:
        headed = _HEADED.match(text, end)
        if not headed or not _may_stand_before_noun(numeral):
            return None
        if text[headed.start("noun") - 1] != " " and headed["noun"] != "사람":
            return None  # 세상인, 두여자: one word, or not to be told from one
        kind, end = "person", headed.end()
        counter = headed["noun"]
    elif not _fits(text, numeral, counter, end) or (
        unit == "year" and _is_calendar_year(text, numeral, end)
    ):
        return None
    how = after and _AFTER[after]
    if not how and match["before"]:
        how = _BEFORE[match["before"]]
    if how:
        amount = bounded(how, amount)
    start = match.start()
    if match["before"] and _BEFORE[match["before"]] in ("about", "exactly"):
        start = match.start("sign") if match["sign"] else match.start("low")
    return Read(amount, start, end, kind, unit, bool(match["each"]), counter, numeral)


def _may_stand_before_noun(numeral: str) -> bool:
    """`두 여성`, `한 남자`: only native numerals stand before a noun without a counter."""
    return not numeral[-1].isdecimal() and not _SINO_WORD.fullmatch(numeral)


_SINO_WORD = re.compile(r"[영공일이삼사오육륙칠팔구십백천만억조\s]+")
_ONLY_AFTER_DIGITS = frozenset(["m", "g", "t", "km", "kg", "cm", "ℓ", "%", "％", "㎏", "㎞", "㎝"])


_AFTER_ONE_SINO = frozenset(["명", "인", "구", "발", "년", "개월", "원", "달러", "살", "세", "조"])
_AFTER_ANY_SINO = frozenset(["개월", "원"])
_ALSO_WORDS = frozenset("이일만조오사영공천구")  # one letter, and a word or an ending of its own
_OLD_FORMS = frozenset(["서", "너", "석", "넉", "닷", "엿"])
_ONE_LETTER = frozenset(
    [
        "명",
        "분",
        "대",
        "점",
        "도",
        "정",
        "구",
        "개",
        "회",
        "번",
        "인",
        "집",
        "세",
        "건",
        "가지",
        "채",
        "곳",
        "장",
        "벌",
    ]
)
_WITH_SEVERAL = frozenset(["차례", "마리", "회"])


def _fits(text: str, numeral: str, counter: str, end: int) -> bool:
    """Whether numeral and counter make an amount and not a piece of another word.

    `이 사람`, `이번`, `서명`, `수건`, `사정` and `만약` look like numerals and are none.
    """
    if _SINO_WORD.fullmatch(numeral) and not _sino_fits(text, numeral, counter, end):
        return False
    if numeral in _OLD_FORMS and (_KIND_OF.get(counter) or counter == "점"):
        return False
    if numeral == "수" and counter not in _WITH_SEVERAL:
        return False
    if counter in _ONLY_AFTER_DIGITS and not numeral[-1].isdecimal():
        return False
    if counter in _ONE_LETTER and text[end : end + 1]:
        return _counter_ends(counter, numeral, text, end)
    return True


def _sino_fits(text: str, numeral: str, counter: str, end: int) -> bool:
    bare = numeral.replace(" ", "")
    if len(bare) == 1 and counter not in _AFTER_ONE_SINO:
        return False
    if bare in ("만", "천") and counter == "명":
        return True
    if bare in _ALSO_WORDS and counter not in _AFTER_ANY_SINO:
        return False
    before_counter = text[end - len(counter) - 1 : end - len(counter)]
    if not re.search(r"[십백천만억조]", bare) and before_counter == " ":
        return counter in ("명", "개월", "년")
    return True


_PARTICLES = "이가은는을를과와의에로도만씩및등중까쯤여째들외뿐간나라으꼴 \n\t.,)]}’”\"'·…~:;?!(-∼–"


def _counter_ends(counter: str, numeral: str, text: str, end: int) -> bool:
    """A counter of one letter ends before a particle, a blank or a sign."""
    following = text[end]
    if following == "당":
        return False  # 1인당: each, not one
    if numeral[-1].isdecimal() and counter in ("명", "건", "회", "개", "가지"):
        return True
    if counter == "번" and (following == "째" or text[end : end + 2] == " 째"):
        return False
    if counter == "도" and not numeral[-1:].isdecimal():
        return False
    if counter == "명" and text[end : end + 2] == "의도":
        return False
    return following in _PARTICLES


def _is_calendar_year(text: str, numeral: str, end: int) -> bool:
    """`2015년` is a date; `2000년간` and `1000년` are how long."""
    dated = re.fullmatch(r"(?:1[5-9]|20)\d\d", numeral) is not None
    return dated and not re.match(r"\s?(?:간(?![가-힣])|동안|전(?![가-힣])|넘게)", text[end:])


def _is_minute(numeral: str) -> bool:
    """`10분` is ten minutes, `세 분` three persons: native numerals count persons."""
    return numeral[-1].isdecimal() or _SINO_WORD.fullmatch(numeral) is not None
