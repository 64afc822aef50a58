"""The grounding gate: a value leaves the reader only if its own words, read again, give it.

For every claim, whoever proposed it:
1. its spans lie in the text and `written` is what stands there
2. its evidence holds its spans
3. its value is what the grammar reads in those words alone, with the declared context
   (publication date, the anchor's words, the versions of gazetteer and tables)
4. every speaker's name stands in the words given for it; a speaker without words is the outlet
   that the declared context names
5. the claim it is part of stands

A model may choose words; it can never supply a value. Not checked here: whether the words were the
right ones to choose, and whether what they say is true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sacho.model.account import Account
from sacho.model.claim import COUNT_FIELDS, PARTY_FIELDS, TEXT_FIELDS, Claim, Speaker
from sacho.model.problem import Problem
from sacho.model.span import Spans, covers, words
from sacho.model.values import AnyValue, Count, Means, Party, Period, Place, Quantity, Text
from sacho.read.context import Context
from sacho.read.grammar import Grammar
from sacho.read.tagger import wording
from sacho.read.unnamed import unnamed_place

if TYPE_CHECKING:
    from sacho.read.accounts import Draft

FIELD_VALUES: dict[str, type[AnyValue]] = {
    **dict.fromkeys(COUNT_FIELDS, Count),
    **dict.fromkeys(PARTY_FIELDS, Party),
    **dict.fromkeys(TEXT_FIELDS, Text),
    "period": Period,
    "place": Place,
    "means": Means,
    "quantity": Quantity,
}


def ground(
    drafts: list[Draft], text: str, context: Context, grammar: Grammar
) -> tuple[tuple[Account, ...], list[Problem]]:
    """Accounts of the claims that stand, renumbered a1, a2 …; a problem for each that does not."""
    accounts: list[Account] = []
    problems: list[Problem] = []
    for draft in drafts:
        kept: dict[str, Claim] = {}
        for claim in draft.claims:
            why = refusal(claim, text, context, grammar)
            if why is None and claim.of is not None and claim.of not in kept:
                why = "the claim it is part of does not stand"
            if why is None:
                kept[claim.id] = claim
            else:
                problems.append(Problem("claim.not-grounded", _message(claim, why), claim.spans))
        problems += [_unread(field, spans) for field, spans in draft.unread]
        if any(c.field == "kind" for c in kept.values()):
            account_id = f"a{len(accounts) + 1}"
            accounts.append(
                Account(account_id, draft.kind, draft.stage, tuple(kept.values()), draft.trigger)
            )
    return tuple(accounts), problems


def refusal(claim: Claim, text: str, context: Context, grammar: Grammar) -> str | None:
    """Why a claim does not stand in this text; None if it does."""
    if not _spans_lie(claim.spans, text) or not _spans_lie(claim.evidence, text):
        return "its spans do not lie in the text"
    if claim.written != words(text, claim.spans):
        return "its words are not those that stand at its spans"
    if not all(any(covers(e, s) for e in claim.evidence) for s in claim.spans):
        return "its evidence does not hold its words"
    if not isinstance(claim.value, FIELD_VALUES[claim.field]):
        return "its field does not take this type of value"
    if not 0 < claim.confidence < 1:
        return "its confidence is no chance"
    if not _value_stands(claim, text, context, grammar):
        return "its words, read again, do not give its value"
    for speaker in claim.speakers:
        if not _speaker_stands(speaker, text, context):
            return "a speaker's name does not stand in the words given for it"
    return None


def _spans_lie(spans: Spans, text: str) -> bool:
    return bool(spans) and all(0 <= start < end <= len(text) for start, end in spans)


def _value_stands(claim: Claim, text: str, context: Context, grammar: Grammar) -> bool:
    value, written = claim.value, claim.written
    if isinstance(value, Count):
        return grammar.parse_count(written) == value
    if isinstance(value, Quantity):
        return grammar.parse_quantity(written) == value
    if isinstance(value, Party):
        return grammar.parse_party(written) == value
    if isinstance(value, Place):
        return (grammar.parse_place(written) or unnamed_place(written)) == value
    if isinstance(value, Period):
        return read_period(value, written, text, context, grammar) == value
    if isinstance(value, Means):
        return value.detail == written and grammar.carries("means", value.code, written)
    if value.code is not None:
        return value.text == written and _code_stands(claim.field, value.code, written, grammar)
    return value.text == written


def _code_stands(field: str, code: str, written: str, grammar: Grammar) -> bool:
    """The grammar's lists know the words, or what was learned of words without any text does."""
    return grammar.carries(field, code, written) or (
        field == "kind" and wording.carries_kind(code, written)
    )


def read_period(
    value: Period, written: str, text: str, context: Context, grammar: Grammar
) -> Period | None:
    """The period of these words; one counted from another date reads that date's words first."""
    anchor: Period | None = None
    if value.basis.spans:
        if not _spans_lie(value.basis.spans, text):
            return None
        anchor = grammar.parse_period(words(text, value.basis.spans), context, None)
        if anchor is None:
            return None
    again = grammar.parse_period(written, context, anchor)
    if again is None:
        return None
    # Words alone cannot tell where their anchor stands: the spans were checked above.
    return msgspec.structs.replace(
        again, basis=msgspec.structs.replace(again.basis, spans=value.basis.spans)
    )


def _speaker_stands(speaker: Speaker, text: str, context: Context) -> bool:
    if not speaker.spans:
        return speaker.kind == "media" and speaker.name == context.head.publisher
    if not _spans_lie(speaker.spans, text):
        return False
    name = speaker.name.casefold()
    return any(name in " ".join(text[s:e].split()).casefold() for s, e in speaker.spans)


def _message(claim: Claim, why: str) -> str:
    return f"A proposed claim of the field {claim.field} was refused: {why}."


def _unread(field: str, spans: Spans) -> Problem:
    message = f"These words were taken for the field {field}, but no value could be read in them."
    return Problem(f"{field}.unread", message, spans)
