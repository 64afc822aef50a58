"""What a person typed as a value, read for the field that it is for; never guessed.

counts      6, 6-7, 6+ (no upper bound told)
period      2031-05-03, or 2031-05-01 to 2031-05-03
parties     the name
words       the words
any field   the value as JSON, as `sacho read` prints it
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from sacho.errors import UsageError
from sacho.model.claim import COUNT_FIELDS, PARTY_FIELDS
from sacho.model.values import (
    AnyValue,
    Basis,
    Count,
    Means,
    Party,
    Period,
    Place,
    Quantity,
    Text,
)

ANY_VALUE: Any = AnyValue
GIVEN = "given"
"""The basis of a period that a person gave."""


def typed(field: str, value: str, written: str = "") -> AnyValue:
    """The value. Raises UsageError where it is none of the field's."""
    shape = shape_of(field)
    if value.lstrip().startswith("{"):
        return _json(field, value, shape)
    if shape is Count:
        return _count(value)
    if shape is Period:
        return _period(value)
    if shape is Party:
        return Party(value.strip())
    if shape is Means:
        return Means(value.strip(), written or value.strip())
    if shape is Text:
        return Text(value.strip())
    raise UsageError(
        f"A {field} is given as JSON.", "Copy one that `sacho show --format json` prints."
    )


def shape_of(field: str) -> type[AnyValue]:
    """The type of value that a field takes."""
    if field in COUNT_FIELDS:
        return Count
    if field in PARTY_FIELDS:
        return Party
    by_name: dict[str, type[AnyValue]] = {
        "period": Period, "place": Place, "means": Means, "quantity": Quantity,
    }  # fmt: skip
    return by_name.get(field, Text)


def _json(field: str, value: str, shape: type[AnyValue]) -> AnyValue:
    try:
        found: AnyValue = msgspec.json.decode(value, type=ANY_VALUE)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"This is no value: {error}.", "Give it as `sacho read` prints.") from None
    if not isinstance(found, shape):
        raise UsageError(
            f"A {field} is of type {shape.__name__.lower()}, not {type(found).__name__.lower()}."
        )
    if isinstance(found, Count):
        _ordered(found)
    return found


def _count(value: str) -> Count:
    match = re.fullmatch(r"\s*(\d+)\s*(?:(\+)|[-–~]\s*(\d+))?\s*", value)
    if match is None:
        raise UsageError("A count is 6, 6-7 or 6+ (no upper bound told).", "Give --value 6-7.")
    low = int(match[1])
    return _ordered(Count(low, None if match[2] else int(match[3]) if match[3] else low))


def _ordered(count: Count) -> Count:
    if count.low < 0 or (count.high is not None and count.high < count.low):
        raise UsageError("The lower bound comes first, from 0.", "Give --value 6-7.")
    return count


def _period(value: str) -> Period:
    parts = [p.strip() for p in re.split(r"\s+to\s+|\s*~\s*", value.strip())]
    try:
        days = [date.fromisoformat(p) for p in parts]
    except ValueError:
        days = []
    if not 1 <= len(days) <= 2 or days != sorted(days):
        raise UsageError(
            "A period is a day, or from and to.", "Give 2031-05-03 or 2031-05-01 to 2031-05-03."
        )
    first, last = days[0].isoformat(), days[-1].isoformat()
    return Period(first, last, "day" if first == last else "days", Basis(GIVEN))
