"""What printing promises: no word of a report moves the screen or runs in a spreadsheet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.cli import printing
from sacho.cli.options import Output
from sacho.model import spreadsheet


@given(st.text())
def test_nothing_that_moves_the_cursor_is_printed(text: str) -> None:
    """No control or format character but newline and tab is left, and no letter is lost."""
    told = printing.safe(text)

    assert len(text) == len(told)
    assert all(c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf") for c in told)


def test_an_escape_sequence_is_shown_as_broken() -> None:
    """A sequence that would clear the screen, or turn the direction of words, is disarmed."""
    assert "\ufffd[2J and \ufffdtxt" == printing.safe("\x1b[2J and \u202etxt")


def test_ids_are_cut_to_ten_digits_and_words_are_not() -> None:
    """An id of any noun is shortened; other words stay."""
    whole = "account:" + "3f9a2c77ab" * 3

    assert "3f9a2c77ab of them" == printing.short(f"{whole} of them")
    assert "killed 3" == printing.short("killed 3")


@pytest.mark.parametrize("start", spreadsheet.FORMULA)
def test_a_spreadsheet_runs_nothing(start: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A cell that begins like a formula is written as words."""
    printing.rows(("name",), [{"name": f"x{start}1"}, {"name": f"{start}1+1"}], Output.csv)
    told = capsys.readouterr().out.splitlines()[1:]

    assert not any(line.lstrip('"').startswith(spreadsheet.FORMULA) for line in told)


def test_a_value_stands_on_one_line() -> None:
    """Values side by side are one line; nothing told is empty."""
    assert "3 | at least 4" == printing.cell(["3", "at\nleast 4"])
    assert "" == printing.cell(None)
