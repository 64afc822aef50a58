"""An account: what one report tells of one happening; a reading: all that one text tells."""

from __future__ import annotations

from typing import Literal

import msgspec

from sacho.model.claim import Attribution, Claim, Stage
from sacho.model.problem import Problem
from sacho.model.span import Span, Spans
from sacho.model.values import AnyValue

Relation = Literal[
    "under-order", "in-response-to", "rewarded-for", "investigated-for", "punished-for", "denies",
    "part-of", "follows",
]  # fmt: skip


class Account(msgspec.Struct, frozen=True):
    """One happening, or a stated number of like happenings that the text does not tell apart.

    `kind` and `stage` repeat the claims of those fields. `trigger` is the span of the words that
    carry the kind, by which an account found again keeps its id.
    """

    id: str
    kind: str
    stage: Stage
    claims: tuple[Claim, ...]
    trigger: Span


class Link(msgspec.Struct, frozen=True, rename={"source": "from", "target": "to"}):
    """How one account relates to another: `from` is under the order, reward, denial … `to`."""

    source: str
    relation: Relation
    target: str
    evidence: Spans
    confidence: float


class FoundValue(msgspec.Struct, frozen=True):
    """A value read anywhere in the text, whether or not an account uses it.

    `field` is period, count, quantity or place; or time (an hour whose day is not told, or how
    long in seconds) or order (`last`, `next`), which no claim takes.
    """

    field: str
    value: AnyValue
    written: str
    spans: Spans


class MadeWith(msgspec.Struct, frozen=True):
    """The versions that, with the text and the declared context, make the reading again."""

    reader: str
    gazetteer: str
    tables: str


class ReportHead(msgspec.Struct, frozen=True):
    """What the reading was told of the report: its declared context."""

    id: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None


class Reading(msgspec.Struct, frozen=True):
    """All that one reader read in one text. `format` names this shape (`sacho-reading/1`)."""

    made_with: MadeWith
    report: ReportHead
    text: str
    attributions: tuple[Attribution, ...]
    accounts: tuple[Account, ...]
    links: tuple[Link, ...]
    values: tuple[FoundValue, ...]
    problems: tuple[Problem, ...]
    format: str = "sacho-reading/1"
