"""A value in the words of a table cell: short, exact about its bounds, the same everywhere."""

from __future__ import annotations

from sacho.model.values import (
    AnyValue,
    Count,
    Means,
    Party,
    Period,
    Place,
    Quantity,
)


def plain(value: AnyValue) -> str:
    """`3`, `6-7`, `at least 2`, `2021-01-05 to 2021-01-12`, `Hyesan, KP (±5 km)` …"""
    if isinstance(value, Count):
        return bounds(value.low, value.high)
    if isinstance(value, Period):
        return period(value)
    if isinstance(value, Place):
        return place(value)
    if isinstance(value, Party):
        return party(value)
    if isinstance(value, Means):
        return value.code
    if isinstance(value, Quantity):
        each = f" per {value.per}" if value.per else ""
        return f"{bounds(value.low, value.high)} {value.unit}{each}"
    return value.code or value.text


def bounds(low: float, high: float | None) -> str:
    """Both bounds; a missing upper one is said, never dropped."""
    if high is None:
        return f"at least {low:g}"
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def period(value: Period) -> str:
    """One day, or from and to; an open end is said."""
    if value.earliest == value.latest:
        return value.earliest or "not known"
    if value.earliest is None:
        return f"until {value.latest}"
    if value.latest is None:
        return f"since {value.earliest}"
    return f"{value.earliest} to {value.latest}"


def place(value: Place) -> str:
    """Name, country and radius: an area is never shown as a point."""
    where = value.name + (f", {value.country}" if value.country else "")
    if value.latitude is None:
        return f"{where} (not on the map)"
    return f"{where} (±{value.radius_km:.0f} km)" if value.radius_km else where


def party(value: Party) -> str:
    """The name as written, with what the words say besides it."""
    said = [value.age, value.sex, value.status if value.status != "unknown" else None]
    more = ", ".join(s for s in said if s)
    return f"{value.name} ({more})" if more else value.name
