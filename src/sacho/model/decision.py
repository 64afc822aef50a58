"""A decision: what a person judged, about exactly what they were shown. Append-only."""

from __future__ import annotations

from typing import Literal

import msgspec

from sacho.model.claim import Claim, Stage
from sacho.model.span import Span

Verb = Literal[
    "accept", "refuse", "correct", "add", "link", "unlink", "merge", "split", "same-origin",
    "grade", "retract",
]  # fmt: skip


class Decision(msgspec.Struct, frozen=True):
    """`about` are the ids judged; `shown` is the JSON that the person saw, with its score.

    A decision is taken back by another one with verb `retract` about its id; nothing is edited.
    `value` carries what the person supplied (a corrected value, a grade).
    """

    id: str
    verb: Verb
    about: tuple[str, ...]
    by: str
    reason: str
    at: str
    shown: str
    value: str | None = None


class Within(msgspec.Struct, frozen=True):
    """The account that a judged claim stands in, so that it can stand there without a reading."""

    account: str
    kind: str
    stage: Stage
    trigger: Span
    report: str
    order: tuple[int, int]


class Proposed(msgspec.Struct, frozen=True):
    """A claim by its lasting id, as a reading proposes it or as a person was shown it."""

    text: str
    claim: Claim
    within: tuple[Within, ...] = ()
