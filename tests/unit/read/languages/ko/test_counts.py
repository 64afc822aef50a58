"""How many, in Korean: counters, native and Sino-Korean numerals, and that every form reads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.model.values import Count, Quantity
from sacho.read.languages.ko.how_many.counts import find, parse_count, parse_quantity
from sacho.read.languages.ko.how_many.durations import parse_duration
from sacho.read.languages.ko.how_many.orders import parse_order

SINO = " 일이삼사오육칠팔구"
NATIVE_TENS = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"]
NATIVE = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"]


PARSE = {
    "count": parse_count, "quantity": parse_quantity, "time": parse_duration, "order": parse_order,
}  # fmt: skip
"""What reads the words of a value of each field again."""


def sino(number: int) -> str:
    """An independent speller of Sino-Korean numbers below a hundred million."""
    if number >= 10_000:
        head = "" if number // 10_000 == 1 else sino(number // 10_000)
        return f"{head}만{sino(number % 10_000)}"
    written = ""
    for size, step in ((1000, "천"), (100, "백"), (10, "십")):
        digit, number = divmod(number, size)
        if digit:
            written += ("" if digit == 1 else SINO[digit]) + step
    return written + (SINO[number] if number else "")


def native(number: int) -> str:
    """An independent speller of native numbers before a counter, 1 to 99."""
    return "스무" if number == 20 else NATIVE_TENS[number // 10] + NATIVE[number % 10]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("3명", 3, 3),
        ("세 명", 3, 3),
        ("두 사람", 2, 2),
        ("스물세 명", 23, 23),
        ("백이십 명", 120, 120),
        ("1,200명", 1200, 1200),
        ("1만2천여 명", 12_000, 12_999),
        ("1,414,021,100 명", 1_414_021_100, 1_414_021_100),
        ("三名", 3, 3),
        ("１２명", 12, 12),
        ("여섯~일곱 명", 6, 7),
        ("6~7명", 6, 7),
        ("2~3만 명", 20_000, 30_000),
        ("10여 명", 10, 19),
        ("십여 명", 10, 19),
        ("삼십여 명", 30, 39),
        ("수십 명", 20, 99),
        ("수백 명", 200, 999),
        ("수만 명", 20_000, 99_999),
        ("최소 12명", 12, None),
        ("12명 이상", 12, None),
        ("20명 초과", 21, None),
        ("3000명이 넘는 사람들", 3001, None),
        ("최대 30명", 1, 30),
        ("30명 미만", 1, 29),
        ("20명 가까이", 18, 20),
        ("약 20명", 20, 20),
        ("몇 명", 2, None),
        ("여러 명", 2, None),
        ("서너 명", 3, 4),
        ("두세 명", 2, 3),
        ("대여섯 명", 5, 6),
        ("열댓 명", 14, 16),
        ("시신 3구", 3, 3),
        ("두 차례", 2, 2),
        ("3건", 3, 3),
        ("다섯 세대", 5, 5),
    ],
)
def test_counters_and_words_of_amount_give_their_bounds(
    words: str, low: int, high: int | None
) -> None:
    """Every row of the table of Korean amounts is read with its bounds."""
    assert Count(low, high) == parse_count(words)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("한 여성", 1, 1),
        ("20대 남성", 1, 1),
        ("30대 여성 2명", 2, 2),
        ("3살 아이", 1, 1),
        ("주민들", 2, None),
        ("다수의 주민", 2, None),
        ("부부", 2, 2),
        ("모자", 2, 2),
        ("형제", 2, None),
        ("일가족 4명", 4, 4),
        ("부부와 자녀 2명", 4, 4),
        ("남성 두 명과 여성 한 명", 3, 3),
        ("남성 1명, 여성 2명 등 3명", 3, 3),
        ("어린이 5명을 포함해 12명", 12, 12),
        ("12명(어린이 5명)", 12, 12),
        ("12명 중 3명", 3, 3),
        ("나머지 3명", 3, 3),
        ("다른 한 명", 1, 1),
        ("둘", 2, 2),
        ("아무도", 0, 0),
        ("인명피해 없음", 0, 0),
    ],
)
def test_a_noun_group_tells_how_many(words: str, low: int, high: int | None) -> None:
    """Conjuncts are added, a told sum is taken, a part of a whole is the part."""
    assert Count(low, high) == parse_count(words)


@pytest.mark.parametrize(
    ("words", "low", "high", "unit", "per"),
    [
        ("삼십여 발", 30, 39, "round", None),
        ("1인당 30발씩", 30, 30, "round", "인"),
        ("30발씩", 30, 30, "round", "each"),
        ("소총 2정", 2, 2, "firearm", None),
        ("권총 한 자루", 1, 1, "firearm", None),
        ("중국 돈 3천 위안", 3000, 3000, "yuan", None),
        ("100달러", 100, 100, "US dollar", None),
        ("쌀 5kg", 5, 5, "kilogram", None),
        ("징역 5년", 5, 5, "year of sentence", None),
        ("노동교화형 3년", 3, 3, "year of sentence", None),
        ("34세", 34, 34, "year of age", None),
        ("서른네 살", 34, 34, "year of age", None),
        ("돼지 두 마리", 2, 2, "animal", None),
        ("두 번째", 2, 2, "ordinal", None),
    ],
)
def test_a_quantity_has_its_unit_and_what_it_is_for(
    words: str, low: float, high: float, unit: str, per: str | None
) -> None:
    """Units have the same names as in English, and a share per head is never multiplied."""
    assert Quantity(low, high, unit, per) == parse_quantity(words)


@pytest.mark.parametrize("words", ["", "이 사람", "이번", "4.5명", "솔미", "사정"])
def test_words_that_only_look_like_numbers_give_none(words: str) -> None:
    """A demonstrative or a piece of another word is no numeral."""
    assert parse_count(words) is None


def test_numbers_in_a_sentence_are_found_with_their_counters() -> None:
    """Counts and quantities come with their words; ages are no counts."""
    text = (
        "주민 3명과 20대 여성이 잡혔고 병사에게 1인당 30발씩 주어졌으며 한 명은 징역 5년을 받았다."
    )

    assert ["3명", "1인당 30발씩", "한 명", "징역 5년"] == [v.written for v in find(text)]


@given(st.integers(1, 99_999_999))
def test_every_sino_korean_number_reads_back(number: int) -> None:
    """Spelled, with commas or bare, a number before a counter is read as itself."""
    assert Count(number, number) == parse_count(f"{number:,}명")
    if number > 10:
        assert Count(number, number) == parse_count(f"{sino(number)} 명")


@given(st.integers(1, 99))
def test_every_native_number_reads_back(number: int) -> None:
    """Native numerals before a counter are read as themselves."""
    assert Count(number, number) == parse_count(f"{native(number)} 명")


@given(st.integers(1, 900), st.integers(1, 99))
def test_every_range_reads_back(low: int, more: int) -> None:
    """A range has both its ends, whichever sign joins them."""
    for sign in "~-∼":
        assert Count(low, low + more) == parse_count(f"{low}{sign}{low + more}명")


@given(
    st.text(alphabet="한두세네일이삼십백천만명분발살 여수최소약1230~,.은는이과와년", max_size=24)
)
def test_no_words_break_the_reader(words: str) -> None:
    """Whatever stands in a report, what is found is read again from its own words."""
    for value in find(words):
        assert value.value == PARSE[value.field](value.written)


@pytest.mark.parametrize(("words", "low", "high"), [
    ("아들", 1, 1), ("10대 아들", 1, 1), ("아이들", 2, None), ("두 사람의 가족", 2, None),
])  # fmt: skip
def test_a_noun_that_only_ends_like_a_plural_is_one(words: str, low: int, high: int | None) -> None:
    """아들 is a son; a plural and the families of several are two or more."""
    assert Count(low, high) == parse_count(words)


def test_pronouns_name_no_number() -> None:
    """이 is the number two only before a counter: 이 중 2명 is of these, not of two."""
    assert [None, None] == [parse_count("이"), parse_count("이들")]


def test_a_share_ends_before_the_next_word_and_a_year_is_no_duration() -> None:
    """3분의 1조각 is a third of something; 2015년 is a date and 3년간 how long."""
    assert ["3분의 1", "3년간"] == [v.written for v in find("2015년 3분의 1조각을 3년간")]
