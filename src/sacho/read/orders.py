"""Places counted from the last of a row or from this one ("penultimate", 다음 것): what both languages
share of `how_many/orders.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sacho.model.account import FoundValue
from sacho.model.values import Quantity

FROM_LAST, FROM_THIS = "place from the last", "place from this one"
"""Units: 0 from the last is the last itself, 1 from this one the next."""


def place(steps: int, unit: str) -> Quantity:
    """So many steps away, in `FROM_LAST` or `FROM_THIS`."""
    return Quantity(float(steps), float(steps), unit)


def found(
    text: str,
    pattern: re.Pattern[str],
    value_of: Callable[[re.Match[str]], Quantity],
    parse: Callable[[str], Quantity | None],
) -> list[FoundValue]:
    """The relative ordinals of the text, in order; each says the same read alone."""
    listed: list[FoundValue] = []
    for match in pattern.finditer(text):
        value = value_of(match)
        if parse(match[0]) == value:
            listed.append(FoundValue("order", value, match[0], (match.span(),)))
    return listed
