"""What a spreadsheet must not take for a formula: the words of a report may begin with anything.

`bundle/verify.py` does the same on its own, for it stands alone.
"""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula, also behind blanks."""


def inert(cell: str) -> str:
    """The cell with a quote in front where a spreadsheet would reckon with it."""
    risky = cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA)
    return f"'{cell}" if risky else cell
