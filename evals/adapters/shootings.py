"""Accounts of a report on one shooting -> how many were killed and injured, as a registry counts.

A registry holds one number of each; nobody told is nobody hurt.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sacho.model.account import Account, Reading
from sacho.model.claim import Claim
from sacho.model.values import Count
from sacho.model.vocabulary import harm

UNTRUE = {"denied", "hypothetical", "expected"}
ELSE = {"other", "another", "second", "others"}
ELSEWHERE = {"detention", "threat", "robbery"}


class Hurt(msgspec.Struct, frozen=True):
    """How many were killed and how many were injured."""

    killed: int
    injured: int


def hurt(reading: Reading) -> Hurt:
    """The counts of the main act: the account of violence that tells most of them."""
    told = [a for a in reading.accounts if _violent(a)]
    main = max(told, key=lambda a: _first(a, "killed") + _first(a, "injured"), default=None)
    if main is None:
        return Hurt(0, 0)
    killed, injured = _first(main, "killed"), _first(main, "injured")
    if killed == injured == 1 and not _somebody_else(main):
        return Hurt(1, 0)
    return Hurt(killed, max(0, injured - _died_of(main)))


def _somebody_else(account: Account) -> bool:
    """One shot and one dead are one person, unless the words tell them apart."""
    written = next(_wholes(account, "injured")).written.casefold()
    return any(word in ELSE for word in written.split())


def _violent(account: Account) -> bool:
    return harm(account.kind) and account.kind not in ELSEWHERE and account.stage == "accomplished"


def _first(account: Account, field: str) -> int:
    """The number told first of the whole: what follows is told again, or of single people."""
    return next((_least(claim) for claim in _wholes(account, field)), 0)


def _wholes(account: Account, field: str) -> Iterator[Claim]:
    for claim in sorted(account.claims, key=lambda c: c.spans):
        if claim.field == field and claim.of is None and claim.stance not in UNTRUE:
            yield claim


def _died_of(account: Account) -> int:
    """How many of the injured told first died: "four were shot, one fatally"."""
    first = next(_wholes(account, "injured"), None)
    if first is None:
        return 0
    dead = (c for c in account.claims if c.field == "killed" and c.of == first.id)
    return max((_least(c) for c in dead), default=0)


def _least(claim: Claim) -> int:
    return claim.value.low if isinstance(claim.value, Count) and claim.value.low else 0
