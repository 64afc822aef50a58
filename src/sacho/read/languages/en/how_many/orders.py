"""Relative ordinals, in English: `the last`, `the next one`, `penultimate`, `previous`.

They tell a place counted from the last or from this one, and no number of things. No claim takes
them; of time words ("last week", "next Friday") the period is read, and no order.
"""

from __future__ import annotations

import re

from sacho.model.account import FoundValue
from sacho.model.values import Quantity
from sacho.read.orders import FROM_LAST, FROM_THIS, found, place

_LAST = {"last": 0, "penultimate": -1, "antepenultimate": -2}
_LAST_BUT = {"next": -1, "second": -1, "third": -2, "fourth": -3}
_THIS = {"next": 1, "previous": -1, "preceding": -1, "current": 0}
_TIMES = (
    r"seconds?|minutes?|hours?|days?|nights?|mornings?|afternoons?|evenings?|weeks?|weekends?|"
    r"fortnights?|months?|quarters?|seasons?|years?|decades?|centur(?:y|ies)|moments?|"
    r"spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"january|february|march|april|may|june|july|august|september|october|november|december"
)
_NO_ORDER_BEFORE = r"(?<!\bat )(?<!\bto )(?<!\bwill )(?<!\bwould )(?<!\bcan )(?<!\bnot )(?<!-)"
_ORDER = re.compile(
    r"(?P<but>\bthe (?:second|third|fourth)|(?<!\w)next)[ -]to[ -](?:the )?last\b"
    r"|\bthe one (?P<side>before|after) (?:the )?(?P<of>last|this|current)(?: one)?\b"
    rf"|{_NO_ORDER_BEFORE}\b(?P<word>{'|'.join([*_LAST, *_THIS])})\b"
    rf"(?!-|\s(?:\w+\s)?(?:{_TIMES})\b)(?P<one>\sone(?=\s?(?:[.,;:!?)]|$)))?",
    re.IGNORECASE,
)


def parse_order(words: str) -> Quantity | None:
    """The place that the words tell, counted in `FROM_LAST` or `FROM_THIS`; None for no order."""
    match = _ORDER.fullmatch(words.strip())
    return _value(match) if match else None


def find_orders(text: str) -> list[FoundValue]:
    """The relative ordinals of the text, in order; each says the same read alone."""
    return found(text, _ORDER, _value, parse_order)


def _value(match: re.Match[str]) -> Quantity:
    if match["but"]:
        return place(_LAST_BUT[match["but"].lower().split()[-1]], FROM_LAST)
    if match["side"]:
        step = -1 if match["side"].lower() == "before" else 1
        return place(step, FROM_LAST if match["of"].lower() == "last" else FROM_THIS)
    word = match["word"].lower()
    return place(_LAST[word], FROM_LAST) if word in _LAST else place(_THIS[word], FROM_THIS)
