"""Which accounts are compared at all: those that share a kind family and a stretch of time.

Blocking may only ever lose pairs that comparison would refuse: an account without a period of its
own is looked for around its publication date, and one without either is compared with all of its
kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from sacho.link.compare import FAMILIES, claims
from sacho.model.recorded import RecordedAccount
from sacho.model.values import Period

WINDOW = 16  # days in a block; an account enters each block that its period touches
WIDEST = 400  # days; a longer period enters the block of "any time" instead
BEFORE = 31  # days before publication in which an undated happening is looked for
ANY = -1


def pairs(accounts: Iterable[RecordedAccount]) -> Iterator[tuple[RecordedAccount, RecordedAccount]]:
    """Pairs worth comparing, each once, the earlier recorded first. Never two of one report."""
    blocks: dict[tuple[str, int], list[RecordedAccount]] = defaultdict(list)
    for account in sorted(accounts, key=lambda a: a.order):
        seen: set[str] = set()
        mine = _keys(account)
        for key in mine:
            for other in blocks[key]:
                if other.report != account.report and other.account.id not in seen:
                    seen.add(other.account.id)
                    yield other, account
        for key in mine:
            blocks[key].append(account)


def _keys(account: RecordedAccount) -> list[tuple[str, int]]:
    families = [str(i) for i, f in enumerate(FAMILIES) if account.account.kind in f]
    names = families or [account.account.kind]
    days = _days(account)
    keys = [(name, ANY) for name in names] if days is None else []
    if days is not None:
        first, last = days[0] // WINDOW, days[1] // WINDOW
        keys = [(name, block) for name in names for block in range(first - 1, last + 2)]
    return keys


def _days(account: RecordedAccount) -> tuple[int, int] | None:
    spans: list[tuple[int, int]] = []
    for claim in claims(account, "period"):
        value = claim.value
        if isinstance(value, Period) and value.earliest and value.latest:
            spans.append((_ordinal(value.earliest), _ordinal(value.latest)))
    if not spans and account.published:
        published = _ordinal(account.published)
        spans.append((published - BEFORE, published))
    if not spans:
        return None
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    return (first, last) if last - first <= WIDEST else None


def _ordinal(iso: str) -> int:
    return date.fromisoformat(iso[:10]).toordinal()
