"""The shapes that the interface answers with."""

from __future__ import annotations

from typing import Any

import msgspec

from sacho.model.claim import Claim
from sacho.model.incident import Compared
from sacho.model.report import Metadata
from sacho.model.span import Spans
from sacho.model.values import AnyValue, Count, Period, Place


class Failure(msgspec.Struct, frozen=True):
    """What went wrong and what to do next. `current` is how the thing stands now, on a conflict."""

    code: str
    message: str
    next_step: str = ""
    current: Any = None


class Stands(msgspec.Struct, frozen=True):
    """What people decided of a claim: `judgement` and `now` as in `review.standing`."""

    judgement: str
    now: str
    decision: str
    by: str
    at: str
    reason: str
    value: AnyValue | None = None


class ClaimView(msgspec.Struct, frozen=True):
    """A claim with where it stands. `seen` is what a decision about it must name: the decision
    that stands, None before the first. `proposed` False: no present reading tells it."""

    claim: Claim
    stands: Stands | None
    seen: str | None
    proposed: bool = True


class Tally(msgspec.Struct, frozen=True):
    """How many claims wait and how many were judged."""

    claims: int = 0
    unreviewed: int = 0
    accepted: int = 0
    refused: int = 0
    corrected: int = 0
    added: int = 0


class ProblemView(msgspec.Struct, frozen=True):
    """A problem with the report it is of."""

    id: str
    code: str
    message: str
    report: str | None
    name: str | None
    spans: Spans
    at: str


class ReportRow(msgspec.Struct, frozen=True):
    """One report in a list. `doubt` is how many of its unreviewed claims are expected wrong."""

    id: str
    name: str
    metadata: Metadata
    format: str
    handling: str
    received_at: str
    read: bool
    accounts: int
    problems: int
    tally: Tally
    doubt: float


class Contradiction(msgspec.Struct, frozen=True):
    """An incident with fields whose told values exclude each other, and those values."""

    incident: str
    kind: str
    fields: tuple[str, ...]
    values: dict[str, tuple[AnyValue, ...]]


class Desk(msgspec.Struct, frozen=True):
    """What came in and what waits. `reports` are one leaf of the list, `found` its whole length;
    `problems` and `contradictions` are the first of so many found; `next` is the report to review
    first; `linking` while incidents are still being derived. While the project is still being laid
    out, `laid` is how many reports are, and contradictions are not looked for yet."""

    project: str
    tally: Tally
    total: int
    found: int
    reports: tuple[ReportRow, ...]
    problems: tuple[ProblemView, ...]
    contradictions: tuple[Contradiction, ...]
    people: tuple[str, ...]
    next: str | None
    invented: bool
    linking: bool = False
    problems_found: int = 0
    contradictions_found: int = 0
    laid: int | None = None


class AccountView(msgspec.Struct, frozen=True):
    """An account as one report tells it, and the incident that it stands in."""

    id: str
    kind: str
    stage: str
    incident: str | None
    claims: tuple[ClaimView, ...]


class HeadStep(msgspec.Struct, frozen=True):
    """One field of a report's head before and after a person mended it; None is not known."""

    field: str
    was: str | None
    now: str | None


class Step(msgspec.Struct, frozen=True):
    """One decision in the history of a report or incident; `counts` False: it was taken back.

    `was` is the value that the person was shown, `value` the one that they gave, of this `field`.
    `into` is the kind of the account that claims were moved to, `more` how many claims beside the
    first; `head` is what was mended of the report itself.
    """

    id: str
    verb: str
    about: tuple[str, ...]
    by: str
    at: str
    reason: str
    counts: bool
    field: str | None = None
    was: AnyValue | None = None
    value: AnyValue | None = None
    grade: str | None = None
    into: str | None = None
    more: int = 0
    head: tuple[HeadStep, ...] = ()


class ReportView(msgspec.Struct, frozen=True):
    """A report to be reviewed: its text, and beside it what it was read to tell.

    Spans are in code points of `text`. `gone` are claims that people judged and that no present
    reading proposes. `undo` and `redo` are the decisions that these would act on, for the asker.
    """

    report: ReportRow
    text_id: str | None
    text: str
    furniture: Spans
    accounts: tuple[AccountView, ...]
    gone: tuple[ClaimView, ...]
    problems: tuple[ProblemView, ...]
    history: tuple[Step, ...]
    undo: str | None
    redo: str | None
    linking: bool = False


class Recorded(msgspec.Struct, frozen=True):
    """What became of a document that came in."""

    report: ReportRow
    is_new: bool
    read: bool
    accounts: int
    problems: tuple[str, ...]


class Decided(msgspec.Struct, frozen=True):
    """A decision, durable when this is sent, and what it changed; `history` is its newest end.

    `whole`: more than these claims changed in the report, which is to be loaded again.
    """

    decision: str
    claims: tuple[ClaimView, ...]
    report: ReportRow | None
    undo: str | None
    redo: str | None
    incidents: tuple[str, ...] = ()
    history: tuple[Step, ...] = ()
    whole: bool = False


class Quote(msgspec.Struct, frozen=True):
    """A claim's words in their sentence; `spans` are in code points of `text`."""

    text: str
    spans: Spans


class Telling(msgspec.Struct, frozen=True):
    """One report's claim of a value, in its words, with who says it. `parts` belong to it."""

    view: ClaimView
    account: str
    report: str
    name: str
    publisher: str | None
    published: str | None
    origin: str
    quote: Quote
    parts: tuple[Telling, ...] = ()


class Told(msgspec.Struct, frozen=True):
    """One value with one stance, and everybody who tells it."""

    value: AnyValue
    stance: str
    origins: int
    tellings: tuple[Telling, ...]


class FieldView(msgspec.Struct, frozen=True):
    """One field of an incident, all its values side by side; `differ` where they exclude each
    other."""

    field: str
    differ: bool
    told: tuple[Told, ...]
    history: tuple[Step, ...] = ()


class IncidentRow(msgspec.Struct, frozen=True, rename={"class_": "class"}):
    """One incident in a list: every told period, place and count; none is chosen."""

    id: str
    kind: str
    class_: str
    periods: tuple[Period, ...]
    places: tuple[Place, ...]
    counts: dict[str, tuple[Count, ...]]
    differ: tuple[str, ...]
    accounts: int
    reports: int
    origins: int
    invented: bool


class Related(msgspec.Struct, frozen=True):
    """An incident that a report relates to this one; `forward`: this one is `relation` it."""

    relation: str
    forward: bool
    incident: IncidentRow


class Member(msgspec.Struct, frozen=True):
    """An account of an incident, with its report and origin."""

    account: str
    kind: str
    report: str
    name: str
    publisher: str | None
    published: str | None
    origin: str


class JoinView(msgspec.Struct, frozen=True):
    """Why two accounts stand together: the values compared, or the person who said so."""

    left: str
    right: str
    compared: tuple[Compared, ...]
    score: float
    by: str


class Suggestion(msgspec.Struct, frozen=True):
    """Another incident that may be the same one, with what speaks for and against."""

    incident: IncidentRow
    compared: tuple[Compared, ...]
    score: float


class ChangeView(msgspec.Struct, frozen=True):
    """One change in how an incident is told. `telling` is the claim that denies or tells the later
    number, `before` the one that told the earlier; `words` are those of a report that says of
    itself that it corrects or withdraws an earlier one.
    """

    how: str
    report: str
    name: str
    published: str | None
    words: str
    telling: Telling | None
    before: Telling | None


class GradeView(msgspec.Struct, frozen=True):
    """How far one side of an incident is believed: the source's letter (A to F) and the
    information's number (1 to 6), kept apart; None where nobody graded it. `seen` is what a new
    grade must name."""

    name: str
    source: str | None
    information: str | None
    by: str
    at: str
    reason: str
    seen: str | None


class IncidentView(msgspec.Struct, frozen=True):
    """An incident whole. `seen` is what a split or merge must name."""

    row: IncidentRow
    fields: tuple[FieldView, ...]
    members: tuple[Member, ...]
    related: tuple[Related, ...]
    joins: tuple[JoinView, ...]
    suggestions: tuple[Suggestion, ...]
    history: tuple[Step, ...]
    seen: str
    grades: tuple[GradeView, ...] = ()
    changes: tuple[ChangeView, ...] = ()


class Choice(msgspec.Struct, frozen=True):
    """A value that the words may tell in a field."""

    field: str
    value: AnyValue


class Choices(msgspec.Struct, frozen=True):
    """What selected words may tell, the likeliest first."""

    choices: tuple[Choice, ...]


class Preview(msgspec.Struct, frozen=True):
    """What a split or merge would leave: the incidents that the present ones would become."""

    before: tuple[IncidentRow, ...]
    after: tuple[IncidentRow, ...]


class Incidents(msgspec.Struct, frozen=True):
    """All incidents as rows."""

    incidents: tuple[IncidentRow, ...]


class Laid(msgspec.Struct, frozen=True):
    """How many reports are laid out in memory so far, and whether that is all of them."""

    reports: int
    done: bool


class Found(msgspec.Struct, frozen=True):
    """A report that holds the words searched for."""

    report: str
    name: str
    title: str | None
    snippet: str


class Hits(msgspec.Struct, frozen=True):
    """What a search found, best first."""

    hits: tuple[Found, ...]
