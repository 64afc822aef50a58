"""The table of named periods: every row must be readable, ordered, sourced and findable."""

from __future__ import annotations

import re

import pytest

from sacho.model.account import ReportHead
from sacho.read.context import Context
from sacho.read.languages.en.when.periods import parse as parse_english
from sacho.read.languages.ko.when.periods import parse as parse_korean
from sacho.read.named_periods import Row, pattern, table

ROWS = list(table().rows.values())
CONTEXT = Context(head=ReportHead(id="sha256:0", published="2024-12-31"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_has_ordered_bounds_and_a_source(row: Row) -> None:
    """A row was once, with ordered bounds, or comes back every year; and it names a source."""
    whole = row.in_year(2020) if row.yearly else row.bounds()
    assert whole is not None and whole.first is not None and whole.last is not None
    assert whole.first <= whole.last
    assert row.source
    assert row.family is None or row.family in table().families


@pytest.mark.parametrize("row", [row for row in ROWS if row.family is None], ids=lambda r: r.id)
def test_a_row_is_found_by_its_names(row: Row) -> None:
    """Each plain name, read alone, gives its row."""
    for names, parse in ((row.en, parse_english), (row.ko, parse_korean)):
        for name in names:
            plain = re.sub(r"\[[^\]]*\]\s?|\s?\[[^\]]*\]", "", name)
            plain = re.sub(r"\(([^|)]*)\|[^)]*\)", r"\1", plain)
            value = parse(plain, CONTEXT, None)
            assert value is not None, plain
            assert value.basis.table == row.id


def test_numbered_rows_are_found_however_the_number_is_written() -> None:
    """Eighth, 8th, 제8차, 8차 and 팔차 are one number, in any order of the words."""
    english = ["8th Party Congress", "the party's eighth congress", "Eighth WPK Congress",
               "eighth congress of the Workers' Party of Korea"]  # fmt: skip
    korean = [
        "제8차 당대회",
        "8차 당대회",
        "노동당 제8차 대회",
        "조선로동당 제8차대회",
        "팔차 당대회",
    ]
    values = [parse_english(words, CONTEXT, None) for words in english]
    values += [parse_korean(words, CONTEXT, None) for words in korean]
    assert [value and value.basis.table for value in values] == ["wpk-congress-8"] * 9


def test_a_number_that_no_row_has_is_not_guessed() -> None:
    """A congress that the table does not know is no period."""
    assert parse_english("the 44th Party Congress", CONTEXT, None) is None
    assert parse_korean("제44차 당대회", CONTEXT, None) is None


def test_absent_words_leave_with_their_space() -> None:
    """Words in square brackets may be absent, whether they stand first or within."""
    written = re.compile(pattern("[the] {n} [party] congress", "(?:8th)", r"\s+"))
    for words in ("the 8th party congress", "8th party congress", "8th congress"):
        assert written.fullmatch(words)
    assert not written.fullmatch("8thcongress")
