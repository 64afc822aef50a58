"""Numbers, dates and hours of a text, in English and Korean alike: what no translator changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sacho.link.words import script

Figure = tuple[str, int]
"""What it is (`number`, `date` as month times 100 and day, `day`, `hour` in minutes of a half day,
`year`) and how much."""

_ONES = {
    w: n for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
    )
}  # fmt: skip
_TENS = {
    w: 10 * n
    for n, w in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_MONTHS = {
    w: n for n, w in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}  # fmt: skip
_MONTH = (
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?"
)
_ENGLISH = re.compile(
    # Two letters decide whether a word can begin any of what follows: most words cannot.
    r"\b(?=\d|ja|fe|ma|ap|ju|au|se|oc|no|de|on|tw|th|fo|fi|si|ei|ni|te|el|ze)(?:"
    rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH.replace('month', 'month2')}\b"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?:[ap]\.?m\b|o[’']clock)"
    r"|(?P<clock>[01]?\d|2[0-3]):(?P<past>[0-5]\d)\b"
    r"|(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?: (?P<times>hundred|thousand|million))?"
    r"|(?P<word>" + "|".join((*_TENS, *sorted(_ONES, key=len, reverse=True))) + r")\b"
    r"(?:-(?P<unit>one|two|three|four|five|six|seven|eight|nine)\b)?"
    r"(?: (?P<times2>hundred|thousand|million)\b)?)"
)
_NATIVE = {
    "한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8,
    "아홉": 9, "열": 10, "열한": 11, "열두": 12, "열다섯": 15, "스무": 20, "서른": 30,
}  # fmt: skip
_TIMES = {"hundred": 100, "thousand": 1000, "million": 10**6, "백": 100, "천": 1000, "만": 10**4}
_COUNTERS = "명|사람|살|발|대|곳|차례|마리|시간|달|척|구|채|건|번|가구|마을|형제|자매|아이"
_KOREAN = re.compile(
    r"(?P<month>\d{1,2})월 ?(?P<day>\d{1,2})일"
    r"|(?P<hour>\d{1,2})시(?!간)(?: ?(?:(?P<minute>\d{1,2})분|(?P<half>반)))?"
    r"|(?P<clock>[01]?\d|2[0-3]):(?P<past>[0-5]\d)"
    r"|(?<!\d)(?P<lone>[12]?\d|3[01])일(?! ?(?:간|동안|째|전|후|치|분|밖))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?P<times>[백천만])?(?: ?(?P<more>\d{1,4})(?P<more2>[백천])?(?=[가-힣 ]))?"
    r"|(?<![가-힣])(?P<word>" + "|".join(sorted(_NATIVE, key=len, reverse=True)) + r")"
    rf" ?(?:{_COUNTERS})"
)  # fmt: skip


def figures(text: str) -> list[Figure]:
    """Every figure in the order of the text; of a date both the whole and its day."""
    pattern = _KOREAN if script(text) == "hangul" else _ENGLISH
    found: list[Figure] = []
    for match in pattern.finditer(text.casefold()):
        found += _read({k: v for k, v in match.groupdict().items() if v})
    return found


def _read(part: dict[str, str]) -> Iterator[Figure]:
    month, day = part.get("month") or part.get("month2"), part.get("day") or part.get("day2")
    if month and day:
        number = int(month) if month.isdigit() else _MONTHS[month]
        yield "date", number * 100 + int(day)
        yield "day", int(day)
    elif "lone" in part:
        yield "day", int(part["lone"])
    elif "hour" in part or "clock" in part:
        hour = int(part.get("hour") or part["clock"])
        minutes = 30 if "half" in part else int(part.get("minute") or part.get("past") or 0)
        yield "hour", (hour % 12) * 60 + minutes
    else:
        yield _number(part)


def _number(part: dict[str, str]) -> Figure:
    word = part.get("word", "")
    if word:
        number = _NATIVE.get(word, _TENS.get(word, _ONES.get(word, 0)))
        number += _ONES.get(part.get("unit", ""), 0)
    else:
        number = int(part["number"].replace(",", "")[:15])
    times = part.get("times") or part.get("times2") or ""
    number *= _TIMES.get(times, 1)
    more = int(part.get("more", 0)) * _TIMES.get(part.get("more2", ""), 1)
    number += more if times and more < _TIMES[times] else 0
    return ("year" if 1900 <= number <= 2099 and not times else "number"), number
