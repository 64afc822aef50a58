"""Korean numerals: `1만2천`, `백이십삼`, `서른두`, `서너`, `三`, full-width digits."""

from __future__ import annotations

import re
import unicodedata

from sacho.read.counts import Amount, exactly, grouped_digits, odd, table

_WORDS = table("counts_ko")
_DIGITS: dict[str, int] = _WORDS["digits"]
_STEPS: dict[str, int] = _WORDS["steps"]
_BIG: dict[str, int] = _WORDS["big_steps"]
_UNITS: dict[str, int] = _WORDS["native_units"]
_TENS: dict[str, int] = _WORDS["native_tens"]
_APPROXIMATE: dict[str, list[int]] = _WORDS["approximate"]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,9}|\d{1,40}+)(?:\.\d{1,20}+)?"
_DIGIT = "".join(_DIGITS)
_STEP = "".join([*_STEPS, *_BIG])
_SINO_LETTERS = _DIGIT + _STEP
_LEAD = rf"(?:{_ARABIC}|[{_DIGIT}])\s?"
# A numeral has at most sixteen steps; one letter can be taken in one way only.
_STEPPED = rf"(?:{_LEAD}|\s)?[{_STEP}](?:\s?(?:{_LEAD})?[{_STEP}]){{0,16}}+"
_SINO = rf"(?:{_STEPPED}(?:\s?(?:{_ARABIC}|[{_DIGIT}]))?|{_ARABIC}|[{_DIGIT}])"
_NATIVE = rf"(?:백|천)?(?:{_any(list(_TENS))})(?:{_any(list(_UNITS))})?|(?:{_any(list(_UNITS))})"
NUMERAL = rf"(?:{_any(list(_APPROXIMATE))}|{_NATIVE}|{_SINO})"
"""One numeral as a pattern; `read_numeral` says whether the match is a number after all."""

_IS_NATIVE = re.compile(
    rf"(?P<lead>백|천)?(?P<tens>{_any(list(_TENS))})?(?P<unit>{_any(list(_UNITS))})?"
)
_TOKEN = re.compile(rf"{_ARABIC}|[{_SINO_LETTERS}]")


def narrow(text: str) -> str:
    """Full-width digits and signs in their plain form, position for position."""
    return "".join(unicodedata.normalize("NFKC", c) if "！" <= c <= "～" else c for c in text)


def read_numeral(written: str, odd_suffix: bool = False) -> Amount | None:
    """The amount of one numeral; `odd_suffix` where 여 follows it (10여: 10 to 19)."""
    written = narrow(written).strip()
    if written in _APPROXIMATE:
        bounds = _APPROXIMATE[written]
        return Amount(bounds[0], bounds[1] if len(bounds) > 1 else None)
    number = _native(written)
    if number is None:
        number = _sino(written)
    if number is None:
        return None
    return odd(number) if odd_suffix and number >= 10 else exactly(number)


def _native(written: str) -> int | None:
    match = _IS_NATIVE.fullmatch(written)
    if not match or not (match["tens"] or match["unit"]) or (match["lead"] and not match["tens"]):
        return None
    lead = {"백": 100, "천": 1000}.get(match["lead"] or "", 0)
    return lead + _TENS.get(match["tens"] or "", 0) + _UNITS.get(match["unit"] or "", 0)


def _sino(written: str) -> float | None:
    """Digits and Sino-Korean words mixed; None where the order makes no number."""
    tokens = _TOKEN.findall(written.replace(" ", ""))
    if not tokens or "".join(tokens) != written.replace(" ", ""):
        return None
    if len(tokens) > 1 and all(token in _DIGITS for token in tokens):
        return None  # 이삼, 일이: two numbers side by side, or a word
    total, section, digit = 0.0, 0.0, None
    last_step, last_big = float("inf"), float("inf")
    for token in tokens:
        if token in _BIG:
            if _BIG[token] >= last_big:
                return None
            section += digit or 0
            total += (section or 1) * _BIG[token]
            section, digit, last_step, last_big = 0.0, None, float("inf"), _BIG[token]
        elif token in _STEPS:
            if _STEPS[token] >= last_step:
                return None
            section += (1 if digit is None else digit) * _STEPS[token]
            digit, last_step = None, _STEPS[token]
        else:
            if digit is not None:
                return None
            value = _DIGITS.get(token)
            digit = grouped_digits(token) if value is None else value
            if digit is None or digit >= min(last_step, last_big):
                return None
    number = round(total + section + (digit or 0), 6)
    return int(number) if number == int(number) else number
