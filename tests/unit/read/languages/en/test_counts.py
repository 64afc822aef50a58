"""How many, in English: the table of DESIGN's "counts by words", and that every form reads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.model.values import Count, Quantity
from sacho.read.languages.en.how_many.counts import parse_count, parse_quantity
from sacho.read.languages.en.how_many.durations import parse_duration
from sacho.read.languages.en.how_many.finding import find
from sacho.read.languages.en.how_many.orders import parse_order

ONE_TO_NINETEEN = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
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
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


PARSE = {
    "count": parse_count, "quantity": parse_quantity, "time": parse_duration, "order": parse_order,
}  # fmt: skip
"""What reads the words of a value of each field again."""


def spelled(number: int) -> str:
    """An independent speller: `one hundred and twenty-one`."""
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joiner = " and " if 0 < rest < 100 else " "
            return f"{spelled(number // size)} {name}" + (joiner + spelled(rest) if rest else "")
    if number < 20:
        return ONE_TO_NINETEEN[number - 1]
    return TENS[number // 10 - 2] + (f"-{ONE_TO_NINETEEN[number % 10 - 1]}" if number % 10 else "")


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("three farmers", 3, 3),
        ("1,200", 1200, 1200),
        ("2.5 million", 2_500_000, 2_500_000),
        ("half a dozen men", 6, 6),
        ("two dozen", 24, 24),
        ("a couple of men", 2, 2),
        ("six to seven", 6, 7),
        ("6-7", 6, 7),
        ("1000 – 5000", 1000, 5000),
        ("two to three hundred", 200, 300),
        ("between 10 and 15 traders", 10, 15),
        ("two or three men", 2, 3),
        ("more than 10 but fewer than 20 men", 11, 19),
        ("at least 12", 12, None),
        ("12 or more", 12, None),
        ("more than 20", 21, None),
        ("over 1,000 people", 1001, None),
        ("up to 30", 1, 30),
        ("as many as 15 inmates", 1, 15),
        ("fewer than 10", 1, 9),
        ("about 20 people", 20, 20),
        ("nearly 20", 18, 20),
        ("dozens of people", 20, 99),
        ("hundreds", 200, 999),
        ("thousands of marchers", 2000, 9999),
        ("tens of thousands", 20_000, 99_999),
        ("several", 2, None),
        ("a few villagers", 2, None),
        ("a number of civilians", 2, None),
        ("fishermen", 2, None),
    ],
)
def test_words_of_amount_give_their_bounds(words: str, low: int, high: int | None) -> None:
    """Every row of the table of amounts is read with its bounds, none of them invented."""
    assert Count(low, high) == parse_count(words)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("a fisherman", 1, 1),
        ("a second trader", 1, 1),
        ("the third man", 1, 1),
        ("a 24-year-old man", 1, 1),
        ("two 15-year-old girls", 2, 2),
        ("Another 26-year-old", 1, 1),
        ("13-year-old Odo Pells", 1, 1),
        ("two women and a child", 3, 3),
        ("a man and his two sons", 3, 3),
        ("a man, a woman and three children", 5, 5),
        ("two women from Hyesan and a child", 3, 3),
        ("two young, unarmed men", 2, 2),
        ("five men and women", 5, 5),
        ("men and women", 2, None),
        ("a mother and daughter", 2, 2),
        ("an elderly couple", 2, 2),
        ("two couples", 4, 4),
        ("twins", 2, 2),
        ("a family of four", 4, 4),
        ("a four-member family", 4, 4),
        ("a group of 12 men", 12, 12),
        ("the deaths of some herders", 2, None),
        ("the bodies of three men", 3, 3),
        ("12 people, including five children", 12, 12),
        ("two women, one of them pregnant", 2, 2),
        ("one of them", 1, 1),
        ("the other", 1, 1),
        ("the other two", 2, 2),
        ("another two", 2, 2),
        ("the remaining three", 3, 3),
        ("both", 2, 2),
        ("others", 2, None),
        ("Ben Ortho, 34", 1, 1),
        ("no one", 0, 0),
        ("nobody", 0, 0),
        ("none", 0, 0),
        ("no casualties", 0, 0),
        ("twice", 2, 2),
        ("a double murder", 2, 2),
    ],
)
def test_a_noun_group_tells_how_many(words: str, low: int, high: int | None) -> None:
    """Conjuncts are added, parts are left out, and a person without a numeral is one."""
    assert Count(low, high) == parse_count(words)


@pytest.mark.parametrize(
    "words", ["", "30 percent of them", "half of the villagers", "two thirds", "$20", "…", "-"]
)
def test_words_without_a_number_of_things_give_none(words: str) -> None:
    """A share, a sum of money or nothing at all is no count."""
    assert parse_count(words) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("30 rounds each", Quantity(30, 30, "round", "each")),
        ("30 rounds … each", Quantity(30, 30, "round", "each")),
        ("70 rounds per soldier", Quantity(70, 70, "round", "soldier")),
        ("$1,200", Quantity(1200, 1200, "US dollar")),
        ("30,000 yuan per person", Quantity(30_000, 30_000, "yuan", "person")),
        ("at least 5 kg of rice", Quantity(5, None, "kilogram")),
        ("12 years in prison", Quantity(12, 12, "year of sentence")),
        ("10 to 15 years of hard labor", Quantity(10, 15, "year of sentence")),
        ("a 34-year-old man", Quantity(34, 34, "year of age")),
        ("aged 5 to 12", Quantity(5, 12, "year of age")),
        ("two thirds", Quantity(2 / 3, 2 / 3, "number")),
        ("third", Quantity(3, 3, "ordinal")),
    ],
)
def test_a_quantity_has_its_unit_and_what_it_is_for(words: str, expected: Quantity) -> None:
    """Units have one name each, and a share per head is never multiplied."""
    read = parse_quantity(words)

    assert read is not None
    assert (expected.unit, expected.per, expected.high) == (
        read.unit,
        read.per,
        pytest.approx(read.high) if read.high is not None else None,
    )
    assert read.low == pytest.approx(expected.low)


def test_dates_years_and_labels_are_no_counts() -> None:
    """`March 4`, `in 2019`, `10:30` and `No. 5` are numbers of something else."""
    text = "On March 4 and Jan. 8, in 2019, at 10:30, the No. 5 mine and COVID-19 were named."

    assert [] == [value.written for value in find(text)]


def test_an_each_after_an_aside_holds_for_both_amounts() -> None:
    """ "30 shells (recruits 70 shells) each" tells both per head, with the word as a second span."""
    text = "They got 30 bullets (recruits 70 bullets) apiece and each signed."
    found = [v for v in find(text) if v.field == "quantity"]

    assert [(30.0, "each"), (70.0, "each")] == [
        (v.value.low, v.value.per) for v in found if isinstance(v.value, Quantity)
    ]
    assert all(len(v.spans) == 2 for v in found)


@given(st.integers(1, 9_999_999))
def test_every_number_in_words_or_digits_reads_back(number: int) -> None:
    """Spelled out, with commas or bare, a number is read as itself."""
    assert Count(number, number) == parse_count(spelled(number))
    assert Count(number, number) == parse_count(f"{number:,}")
    assert Count(number, number) == parse_count(f"{number} farmers")


@given(st.integers(1, 999), st.integers(1, 999))
def test_every_range_reads_back(low: int, more: int) -> None:
    """A range in any of its forms has both its ends."""
    high = low + more
    for form in ("{0} to {1}", "{0}-{1}", "between {0} and {1}", "from {0} to {1}"):
        assert Count(low, high) == parse_count(form.format(low, high))
    assert Count(low, high) == parse_count(f"{spelled(low)} to {spelled(high)} people")


@given(st.text(max_size=60))
def test_no_words_break_the_reader(words: str) -> None:
    """Whatever stands in a report, reading it raises nothing and finds only what reads back."""
    for value in find(words):
        assert value.value == PARSE[value.field](value.written)
    parse_count(words)
    parse_quantity(words)


@given(st.lists(st.sampled_from(
    ["at least", "three", "12", "men", "and", "a", "woman", "of", "hundred", "to", "-", ",", "each",
     "rounds", "half", "dozen", "no", "third", "more than", "1,200", "years", "old", "in prison", "$"]
), max_size=9))  # fmt: skip
def test_values_found_are_read_again_from_their_own_words(words: list[str]) -> None:
    """A value found stands only because parsing its own words gives it."""
    for value in find(" ".join(words)):
        assert value.value == PARSE[value.field](value.written)
