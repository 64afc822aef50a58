"""What else the reader looked at where a claim stands: for `sacho explain`.

1. values found in the claim's sentences that no claim took (a second date, another number)
2. proposals there that the grounding gate or a table refused, with the reason
3. other tellings whose words hold the claim: who else could have been taken for the speaker
Not told: acts that no word list knows, which nobody considered.
"""

from __future__ import annotations

import msgspec

from sacho.model.account import FoundValue, Reading
from sacho.model.claim import Attribution, Claim
from sacho.model.problem import Problem
from sacho.model.span import any_overlap, covers


class Considered(msgspec.Struct, frozen=True):
    """What stood beside a claim and was not taken."""

    values: tuple[FoundValue, ...]
    refused: tuple[Problem, ...]
    tellings: tuple[Attribution, ...]


def considered(reading: Reading, claim: Claim) -> Considered:
    """What this reading looked at around a claim of the same text."""
    taken = [c.spans for account in reading.accounts for c in account.claims]
    near = [v for v in reading.values if any_overlap(v.spans, claim.evidence)]
    values = [v for v in near if not any(any_overlap(v.spans, spans) for spans in taken)]
    refused = [p for p in reading.problems if any_overlap(p.spans, claim.evidence)]
    holding = [
        a for a in reading.attributions
        if a.id != claim.attribution and any(covers(c, claim.spans[0]) for c in a.content)
    ]  # fmt: skip
    return Considered(tuple(values), tuple(refused), tuple(holding))
