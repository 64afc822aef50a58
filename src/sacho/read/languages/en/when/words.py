"""English words of time, and the cutting of a text into lexemes that dates are made of."""

from __future__ import annotations

import re
from typing import NamedTuple

from sacho.read.calendar import Unit


def word_set(words: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(words.split())


MONTHS = {
    name: index + 1
    for index, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        )
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: index
    for index, names in enumerate(
        (
            "monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs",
            "friday fri", "saturday sat", "sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {
    "spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn",
    "winter": "winter",
}  # fmt: skip
DAY_PARTS = {
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night",
    "nighttime": "night", "dawn": "dawn", "daybreak": "dawn", "sunrise": "dawn", "dusk": "dusk",
    "sunset": "dusk", "nightfall": "dusk", "midday": "midday", "lunchtime": "midday",
}  # fmt: skip
UNITS: dict[str, Unit] = {
    "minute": "minute", "minutes": "minute", "hour": "hour", "hours": "hour", "day": "day",
    "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
    "quarter": "quarter", "quarters": "quarter", "year": "year", "years": "year",
    "decade": "decade", "decades": "decade", "fortnight": "week", "mins": "minute", "min": "minute",
    "hrs": "hour", "hr": "hour",
}  # fmt: skip
OFFSETS = {"week": "weeks", "month": "months", "year": "years", "quarter": "quarters",
           "decade": "decades"}  # fmt: skip

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = {word: 20 + 10 * index for index, word in enumerate(
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
)}  # fmt: skip
NUMBERS = {word: index + 1 for index, word in enumerate(_ONES + _TEENS)} | TENS
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
ORDINALS = {word: index + 1 for index, word in enumerate(_ORDINALS)} | {"thirtieth": 30}
DECADE_WORDS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip

APPROXIMATE = word_set("about around approximately roughly circa nearly almost some exactly")
LEADS = word_set(
    "in on at of since until till by during from before after through throughout to and "
    "between around about early mid late this last next past previous coming following or "
    "than within for over into beginning start end middle for circa earlier later"
)
# After a bare year or "the 14th", a word outside these may be the noun that the number counts.
SAFE_AFTER = word_set(
    "and or but to in on at of by for from with as when while after before during until "
    "since the a an his her their its that this these those which who where was were is "
    "are had has have will would could should may might be been did said told because "
    "although though than about around over under into through near he she they it we not "
    "no if so then alone only"
)
COUNTED = word_set(
        "people persons men women children soldiers troops civilians families homes houses "
        "cases deaths miles kilometers kilometres km meters metres feet dollars won yuan "
        "euros pounds tons tonnes years months weeks days hours minutes percent per rounds "
        "prisoners refugees workers residents villagers households square times pages copies "
        "volts kg fighters police"
    ) - {"police"}  # fmt: skip

_LEXEME = re.compile(
    r"""(?P<iso>\d{4}([-/.])\d{1,2}\2\d{1,2}(?:T\d{2}:\d{2}(?::\d{2})?)?)(?![\d])
    |(?P<slash>\d{1,2}([-/.])\d{1,2}\4(?:\d{4}|\d{2}))(?![\d])
    |(?P<dmy>\d{1,2}[-/](?:MONTHS)[-/](?:\d{4}|\d{2})|\d{4}[-/](?:MONTHS)[-/]\d{1,2}
        |(?:MONTHS)[-/]\d{1,2}[-/]\d{4})(?![\d])
    |(?P<pair>\d{1,2}/\d{1,2})(?![\d/])
    |(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?![\d:])
    |(?P<decade>\d{3}0s|['’]\d0s|\d0s)\b
    |(?P<ord>\d{1,2}(?:st|nd|rd|th))\b
    |(?P<dec>\d+(?:[.,]\d+)+)
    |(?P<num>\d+)
    |(?P<ampm>[ap]\.\s?m\.?)(?![a-z])
    |(?P<word>o['’]?clock|[^\W\d_]+)
    |(?P<mark>[^\w\s]|_)""".replace("MONTHS", "|".join(MONTHS)),
    re.VERBOSE | re.IGNORECASE,
)


class Lexeme(NamedTuple):
    """`kind` is the name of the lexeme's shape; `word` is its lower-case spelling."""

    kind: str
    word: str
    start: int
    end: int
    raw: str


NOTHING = Lexeme("none", "", -1, -1, "")


def lexemes(text: str) -> list[Lexeme]:
    """The lexemes of a text; full-width digits are not read in English."""
    return [
        Lexeme(found.lastgroup or "mark", found.group().lower().replace("’", "'"), found.start(),
               found.end(), found.group())
        for found in _LEXEME.finditer(text)
    ]  # fmt: skip
