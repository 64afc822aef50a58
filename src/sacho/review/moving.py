"""Claims that belong to another account of their report: what may be moved, and what follows.

One claim may stand in several accounts, so what is judged is where it stands: (claim, account). The
claim's id does not depend on its account and stays.

1. moves are applied in the order made, each to what the ones before it left
2. a claim moves with its parts
3. after a new reading the same claim moves again, and so does another value proposed over the very
   same words: the person said which happening these words tell of
4. where nothing of it is proposed any more, the claim stands where it was moved to
5. the words that carry the kind stay with their account; of one account that becomes two, they
   stand in both
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping

import msgspec

from sacho.errors import UsageError
from sacho.model.claim import Claim
from sacho.model.decision import Moved, Within
from sacho.model.recorded import RecordedAccount
from sacho.review.adding import standing_in
from sacho.review.standing import Move

HEADING = ("kind", "stage")
"""Fields that say what an account is: they are no part of what it tells."""

Alone = Callable[[Within, str], RecordedAccount | None]
"""Makes an account, without claims, that no reading tells; None where its report is gone."""


def moving(source: RecordedAccount, target: RecordedAccount, chosen: Iterable[str]) -> Moved:
    """The claims, with their parts, out of one account into another. Raises UsageError."""
    if source.account.id == target.account.id:
        raise UsageError("The claim stands in this account already.", "Name another account.")
    if source.text != target.text:
        raise UsageError(
            "The two accounts are of different texts.", "Claims move within their own report."
        )
    return _moved(source, standing_in(target), tuple(dict.fromkeys(chosen)))


def dividing(source: RecordedAccount, chosen: Iterable[str]) -> Moved:
    """The claims, with their parts, out of an account into a new one of the same kind, whose id
    is for the store to make. Raises UsageError.
    """
    within = msgspec.structs.replace(standing_in(source), account="", order=(0, 0))
    return _moved(source, within, tuple(dict.fromkeys(chosen)))


def _moved(source: RecordedAccount, target: Within, chosen: tuple[str, ...]) -> Moved:
    told = source.account.claims
    if not chosen or set(chosen) - {c.id for c in told}:
        raise UsageError(
            "The account does not hold these claims.", "`sacho show` lists an account's claims."
        )
    named = with_parts(told, chosen)
    if any(c.field in HEADING for c in named):
        raise UsageError(
            "The words that carry the kind stay with their account.",
            "Move what it tells, or refuse the account's kind.",
        )
    kept = () if target.account else tuple(c for c in told if c.field in HEADING)
    words = {(c.field, c.spans) for c in named}
    beside = tuple(c.id for c in told if c not in named and (c.field, c.spans) in words)
    return Moved(source.text, named, standing_in(source), target, chosen, kept, beside)


def with_parts(told: Iterable[Claim], chosen: Iterable[str]) -> tuple[Claim, ...]:
    """These claims and all that are parts of them, in their order."""
    listed = list(told)
    taken = set(chosen)
    before = -1
    while before != len(taken):
        before = len(taken)
        taken |= {c.id for c in listed if c.of in taken}
    return tuple(c for c in listed if c.id in taken)


def apply(found: MutableMapping[str, RecordedAccount], moves: Iterable[Move], alone: Alone) -> None:
    """Put each moved claim where people said that it stands."""
    for move in moves:
        told = move.moved
        target = found.get(told.target.account) or alone(told.target, told.text)
        if target is None:
            continue
        source = found.get(told.source.account)
        taken = _taken(source, target, told)
        gone = {c.id for c in taken}
        if source is not None:
            left = tuple(c for c in source.account.claims if c.id not in gone)
            found[told.source.account] = _holding(source, left)
        has = {c.id for c in target.account.claims}
        fields = {c.field for c in target.account.claims}
        kept = [c for c in _kept(source, told) if c.field not in fields]
        come = (*kept, *target.account.claims, *(c for c in taken if c.id not in has))
        found[told.target.account] = _holding(target, come)


def _taken(
    source: RecordedAccount | None, target: RecordedAccount, told: Moved
) -> tuple[Claim, ...]:
    """What moves now: the same claims and others over their very words; else those as shown."""
    present = source.account.claims if source is not None else ()
    there = {c.id for c in target.account.claims}
    moving: set[str] = set()
    held: list[Claim] = []
    for claim in told.claims:
        now = {
            c.id for c in present
            if (c.field, c.spans) == (claim.field, claim.spans) and c.id not in told.beside
        }  # fmt: skip
        moving |= now
        if now or claim.id in there:
            continue
        if claim.id in told.chosen or claim.of in {c.id for c in held}:
            held.append(claim)
    return (*with_parts(present, moving), *held)


def _kept(source: RecordedAccount | None, told: Moved) -> list[Claim]:
    """What carries the kind of a new account: as read now, else as it was shown."""
    if not told.kept:
        return []
    now = [c for c in source.account.claims if c.field in HEADING] if source is not None else []
    return now or list(told.kept)


def _holding(told: RecordedAccount, claims: tuple[Claim, ...]) -> RecordedAccount:
    account = msgspec.structs.replace(told.account, claims=claims)
    return msgspec.structs.replace(told, account=account)
