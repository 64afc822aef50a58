"""Korean words of time: numerals, units, and the shapes that dates are made of."""

from __future__ import annotations

import re

from sacho.read.calendar import Unit

# One code point for one, so that positions hold: full-width figures and the hanja of dates.
PLAIN = str.maketrans(
    "０１２３４５６７８９年月日時分半前後間週〜∼～：．", "0123456789년월일시분반전후간주~~~:."
)

_DIGITS = {word: index + 1 for index, word in enumerate("일이삼사오육칠팔구")} | {"유": 6, "륙": 6}
_SCALES = {"십": 10, "백": 100, "천": 1000}
_NATIVE_ONES = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "석": 3, "서": 3, "네": 4, "넷": 4,
    "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50}
NATIVE = (
    dict(_NATIVE_ONES)
    | _NATIVE_TENS
    | {
        tens + ones: ten + one
        for tens, ten in _NATIVE_TENS.items()
        for ones, one in _NATIVE_ONES.items()
    }
)
DAY_WORDS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8,
    "아흐레": 9, "열흘": 10, "열하루": 11, "열이틀": 12, "보름": 15, "일주일": 7,
}  # fmt: skip
VAGUE_NUMBERS = {
    "몇": (2, 9), "수": (2, 9), "여러": (2, 9), "한두": (1, 2), "두세": (2, 3), "두서너": (2, 4),
    "서너": (3, 4), "너댓": (4, 5), "네댓": (4, 5), "대여섯": (5, 6), "예닐곱": (6, 7),
    "수십": (20, 99), "수백": (200, 999),
}  # fmt: skip
UNITS: dict[str, Unit] = {
    "년": "year", "해": "year", "개월": "month", "달": "month", "주": "week", "주일": "week",
    "일": "day", "날": "day", "시간": "hour", "분": "minute", "분기": "quarter",
}  # fmt: skip

SINO = "[일이삼사오육륙유칠팔구십백천]{1,7}"
NATIVE_CHOICE = "|".join(sorted(NATIVE, key=len, reverse=True))
DAY_CHOICE = "|".join(sorted(DAY_WORDS, key=len, reverse=True))
VAGUE_CHOICE = "|".join(sorted(VAGUE_NUMBERS, key=len, reverse=True))

WEEKDAYS = "월화수목금토일"
SEASONS = {"봄": "spring", "여름": "summer", "가을": "autumn", "겨울": "winter"}
PARTS = {
    "초순": "early", "상순": "early", "초반": "early", "초엽": "early", "초": "early",
    "중순": "mid", "중반": "mid", "중엽": "mid", "중간": "mid",
    "하순": "late", "말": "late", "후반": "second-half", "전반": "first-half", "말엽": "late",
    "막바지": "late",
}  # fmt: skip
DAY_PARTS = {
    "오전": "forenoon", "오후": "after-noon", "새벽": "small-hours", "새벽녘": "small-hours",
    "아침": "morning", "점심": "midday", "낮": "daytime", "대낮": "midday", "한낮": "midday",
    "저녁": "evening", "밤": "night", "한밤중": "night", "한밤": "night", "심야": "night",
    "야간": "night",
}  # fmt: skip
ORDINAL_WORDS = {
    "첫": 1, "첫번": 1, "둘": 2, "두번": 2, "셋": 3, "세번": 3, "넷": 4, "네번": 4, "다섯": 5,
    "다섯번": 5, "마지막": -1,
}  # fmt: skip

# What may stand right behind the words of a date without being part of another word.
AFTER = (
    r"(?=$|[^가-힣0-9]|에(?:는|도|서|게|선|만|야|까지)?(?![가-힣])|엔|에서|부터|까지|의(?![가-힣])|은(?![가-힣])"
    r"|는(?![가-힣])|이(?![가-힣])|가(?![가-힣])|을|를|과(?![가-힣])|와(?![가-힣])|도(?![가-힣])"
    r"|만(?![가-힣])|로(?![가-힣])|로부터|으로|이나|나(?![가-힣])|쯤|께|경(?![가-힣])|무렵|즈음|자(?![가-힣])"
    r"|발(?![가-힣])|보다|처럼|이다|이었|이어|였|뿐|인(?![가-힣])|이며|이고|입니|이후|이전|이래|당시|현재"
    r"|전(?![가-힣])|후(?![가-힣])|뒤(?![가-힣])|동안|사이|간(?![가-힣])|새벽|아침|오전|오후|저녁|밤|낮)"
)

_NUMBER_TAIL = re.compile(r"[십백천]")


def sino(written: str) -> int | None:
    """A Sino-Korean numeral ("이천십팔" is 2018); None where it is none."""
    total, digit = 0, 0
    for letter in written:
        if letter in _SCALES:
            total += (digit or 1) * _SCALES[letter]
            digit = 0
        elif letter in _DIGITS and digit == 0:
            digit = _DIGITS[letter]
        else:
            return None
    return total + digit or None


def number(written: str) -> int | None:
    """A count in figures, Sino-Korean or native words."""
    plain = written.replace(" ", "").replace(",", "")
    if plain.isdigit():
        return int(plain)
    if plain in NATIVE:
        return NATIVE[plain]
    return sino(plain)
