"""An incident: a happening in the world. Derived from accounts, links and decisions; never edited."""

from __future__ import annotations

from typing import Literal

import msgspec

from sacho.model.values import AnyValue

Weight = Literal["for", "against", "neutral"]


class Compared(msgspec.Struct, frozen=True):
    """One field compared between two accounts: both values as written, and which way it speaks."""

    field: str
    left: str
    right: str
    weight: Weight
    note: str


class Join(msgspec.Struct, frozen=True):
    """Why two accounts stand in one incident: the values compared, or the decision that says so."""

    left: str
    right: str
    compared: tuple[Compared, ...]
    score: float
    by: str = "machine"


class Origin(msgspec.Struct, frozen=True):
    """Reports that are one telling. `why` says what made them one for each report but the first."""

    id: str
    reports: tuple[str, ...]
    why: tuple[str, ...] = ()


class Voice(msgspec.Struct, frozen=True):
    """One value of one field of an incident, with every claim that says it."""

    field: str
    value: AnyValue
    claims: tuple[str, ...]
    origins: tuple[str, ...]


class Incident(msgspec.Struct, frozen=True):
    """`id` is that of its earliest recorded account; `aliases` are ids that resolve to it.

    `voices` hold every value side by side; nothing is chosen and nothing is averaged. `part_of`
    are incidents that tell a total in which this one lies: a sum takes the total or its parts.
    """

    id: str
    kind: str
    accounts: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    voices: tuple[Voice, ...]
    joins: tuple[Join, ...]
    aliases: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()


class Ruled(msgspec.Struct, frozen=True):
    """What people's standing decisions say to linking: pairs of account ids, and refused claims."""

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    refused: frozenset[str] = frozenset()
