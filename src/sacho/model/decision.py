"""A decision: what a person judged, about exactly what they were shown. Append-only."""

from __future__ import annotations

from typing import Literal

import msgspec

from sacho.model.claim import Claim, Stage
from sacho.model.span import Span

Verb = Literal[
    "accept", "refuse", "correct", "add", "link", "unlink", "merge", "split", "same-origin",
    "grade", "retract", "move", "divide", "mend",
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


class Moved(msgspec.Struct, frozen=True):
    """Claims told of another happening than the account that they stood in: out of `source`, into
    `target`, an account of the same text. `chosen` are those that the person named among `claims`;
    the others are their parts. `kept` stand in both: the words that carry the kind, where one
    account becomes two. `beside` were told by the very same words and stay in `source`.

    What is judged is where a claim stands, (claim, account): the claim keeps its id, and stays in
    whatever other accounts hold it.
    """

    text: str
    claims: tuple[Claim, ...]
    source: Within
    target: Within
    chosen: tuple[str, ...]
    kept: tuple[Claim, ...] = ()
    beside: tuple[str, ...] = ()


class Mended(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a person says of a report's head, field by field; UNSET is left as it is, and None says
    that it is not known.
    """

    publisher: str | msgspec.UnsetType | None = msgspec.UNSET
    published: str | msgspec.UnsetType | None = msgspec.UNSET
    language: str | msgspec.UnsetType | None = msgspec.UNSET
