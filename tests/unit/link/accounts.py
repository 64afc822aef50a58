"""Invented recorded accounts for the tests of linking."""

from __future__ import annotations

from sacho.model.account import Account
from sacho.model.claim import Claim, Field, Speaker
from sacho.model.recorded import RecordedAccount
from sacho.model.values import AnyValue, Basis, Count, Party, Period, Place, Text


def claim(id_: str, field: Field, value: AnyValue, speaker: str = "Kestrel Daily") -> Claim:
    """A claim whose words do not matter here."""
    return Claim(
        id_, field, value, str(value), ((0, 1),), ((0, 1),), "asserted", None,
        (Speaker(speaker, "media"),), 0.9,
    )  # fmt: skip


def period(first: str, last: str) -> Period:
    """An interval of days."""
    return Period(first, last, "day" if first == last else "days", Basis("absolute"))


def place(name: str, latitude: float, longitude: float, radius: float = 5) -> Place:
    """A settlement on an invented map."""
    return Place(
        name, "XX", "Invented", latitude, longitude, radius, "settlement", (), f"row:{name}"
    )


def account(
    name: str,
    report: str,
    number: int,
    kind: str = "shooting",
    when: Period | None = None,
    where: Place | None = None,
    killed: Count | None = None,
    victim: Party | None = None,
) -> RecordedAccount:
    """An account of `report`, the `number`-th recorded."""
    claims = [claim(f"claim:{name}:kind", "kind", Text("shot", kind))]
    if when:
        claims.append(claim(f"claim:{name}:period", "period", when))
    if where:
        claims.append(claim(f"claim:{name}:place", "place", where))
    if killed:
        claims.append(claim(f"claim:{name}:killed", "killed", killed))
    if victim:
        claims.append(claim(f"claim:{name}:victim", "victim", victim))
    made = Account(f"account:{name}", kind, "accomplished", tuple(claims), (0, 4))
    return RecordedAccount(made, report, f"text:{report}", (number, 0), None, "Kestrel Daily")
