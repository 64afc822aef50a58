"""A report's claim of a value, in its words, with who says it and where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from sacho.model.claim import Claim
from sacho.model.recorded import RecordedAccount
from sacho.model.span import hull
from sacho.web.answers import Quote, Telling
from sacho.web.incident_row import Texts
from sacho.web.picture import Picture
from sacho.web.report_view import claim_view


class Tellings:
    """Tells the claims of a group of accounts."""

    def __init__(self, picture: Picture, group: Iterable[RecordedAccount], texts: Texts) -> None:
        self._picture, self._texts = picture, texts
        self._stands = {r: picture.stand(r) for r in {a.report for a in group}}

    def of(self, account: RecordedAccount, claim: Claim) -> Telling:
        """One claim and its parts."""
        picture, said = self._picture, account.account.claims
        return Telling(
            view=claim_view(picture, self._stands[account.report], claim),
            account=account.account.id,
            report=account.report,
            name=picture.report(account.report).receipts[0].received_name,
            publisher=account.publisher,
            published=account.published,
            origin=picture.origin_of.get(account.report, account.report),
            quote=quote(self._texts[account.text], claim),
            parts=tuple(self.of(account, part) for part in said if part.of == claim.id),
        )


def quote(text: str, claim: Claim) -> Quote:
    """The sentence of a claim, its spans counted from the sentence's beginning."""
    start, end = hull((*claim.evidence, *claim.spans))
    return Quote(text[start:end], tuple((s - start, e - start) for s, e in claim.spans))
