"""How the telling of an incident changed: corrections, withdrawals, denials, tolls that move.

1. a report that says of itself that it corrects or withdraws an earlier one  (`notices`)
2. claims that somebody denies
3. a number of the whole told later that is higher or lower than the one told before it, in the
   order of the reports' dates; reports without a date tell no order
Nothing is taken back: what was told before stands beside it. Not checked: whether the later number
is of the same people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from sacho.model.claim import COUNT_FIELDS, Claim, Field
from sacho.model.incident import Origin
from sacho.model.recorded import RecordedAccount
from sacho.model.values import Count
from sacho.rules.case import Notice

How = Literal["corrects", "retracts", "denies", "rises", "falls"]


class Change(msgspec.Struct, frozen=True):
    """One change, told by `report`. `claim` is the one that denies or tells the later number,
    `before` the claim that told the earlier one; `words` are those of a notice.
    """

    how: How
    report: str
    field: Field | None = None
    claim: str | None = None
    before: str | None = None
    words: str = ""


def changes(
    accounts: Sequence[RecordedAccount],
    notices: Mapping[str, Notice],
    origins: Iterable[Origin] = (),
) -> list[Change]:
    """Every change told by the accounts of one incident, notices first.

    A reprint tells nothing later than its origin: only the first report of each origin is asked
    for numbers that moved.
    """
    copies = {report for origin in origins for report in origin.reports[1:]}
    told = dict.fromkeys(a.report for a in accounts)
    found = [
        Change(notices[r].kind, r, words=notices[r].line or notices[r].words)
        for r in told
        if r in notices
    ]
    for account in accounts:
        found += [
            Change("denies", account.report, claim.field, claim.id)
            for claim in account.account.claims
            if claim.stance == "denied"
        ]
    firsts = [a for a in accounts if a.published and a.report not in copies]
    dated = sorted(firsts, key=lambda a: (a.published or "", a.order))
    for field in COUNT_FIELDS:
        found += _moved(field, dated)
    return found


def _moved(field: str, dated: Iterable[RecordedAccount]) -> list[Change]:
    """Each number that differs from the highest or latest told before it on an earlier day."""
    found: list[Change] = []
    last: tuple[Claim, str] | None = None
    for account in dated:
        day = (account.published or "")[:10]
        whole = next((c for c in account.account.claims if _is_whole(c, field)), None)
        if whole is None:
            continue
        if last is not None and last[1] < day and (how := _how(last[0], whole)):
            found.append(Change(how, account.report, whole.field, whole.id, last[0].id))
        last = whole, day
    return found


def _is_whole(claim: Claim, field: str) -> bool:
    firm = claim.stance in ("asserted", "alleged", "hedged")
    return claim.field == field and claim.of is None and firm and isinstance(claim.value, Count)


def _how(before: Claim, after: Claim) -> How | None:
    """Bounds that exclude each other have moved; "at least three" and "five" have not."""
    old, new = before.value, after.value
    if not (isinstance(old, Count) and isinstance(new, Count)):
        return None
    if old.high is not None and new.low > old.high:
        return "rises"
    return "falls" if new.high is not None and new.high < old.low else None
