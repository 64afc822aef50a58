"""A rule set as its file says it: what is taken in, how numbers and codes are chosen, which columns.

One TOML file each in `sets/`; the file's name is the set's name. Reading one checks all of it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from sacho.errors import NotFound

Inclusion = Literal[
    "class", "kind", "accomplished", "count", "organised", "harmed", "period", "place"
]


class Include(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One condition that an incident must meet, by name, with the reason for leaving it out.

    `of` are classes, kinds or count fields; `least` the smallest number; `days` the widest period;
    `levels` the place levels that are fine enough.
    """

    name: str
    rule: Inclusion
    reason: str
    of: tuple[str, ...] = ()
    least: int = 1
    days: int | None = None
    levels: tuple[str, ...] = ()


class Precision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line that fits gives the code: a period of at most `days`, a place of `levels`
    within `km`; no limit given, none asked.
    """

    code: int
    means: str
    days: int | None = None
    levels: tuple[str, ...] = ()
    km: float | None = None


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line that fits gives an act its type: by kind, by who did it to whom, by means."""

    type: str
    sub_type: str = ""
    kinds: tuple[str, ...] = ()
    doer: tuple[str, ...] = ()
    victim: tuple[str, ...] = ()
    means: tuple[str, ...] = ()


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column of the table: its name there, and what it is taken from (`rules/columns.py`)."""

    name: str
    take: str


class Unknown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How what is not known is written. A bound that is not told is never a number."""

    text: str = ""
    number: str = ""
    no_upper_bound: str = ""


class RuleSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`stances` are those that a number may rest on; `actors` turns who somebody is into the set's
    code; `organised` are those whose force counts as organised.
    """

    name: str
    version: int
    title: str
    disclaimer: str
    about: str
    stances: tuple[str, ...]
    include: tuple[Include, ...]
    column: tuple[Column, ...]
    unknown: Unknown
    time: tuple[Precision, ...] = ()
    place: tuple[Precision, ...] = ()
    code: tuple[Code, ...] = ()
    actors: dict[str, int] = {}
    organised: tuple[str, ...] = ()


class ActorWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which a party is known to be one sort of actor, the last word of a name first."""

    en: tuple[str, ...]
    ko: tuple[str, ...]


SETS = files("sacho.rules").joinpath("sets")


def names() -> list[str]:
    """The names of all rule sets."""
    return sorted(f.name.removesuffix(".toml") for f in SETS.iterdir() if f.name.endswith(".toml"))


@cache
def rule_set(name: str) -> RuleSet:
    """The rule set of this name. Raises NotFound."""
    if name not in names():
        raise NotFound(f"There is no rule set `{name}`.", f"Use one of: {', '.join(names())}.")
    raw = SETS.joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(raw), RuleSet)


@cache
def actor_words() -> dict[str, ActorWords]:
    """The words of each sort of actor (`rules/actors.toml`)."""
    raw = files("sacho.rules").joinpath("actors.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(raw), dict[str, ActorWords])
