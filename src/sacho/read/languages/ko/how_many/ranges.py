"""Korean ranges of bare numbers: `20에서 100`, `이십보다 크고 서른보다 작다`, `30이거나 그보다 작다`.

A range of bare numbers counts nothing: it is a quantity of unit "number". Whole numbers are taken
in or left out as the words say (초과 from the next one on); shares and decimals keep the bound told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sacho.model.span import Span
from sacho.model.values import Quantity
from sacho.read.counts import Amount, as_quantity, bounded, exactly
from sacho.read.languages.ko.how_many.numerals import NUMERAL, narrow, read_numeral

_VALUE = rf"(?:마이너스\s?|[-−](?=\d))?(?:{NUMERAL}\s?분의\s?(?:\d{{1,40}}|{NUMERAL})|\d[\d,]{{0,40}}\.\d{{1,20}}|{NUMERAL})"
_OF = r"(?:\s?(?:등|위|살|세|점))?"
_END = r"(?:[고다은는지]|지만|으며|며|습니다)?"
_SIZE = (
    r"\s?보다\s?(?:더\s?)?(?:크거나|많거나|높거나|작거나|적거나|낮거나)\s?같" + _END
    + r"|\s?보다\s?(?:더\s?)?(?:큰|크|많|높|작|적|낮)" + _END + r"|\s?(?:이상|이하|초과|미만)(?:이고|이며|이지만)?"
    r"|[을를]\s?(?:초과|상회)하는|[을를]\s?(?:웃도|넘)는|에\s?못\s?미치는|[을를]\s?밑도는"
    r"|[을를]\s?넘지\s?않는"
)  # fmt: skip
_RANGES = tuple(
    re.compile(one)
    for one in (
        rf"(?P<first>{_VALUE}){_OF}(?P<how>{_SIZE}),?\s+(?:그리고\s)?(?P<second>{_VALUE}){_OF}(?P<how2>{_SIZE})",
        rf"(?P<first>{_VALUE}){_OF}(?:에서부터|에서|부터)\s?(?P<second>{_VALUE}){_OF}(?:\s?까지)?",
        rf"(?P<first>{_VALUE}){_OF}(?:과|와)\s?(?P<second>{_VALUE}){_OF}\s?사이",
        rf"(?P<first>{_VALUE}){_OF}(?:이거나|\s?또는|거나)\s?(?P<how>그보다\s?(?:큰|작은|많은|적은|높은|낮은"
        r"|크다|작다|많다|적다|높다|낮다))",
        rf"(?P<first>{_VALUE})(?:(?:과|와)\s?같(?:다|은)?|에\s?해당하는)",
        rf"(?P<first>{_VALUE}){_OF}[이가을를]\s?(?P<how>넘(?:는다|었다|습니다|는))",
        rf"(?P<first>{_VALUE}){_OF}(?P<how>{_SIZE})",
        rf"(?P<how>최소|적어도|최대)\s?(?P<first>{_VALUE})(?:\s?이[상하])?",
        rf"(?P<how>[<>]\s?=?|[≤≥])\s?(?P<first>{_VALUE})",
    )
)
_COUNTED = re.compile(r"\s?(?:[명개발건곳대번차호구월일시분초년주%㎞㎏]|킬로|달러|만|억|조|\d|~)")
_HOW = {"이상": "at-least", "이하": "up-to", "미만": "under", "초과": "more-than",
        "최소": "at-least", "적어도": "at-least", "최대": "up-to", ">": "more-than",
        "<": "under", ">=": "at-least", "<=": "up-to", "≥": "at-least", "≤": "up-to"}  # fmt: skip


def read_range(words: str) -> Quantity | None:
    """The range that the words tell and nothing else; None where they tell none."""
    plain = narrow(words).strip()
    for pattern in _RANGES:
        match = pattern.fullmatch(plain)
        amount = _amount(match) if match else None
        if amount is not None:
            return as_quantity(amount, "number")
    return None


def spans(text: str) -> Iterator[Span]:
    """Where ranges stand, the widest kind first; those may overlap that follow."""
    plain = narrow(text)
    for pattern in _RANGES:
        for match in pattern.finditer(plain):
            before = plain[match.start() - 1 : match.start()]
            if before.isalnum() or (before in ".," and before):
                continue
            if _COUNTED.match(plain, match.end()) or _maybe_no_number(match):
                continue
            yield match.span()


def _maybe_no_number(match: re.Match[str]) -> bool:
    """이보다, 이에: "than this"; one letter is a number only beside another or in digits."""
    one = match["first"]
    return len(one) < 2 and not one.isdecimal() and not match.groupdict().get("second")


def _amount(match: re.Match[str]) -> Amount | None:
    told = match.groupdict()
    first = _number(told["first"])
    second = _number(told["second"]) if told.get("second") else None
    if first is None or (told.get("second") and second is None):
        return None
    if told.get("how") is None:
        last = first if second is None else second
        return Amount(first, last) if last >= first else None
    one = _bounded(told["how"], first)
    if second is None:
        return one
    two = _bounded(told["how2"], second)
    low, high = (one, two) if one.high is None else (two, one)
    if low.high is not None or high.high is None or high.high < low.low:
        return None
    return Amount(low.low, high.high)


def _bounded(words: str, number: float) -> Amount:
    how = _how(words.strip())
    if number == int(number) and number >= 0:
        return bounded(how, exactly(number))
    # Of shares and of negative numbers no next one is known: the bound told stands.
    if how in ("at-least", "more-than"):
        return Amount(number, None)
    return Amount(min(0.0, number), number)


def _how(words: str) -> str:
    bare = re.sub(r" |(?<=[상하과만])이(?:고|며|지만)$", "", words)
    if bare in _HOW:
        return _HOW[bare]
    more = bool(re.search(r"[크큰많높넘]|초과|상회|웃도", bare)) and "않" not in bare
    if "같" in bare or "않" in bare or "그보다" in bare:
        return "at-least" if more else "up-to"
    return "more-than" if more else "under"


def _number(written: str) -> float | None:
    plain = written.strip()
    bare = re.sub(r"^(?:마이너스\s?|[-−])", "", plain)
    sign = 1.0 if bare == plain else -1.0
    below, share, top = bare.partition("분의")
    if share:
        under, over = read_numeral(below.strip()), read_numeral(top.strip())
        return sign * over.low / under.low if under and over and under.low else None
    if re.fullmatch(r"\d[\d,]*\.\d+", bare):
        return sign * float(bare.replace(",", ""))
    amount = read_numeral(bare)
    return sign * amount.low if amount is not None and amount.low == amount.high else None
