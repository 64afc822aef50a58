"""Which account of a text is found again: same kind, overlapping trigger."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from sacho.model import ids
from sacho.model.account import Account
from sacho.model.span import Span, overlaps
from sacho.store import schema


class Match(msgspec.Struct, frozen=True):
    """The lasting id of an account of a reading. `nth` tells apart accounts of one kind that one
    trigger carries ("killed three here and two there"): the first is 1.
    """

    id: str
    is_new: bool
    nth: int = 1


class _Known(msgspec.Struct, frozen=True):
    id: str
    kind: str
    trigger: Span
    nth: int


def match_accounts(
    connection: Connection, text_id: str, accounts: tuple[Account, ...]
) -> list[Match]:
    """One match for each account, in order.

    No known account is found twice by one reading: the same trigger wins over an overlapping one,
    then the earlier recorded one wins.
    """
    a = schema.account.c
    rows = connection.execute(
        select(schema.account).where(a.text == text_id).order_by(a.entry, a.position)
    )
    free = [
        _Known(r["id"], r["kind"], (r["trigger_start"], r["trigger_end"]), r["nth"])
        for r in rows.mappings()
    ]
    used = {(known.kind, known.trigger, known.nth) for known in free}
    found: dict[int, Match] = {}
    for exactly in (True, False):
        for index, account in enumerate(accounts):
            if index not in found and (known := _take(free, account, exactly)):
                found[index] = Match(known.id, False, known.nth)
    for index, account in enumerate(accounts):
        if index not in found:
            nth = 1
            while (account.kind, account.trigger, nth) in used:
                nth += 1
            used.add((account.kind, account.trigger, nth))
            found[index] = Match(new_id(text_id, account.kind, account.trigger, nth), True, nth)
    return [found[index] for index in range(len(accounts))]


def new_id(text_id: str, kind: str, trigger: Span, nth: int) -> str:
    """The id of an account first recorded with this trigger."""
    return ids.account_id(text_id, kind if nth == 1 else f"{kind}#{nth}", trigger)


def _take(free: list[_Known], account: Account, exactly: bool) -> _Known | None:
    for known in free:
        same = known.trigger == account.trigger
        found = same if exactly else overlaps(known.trigger, account.trigger)
        if found and known.kind == account.kind:
            free.remove(known)
            return known
    return None
