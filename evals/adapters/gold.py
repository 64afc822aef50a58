"""What a reading says, as the own gold writes it: one flat list of claims, words and all."""

from __future__ import annotations

import msgspec

from sacho.model.account import Reading
from sacho.model.claim import Claim
from sacho.model.span import Spans


class Said(msgspec.Struct, frozen=True):
    """One claim of a reading with the kind of its account; `part` says that it is of another."""

    kind: str
    claim: Claim
    part: bool

    @property
    def spans(self) -> Spans:
        """Where its words stand."""
        return self.claim.spans


def said(reading: Reading) -> list[Said]:
    """Every claim, in the order of the accounts."""
    return [
        Said(account.kind, claim, claim.of is not None)
        for account in reading.accounts
        for claim in account.claims
    ]
