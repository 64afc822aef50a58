"""Which told values exclude each other."""

from __future__ import annotations

from collections.abc import Iterable

from sacho.model.incident import Incident
from sacho.model.values import AnyValue, Count, Period, exclude


def differing(incident: Incident) -> tuple[str, ...]:
    """The fields of which two told values cannot both be so."""
    values: dict[str, list[AnyValue]] = {}
    for voice in incident.voices:
        values.setdefault(voice.field, []).append(voice.value)
    return tuple(f for f, told in values.items() if differ(told))


def differ(values: Iterable[AnyValue]) -> bool:
    """Whether two counts or two periods among the values have nothing in common."""
    listed = list(values)
    return any(_apart(a, b) for n, a in enumerate(listed) for b in listed[n + 1 :])


def _apart(a: AnyValue, b: AnyValue) -> bool:
    if isinstance(a, Count) and isinstance(b, Count):
        return exclude(a, b)
    if isinstance(a, Period) and isinstance(b, Period):
        return _ends_before(a, b) or _ends_before(b, a)
    return False


def _ends_before(a: Period, b: Period) -> bool:
    if a.latest is None or b.earliest is None:
        return False
    length = min(len(a.latest), len(b.earliest))
    return a.latest[:length] < b.earliest[:length]
