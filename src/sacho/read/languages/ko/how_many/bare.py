"""Korean numbers without a counter: `사분의 일`, `2.5`, `마이너스 일만`, `이백 이상`, `100보다 작다`.

A share or a negative number is no count: it is a quantity of unit "number".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sacho.model.span import Span
from sacho.model.values import Count, Quantity
from sacho.read.counts import Amount, as_count, as_quantity, bounded, exactly
from sacho.read.languages.ko.how_many.numerals import NUMERAL, narrow, read_numeral

_SIGN = r"(?:마이너스\s?|[-−](?=\d))"
_FRACTION = rf"(?:(?P<whole>{NUMERAL})(?:과|와)\s?)?(?P<below>{NUMERAL})\s?분의\s?(?P<minus>{_SIGN})?(?P<top>[일이삼사오육칠팔구](?=조각|이(?:다|라|며|고|었))|\d+(?![만억조십백천\d])|\d+(?=[만억조])|{NUMERAL})"
_POINT = r"(?P<units>\d[\d,]{0,40}|[영공일이삼사오육칠팔구십백천만]{1,20})\s?점\s?(?P<digits>[영공일이삼사오육칠팔구십]+(?:\s[영공일이삼사오육칠팔구]+)*)"
_POWER = r"(?P<base>\d{1,40}(?:\.\d{1,20})?)(?P<ten>[eE]|\^)(?P<power>[-+−]?\d{1,2})(?![\d.])"
_NUMBER = re.compile(
    rf"(?P<sign>{_SIGN})?(?:{_POWER}|{_FRACTION}|{_POINT}|(?P<decimal>\d[\d,]{{0,40}}\.\d+|\.\d+)|(?P<negative>{NUMERAL}))"
)
_BOUND = re.compile(
    rf"(?:(?:최소|최대|약|적어도)\s?)?(?P<number>{NUMERAL})\s?(?P<after>이상|이하|미만|초과|보다\s?(?:더\s?)?"
    r"(?:크거나 같|많거나 같|작거나 같|적거나 같|크|많|높|작|적|낮)(?:[고은는다지])?|[이가을를]\s?넘(?:는|게))"
)
_HOW = {"이상": "at-least", "이하": "up-to", "미만": "under", "초과": "more-than"}
_PLAIN = re.compile(
    rf"(?<![\w.,·~∼\-])(?P<number>{NUMERAL})(?P<rest>[가-힣]{{0,4}})"
    r"(?![\w%㎞㎏])(?!\s?[~∼〜\-·/]\s?\d)"
)
_PARTICLE = re.compile(
    r"(?:이다|입니다|이고|이며|이라|라고|이라고|은|는|이|가|을|를|의|과|와|에서|에|까지|부터|로|으로|도|만|보다)?"
)
_DIGIT_OF = {
    "영": 0,
    "공": 0,
    "일": 1,
    "이": 2,
    "삼": 3,
    "사": 4,
    "오": 5,
    "육": 6,
    "칠": 7,
    "팔": 8,
    "구": 9,
}


def read_number(words: str) -> Quantity | None:
    """A share, a decimal or a negative number as a quantity of unit "number"."""
    match = _NUMBER.fullmatch(narrow(words).strip())
    value = _value(match) if match else None
    return None if value is None else as_quantity(exactly(value), "number")


_AGE = re.compile(r"\(\s?(?P<age>\d{1,3})(?:세)?(?:\s?[·,]\s?[가-힣]{1,6})*\s?\)")


def read_age(words: str) -> Quantity | None:
    """`(34)` and `(33·여)` behind a name: years of age."""
    match = _AGE.fullmatch(narrow(words).strip())
    if not match or not 0 < int(match["age"]) < 120:
        return None
    return as_quantity(exactly(int(match["age"])), "year of age")


def read_bound(words: str) -> Count | None:
    """`200 이상`, `100보다 작`: a bound without a counter."""
    match = _BOUND.fullmatch(narrow(words).strip())
    if not match:
        return None
    amount = read_numeral(match["number"])
    return as_count(bounded(_how(match["after"]), amount)) if amount else None


def _how(after: str) -> str:
    if after in _HOW:
        return _HOW[after]
    more = bool(re.search(r"크|많|높|넘", after))
    if "같" in after:
        return "at-least" if more else "up-to"
    return "more-than" if more else "under"


def _value(match: re.Match[str]) -> float | None:
    sign = -1.0 if match["sign"] else 1.0
    if match["base"]:
        base, power = float(match["base"]), int(match["power"].replace("−", "-"))
        if not base and power < 0:
            return None
        return sign * (base**power if match["ten"] == "^" else base * 10.0**power)
    if match["below"]:
        return _fraction(match, sign)
    if match["units"]:
        return _pointed(match, sign)
    if match["decimal"]:
        return sign * float(match["decimal"].replace(",", ""))
    if not match["sign"]:
        return None
    amount = read_numeral(match["negative"])
    return sign * amount.low if amount and amount.low == amount.high else None


def _fraction(match: re.Match[str], sign: float) -> float | None:
    below, top = read_numeral(match["below"]), read_numeral(match["top"])
    whole = read_numeral(match["whole"]) if match["whole"] else Amount(0, 0)
    if not (below and top and whole) or not below.low:
        return None
    part = top.low / below.low * (-1.0 if match["minus"] else 1.0)
    return round(sign * (whole.low + part), 14)


def _pointed(match: re.Match[str], sign: float) -> float | None:
    whole = read_numeral(match["units"])
    said = match["digits"].replace(" ", "")
    if whole is None:
        return None
    if all(letter in _DIGIT_OF for letter in said):
        digits = "".join(str(_DIGIT_OF[letter]) for letter in said)
    else:
        rest = read_numeral(said)
        if rest is None:
            return None
        digits = str(int(rest.low))
    return sign * float(f"{int(whole.low)}.{digits}")


def spans(text: str) -> Iterator[tuple[str, Span]]:
    """(field, span) of numbers without a counter, in order of kind: shares, bounds, whole ones."""
    plain = narrow(text)
    for match in _AGE.finditer(plain):
        if re.search(r"[가-힣](?:\s?씨)?$", plain[: match.start()]):
            yield "quantity", match.span()
    for match in _NUMBER.finditer(plain):
        if _value(match) is not None and _stands_alone(plain, match.span()):
            yield "quantity", match.span()
    for match in _BOUND.finditer(plain):
        if len(match["number"]) == 1 and not match["number"].isdecimal():
            continue  # 이보다: than this
        if match["number"][0] in "영공":
            continue
        if _stands_alone(plain, match.span()):
            yield "count", match.span()
    for match in _PLAIN.finditer(plain):
        if _is_plain_number(match):
            yield "count", match.span("number")


def _stands_alone(text: str, span: Span) -> bool:
    before = text[span[0] - 1 : span[0]]
    after = text[span[1] : span[1] + 1]
    return not (before.isalnum() or before in (".", ",")) and not (
        after.isascii() and after.isalnum()
    )


def _is_plain_number(match: re.Match[str]) -> bool:
    """Digits, or a numeral of three letters or more: shorter ones are mostly other words."""
    number = match["number"]
    if not _PARTICLE.fullmatch(match["rest"]):
        return False
    if re.fullmatch(r"(?:19|20)\d\d", number):
        return False  # a year
    if number[0] in "영공" and len(number) > 1:
        return False
    if number.replace(",", "").isdecimal():
        return not match["rest"] or len(match["rest"]) <= 4
    return len(number.replace(" ", "")) >= 3 or match.group(0) == match.string.strip()
