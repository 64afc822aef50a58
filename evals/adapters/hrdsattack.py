"""Accounts of an article -> its main attack in the labels of HRDsAttack.

The main account is the harm of which most is told, one with a named victim before others. The types
of violation are those of all harms told: the annotators marked what led up to an attack too. Six of
ten attacks there are by a state, so a state it is where nobody else is told first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from sacho.model.account import Account, Reading
from sacho.model.values import Party, Period, Place
from sacho.model.vocabulary import harm

TYPES = {
    "detention": "arbitrary detention",
    "killing": "killing",
    "execution": "killing",
    "abduction": "kidnapping",
    "torture": "torture",
    "disappearance": "enforced disappearance",
}
TELLING = {"killed", "injured", "detained", "abducted", "missing", "period", "place", "victim",
           "perpetrator"}  # fmt: skip
_NAME = re.compile(r"(?:[A-Z][\w.'’-]+\s+)+[A-Z][\w'’-]+")
_TITLE = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gen|Col|Capt|President|Minister|Journalist|Father|Rev"
    r"|Sister|Bishop|Imam|Sheikh|Attorney|Lawyer)\.?\s+)+"
)


class Attack(msgspec.Struct, frozen=True):
    """What an article says of its main attack."""

    violations: tuple[str, ...] = ()
    perpetrator: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    date: tuple[int, int, int] = (0, 0, 0)
    victims: tuple[str, ...] = ()


def attack(reading: Reading) -> Attack:
    """The main attack; empty where the article tells no harm."""
    harms = [a for a in reading.accounts if harm(a.kind) and a.stage == "accomplished"]
    main = max(harms, key=_worth, default=None)
    if main is None:
        return Attack()
    return Attack(
        violations=tuple(dict.fromkeys(t for a in harms for t in _types(a))) or ("other",),
        perpetrator=_perpetrator(main, harms),
        cities=_cities(main),
        date=_date(main, harms),
        victims=_victims(harms),
    )


def _worth(account: Account) -> tuple[bool, int]:
    fields = {c.field for c in account.claims}
    named = any(c.field == "victim" and _named(c.value) for c in account.claims)
    return named, len(fields & TELLING)


def _types(account: Account) -> Iterator[str]:
    if account.kind in TYPES:
        yield TYPES[account.kind]
    if any(claim.field == "killed" for claim in account.claims):
        yield "killing"


def _perpetrator(main: Account, harms: list[Account]) -> tuple[str, ...]:
    doers = [c.value for a in (main, *harms) for c in a.claims if c.field == "perpetrator"]
    statuses = [one.status for one in doers if isinstance(one, Party)]
    states = main.kind in ("detention", "execution") or not statuses
    if states or "official" in statuses or statuses[0] == "combatant":
        return ("state actor",)
    return ("other actors without permissions",)


def _cities(account: Account) -> tuple[str, ...]:
    for claim in account.claims:
        place = claim.value
        if isinstance(place, Place) and place.level == "settlement":
            return (place.name,)
    return ()


def _date(main: Account, harms: list[Account]) -> tuple[int, int, int]:
    """Year, month and day of the main account, else of the first harm that tells any; 0 unknown."""
    for account in (main, *harms):
        for claim in account.claims:
            value = claim.value
            if claim.field == "period" and isinstance(value, Period) and value.earliest:
                return _as_told(value.earliest[:10], (value.latest or value.earliest)[:10])
    return 0, 0, 0


def _as_told(first: str, last: str) -> tuple[int, int, int]:
    year, month, day = map(int, first.split("-"))
    return year, month * (first[:7] == last[:7]), day * (first == last)


def _victims(harms: list[Account]) -> tuple[str, ...]:
    values = [c.value for a in harms for c in a.claims if c.field == "victim"]
    return tuple(dict.fromkeys(name for value in values if (name := _named(value))))


def _named(value: object) -> str | None:
    """The personal name among the words of a party."""
    if not isinstance(value, Party) or value.kind not in ("person", "group"):
        return None
    match = _NAME.search(_TITLE.sub("", value.name))
    return match[0] if match else None
