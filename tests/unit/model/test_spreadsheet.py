"""No word of a report is reckoned with by a spreadsheet, and no other word is changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sacho.bundle import verify
from sacho.model.spreadsheet import FORMULA, inert


@given(st.text(alphabet="=+-@\t\r ab1"))
def test_a_cell_is_left_alone_or_quoted(cell: str) -> None:
    """What would be a formula, also behind blanks, has a quote in front; all else is untouched."""
    told = inert(cell)
    assert told in (cell, f"'{cell}")
    assert not told.lstrip().startswith(FORMULA) and not told.startswith(FORMULA)


@given(st.text(alphabet="=+-@\t\r ab1"))
def test_the_verifier_of_a_bundle_writes_cells_alike(cell: str) -> None:
    """It stands alone and carries its own copy: the two may not drift apart."""
    assert verify.inert(cell) == inert(cell) and verify.FORMULA == FORMULA
