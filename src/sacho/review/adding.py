"""A claim or an account that a person adds by its words: found in the text, never retyped."""

from __future__ import annotations

import re
from typing import get_args

import msgspec

from sacho.errors import UsageError
from sacho.model.claim import COUNT_FIELDS, PARTY_FIELDS, TEXT_FIELDS, Claim, Speaker, Stance
from sacho.model.decision import Proposed, Within
from sacho.model.recorded import RecordedAccount
from sacho.model.span import Span, covers
from sacho.model.values import Text
from sacho.model.vocabulary import kinds
from sacho.review.typed import typed

FIELDS = (*COUNT_FIELDS, *PARTY_FIELDS, *TEXT_FIELDS, "period", "place", "means", "quantity")
BY_HAND = "by hand"
"""The `rule` of a claim that a person added."""

_SENTENCE_END = re.compile(r"(?<=[.!?。])\s|\n")


class Given(msgspec.Struct, frozen=True):
    """What the person said: the words, which of their occurrences (from 1), and what they tell.

    With `kind` a new account is made of the words; else `field` and `value` make a claim.
    """

    words: str
    occurrence: int | None = None
    field: str | None = None
    value: str | None = None
    kind: str | None = None
    stance: Stance = "asserted"
    speaker: Speaker | None = None


def found(text: str, words: str, occurrence: int | None) -> Span:
    """Where the words stand. Raises UsageError: nowhere, or several times and none is named."""
    if not words.strip():
        raise UsageError("What are the words?", 'Give --words "three people".')
    starts = [m.start() for m in re.finditer(re.escape(words), text)]
    if not starts:
        raise UsageError("The text does not hold these words.", "Copy them from `sacho show`.")
    if occurrence is None and len(starts) > 1:
        raise UsageError(
            f"The words stand {len(starts)} times in the text.",
            f"Say which with --occurrence 1 to {len(starts)}.",
        )
    number = occurrence or 1
    if not 1 <= number <= len(starts):
        raise UsageError(f"There are {len(starts)} occurrences.", "Count from 1.")
    start = starts[number - 1]
    return start, start + len(words)


def sentence(text: str, span: Span) -> Span:
    """The sentence around a span, as far as full stops and line ends tell."""
    before = [m.end() for m in _SENTENCE_END.finditer(text, 0, span[0])]
    after = _SENTENCE_END.search(text, span[1])
    return (before[-1] if before else 0), (after.start() if after else len(text))


def proposed(
    text_id: str, text: str, given: Given, account: RecordedAccount | None, report: str
) -> Proposed:
    """The claim to be recorded: in the account named, or with `kind` in a new one.

    Raises UsageError for a field, kind, value or words amiss.
    """
    span = found(text, given.words, given.occurrence)
    evidence = sentence(text, span)
    if given.kind is not None:
        if given.kind not in kinds():
            raise UsageError(
                f"There is no kind `{given.kind}`.", f"Use one of: {', '.join(sorted(kinds()))}."
            )
        within = Within("", given.kind, "accomplished", span, report, (0, 0))
        value = Text(given.words, given.kind)
        claim = _claim(given, "kind", value, span, evidence)
        return Proposed(text_id, claim, (within,))
    if given.field not in FIELDS:
        raise UsageError(f"There is no field `{given.field}`.", f"Use one of: {', '.join(FIELDS)}.")
    if account is None:
        raise UsageError("In which account?", "Name the account instead of the report.")
    value = typed(given.field, given.value or given.words, given.words)
    spoken = given if given.speaker else _as_around(given, account, evidence)
    claim = _claim(spoken, given.field, value, span, evidence)
    return Proposed(text_id, claim, (standing_in(account),))


def standing_in(account: RecordedAccount) -> Within:
    """The account as a decision keeps it."""
    told = account.account
    return Within(told.id, told.kind, told.stage, told.trigger, account.report, account.order)


def _claim(given: Given, field: str, value: object, span: Span, evidence: Span) -> Claim:
    speakers = (given.speaker,) if given.speaker else ()
    made = {
        "id": "", "field": field, "value": value, "written": given.words, "spans": (span,),
        "evidence": (evidence,), "stance": given.stance, "attribution": None,
        "speakers": speakers, "confidence": 1.0, "of": None, "rule": BY_HAND,
    }  # fmt: skip
    return msgspec.convert(made, Claim)


def _as_around(given: Given, account: RecordedAccount, evidence: Span) -> Given:
    """Who says it, where the same sentence has a claim with one speaker in this account."""
    near = {
        c.speakers[-1]
        for c in account.account.claims
        if c.speakers and any(covers(evidence, s) for s in c.spans)
    }
    return msgspec.structs.replace(given, speaker=near.pop()) if len(near) == 1 else given


def stance_of(told: str) -> Stance:
    """A stance by its name. Raises UsageError."""
    for stance in get_args(Stance):
        if stance == told:
            return stance
    raise UsageError(f"There is no stance `{told}`.", f"Use one of: {', '.join(get_args(Stance))}.")
