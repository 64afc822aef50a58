"""How the telling of an incident changed: corrections, withdrawals, denials, tolls that move."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sacho.model.claim import Claim
from sacho.model.recorded import RecordedAccount
from sacho.review.applying import value_of
from sacho.rules.changes import changes
from sacho.rules.notices import notice
from sacho.web.answers import ChangeView, Telling
from sacho.web.incident_row import Texts
from sacho.web.picture import Picture
from sacho.web.tellings import Tellings


def changed(
    picture: Picture, group: Sequence[RecordedAccount], texts: Texts
) -> tuple[ChangeView, ...]:
    """Every change that the accounts of an incident tell, with the words that tell it. Values are
    as people corrected them; what people refused tells nothing.
    """
    stand = [_decided(picture, account) for account in group]
    newest = {a.report: texts[picture.report(a.report).texts[-1]] for a in group}
    titles = {r: picture.report(r).metadata.title for r in newest}
    notices = {r: told for r, text in newest.items() if (told := notice(titles[r], text))}
    holder = {c.id: (account, c) for account in group for c in account.account.claims}
    tellings = Tellings(picture, group, texts)

    def telling(claim: str | None) -> Telling | None:
        return tellings.of(*holder[claim]) if claim in holder else None

    return tuple(
        ChangeView(
            change.how, change.report, picture.report(change.report).receipts[0].received_name,
            picture.report(change.report).metadata.published, change.words,
            telling(change.claim), telling(change.before),
        )
        for change in changes(stand, notices, picture.derived.origins)
    )  # fmt: skip


def _decided(picture: Picture, account: RecordedAccount) -> RecordedAccount:
    claims = tuple(c for one in account.account.claims if (c := _claim(picture, one)) is not None)
    return msgspec.structs.replace(
        account, account=msgspec.structs.replace(account.account, claims=claims)
    )


def _claim(picture: Picture, claim: Claim) -> Claim | None:
    judged = picture.judged.get(claim.id)
    if judged is None:
        return claim
    if judged.judgement == "refused":
        return None
    value = value_of(judged)
    return claim if value is None else msgspec.structs.replace(claim, value=value)
