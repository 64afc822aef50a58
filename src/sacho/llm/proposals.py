"""From a model's answer to tellings: what is not exactly in the schema, or not in the text, ends here.

1. the answer is one JSON object of the schema and of nothing more
2. kinds, stages, stances, fields and codes are those of the vocabulary
3. words stand, letter by letter, in the very sentence that is named
What passes is a proposal like any other: its values are read from its words by the tables, and the
grounding gate judges it. Not checked here: whether the right words were chosen.
"""

from __future__ import annotations

from typing import cast

import msgspec

from sacho.llm.prompt import ASKED
from sacho.model.claim import Field, Stage, Stance
from sacho.model.problem import Problem
from sacho.model.span import Span
from sacho.model.vocabulary import vocabulary
from sacho.read.analysis import Sentence, Slot, Telling

LONGEST = 400
"""Words longer than this (in characters) are no value but a passage."""
MOST = 200
"""Accounts of one report beyond this are not taken: an answer that never ends."""
SURE = 0.6
"""The confidence of what a model proposes, until it has been measured."""
RULE = "model"


class ProposedClaim(msgspec.Struct, forbid_unknown_fields=True):
    """Words for a field. There is no place for a value."""

    field: str
    words: str


class ProposedAccount(msgspec.Struct, forbid_unknown_fields=True):
    """One happening as one sentence tells it."""

    kind: str
    sentence: int
    trigger: str
    claims: list[ProposedClaim] = []
    stage: Stage = "accomplished"
    stance: Stance = "asserted"


class Answer(msgspec.Struct, forbid_unknown_fields=True):
    """The whole answer."""

    accounts: list[ProposedAccount]


class Taken(msgspec.Struct, frozen=True):
    """What could be used, and how many proposals were refused."""

    tellings: list[Telling]
    refused: int


def taken(answer: str, text: str, sentences: list[Sentence]) -> Taken:
    """The tellings of an answer. One that is not of the schema gives none and counts as refused."""
    try:
        told = msgspec.json.decode(_bare(answer), type=Answer)
    except msgspec.DecodeError:  # of which ValidationError is one
        return Taken([], 1)
    placed = {s.index: s for s in sentences}
    tellings: list[Telling] = []
    refused = max(0, len(told.accounts) - MOST)
    for account in told.accounts[:MOST]:
        trigger = _found(account.trigger, account.sentence, text, placed)
        if trigger is None or account.kind not in vocabulary().kind:
            refused += 1 + len(account.claims)
            continue
        slots = [_slot(claim, account.sentence, text, placed) for claim in account.claims]
        refused += sum(slot is None for slot in slots)
        tellings.append(_telling(account, trigger, tuple(s for s in slots if s is not None)))
    return Taken(tellings, refused)


def _bare(answer: str) -> str:
    """Many models wrap JSON in a fence."""
    stripped = answer.strip()
    if stripped.startswith("```") and stripped.endswith("```"):
        return stripped.strip("`").removeprefix("json").strip()
    return stripped


def _telling(account: ProposedAccount, trigger: Span, slots: tuple[Slot, ...]) -> Telling:
    return Telling(
        kind=account.kind, trigger=trigger, sentence=account.sentence, stage=account.stage,
        stage_spans=(), stance=account.stance, slots=slots, rule=RULE, confidence=SURE,
    )  # fmt: skip


def _slot(
    claim: ProposedClaim, sentence: int, text: str, placed: dict[int, Sentence]
) -> Slot | None:
    span = _found(claim.words, sentence, text, placed) if claim.field in ASKED else None
    if span is None:
        return None
    return Slot(cast("Field", claim.field), (span,), confidence=SURE, rule=RULE)


def _found(words: str, index: int, text: str, placed: dict[int, Sentence]) -> Span | None:
    """Where the words stand in their sentence; None where they do not, or stand twice."""
    sentence = placed.get(index)
    if sentence is None or not words.strip() or words != words.strip() or len(words) > LONGEST:
        return None
    own = text[sentence.start : sentence.end]
    if own.count(words) != 1:
        return None
    start = sentence.start + own.index(words)
    return start, start + len(words)


def problems(taken: Taken) -> list[Problem]:
    """How much was refused, without a word of it: an answer may hold anything."""
    if not taken.refused:
        return []
    return [Problem("model.refused", f"{taken.refused} proposals of the language model were "
                    "refused: they were not of the schema, or not exactly in the text. Nothing "
                    "needs to be done.")]  # fmt: skip
