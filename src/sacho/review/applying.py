"""Accounts as people decided them: what linking and the rule sets go by.

1. a corrected claim carries the person's value, under its own id
2. an accepted, corrected or added claim that no reading proposes stands in the account where it
   was judged; an account that no reading tells stands with what people judged in it
3. a claim that people moved stands in the account that they moved it to
4. a claim over the same words as a person's claim awaits: it is there, and nothing rests on it
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from sacho.model.account import Account
from sacho.model.claim import Claim
from sacho.model.decision import Within
from sacho.model.recorded import RecordedAccount
from sacho.model.values import AnyValue
from sacho.review import moving
from sacho.review.standing import Judged, Standing

ANY_VALUE: Any = AnyValue
DECIDED = "decision "
"""How the `rule` of a claim begins that carries a person's value; the decision's id follows."""

Published = tuple[str | None, str | None]


def as_decided(
    accounts: Iterable[RecordedAccount], stand: Standing, published: Mapping[str, Published]
) -> list[RecordedAccount]:
    """The accounts with people's values and claims in them; refused claims are still there.

    `published` gives the date and the publisher of each report.
    """
    found = {a.account.id: a for a in accounts}
    proposed = {c.id for a in found.values() for c in a.account.claims}
    for id_, judged in stand.claims.items():
        shown = stand.shown.get(id_)
        if judged.judgement == "refused" or shown is None or id_ in proposed:
            continue
        for within in shown.within:
            told = found.get(within.account) or _alone(within, shown.text, published)
            if told is not None:
                found[within.account] = _holding(told, shown.claim)
    moving.apply(found, stand.moves, lambda within, text: _alone(within, text, published))
    return [_valued(a, stand.claims) for a in sorted(found.values(), key=lambda a: a.order)]


def value_of(judged: Judged) -> AnyValue | None:
    """The value that the person gave; None where they gave none."""
    if judged.judgement not in ("corrected", "added") or judged.value is None:
        return None
    try:
        return msgspec.json.decode(judged.value, type=ANY_VALUE)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def _alone(within: Within, text: str, published: Mapping[str, Published]) -> RecordedAccount | None:
    """An account that no reading tells; None where its report is gone."""
    if within.report not in published:
        return None
    account = Account(within.account, within.kind, within.stage, (), within.trigger)
    return RecordedAccount(account, within.report, text, within.order, *published[within.report])


def _holding(told: RecordedAccount, claim: Claim) -> RecordedAccount:
    account = msgspec.structs.replace(told.account, claims=(*told.account.claims, claim))
    return msgspec.structs.replace(told, account=account)


def _valued(told: RecordedAccount, claims: Mapping[str, Judged]) -> RecordedAccount:
    listed = tuple(_claim(c, claims.get(c.id)) for c in told.account.claims)
    account = msgspec.structs.replace(told.account, claims=listed)
    return msgspec.structs.replace(told, account=account)


def _claim(claim: Claim, judged: Judged | None) -> Claim:
    value = value_of(judged) if judged is not None else None
    if judged is None or value is None:
        return claim
    return msgspec.structs.replace(claim, value=value, rule=f"{DECIDED}{judged.decision}")
