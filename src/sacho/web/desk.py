"""The desk: what came in, what waits and in which order, what contradicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from typing import Protocol, TypeVar

from sacho.model.decision import Decision
from sacho.store import reports
from sacho.store.problems import ProblemRecord
from sacho.store.project import Project
from sacho.web.answers import Contradiction, Desk, ProblemView, ReportRow, Tally
from sacho.web.picture import Picture
from sacho.web.told import Derived

INVENTED = "INVENTED EXAMPLE"
MOST = 20
"""Contradictions shown on the desk; the overview lists them all."""
MOST_PROBLEMS = 100

Row = TypeVar("Row", bound="Waits")


class Waits(Protocol):
    """What a place in the queue depends on."""

    @property
    def id(self) -> str: ...
    @property
    def received_at(self) -> str: ...
    @property
    def tally(self) -> Tally: ...
    @property
    def doubt(self) -> float: ...


def desk(picture: Picture, project: Project, wanted: str, leaf: tuple[int, int]) -> Desk:
    """`wanted` is waiting, done or all; `leaf` is the first report shown and how many."""
    rows = {r: report_row(picture, r) for r in picture.read.reports}
    order = queue(rows.values())
    listed = [row for row in order if is_wanted(row, wanted)]
    first, many = leaf
    waiting = _waiting_problems(picture)
    return Desk(
        project=project.path.resolve().name,
        tally=added(row.tally for row in order),
        total=len(order),
        found=len(listed),
        reports=tuple(listed[first : first + many]),
        problems=tuple(problem_view(p) for p in waiting[:MOST_PROBLEMS]),
        problems_found=len(waiting),
        contradictions=tuple(contradictions(picture.derived, MOST)),
        contradictions_found=len(picture.derived.differing),
        people=people(picture.decisions),
        next=following(order),
        invented=invented(project),
    )


def people(decided: Iterable[Decision]) -> tuple[str, ...]:
    """Those who decided most."""
    return tuple(name for name, _ in Counter(d.by for d in decided).most_common(12))


def invented(project: Project) -> bool:
    """Whether the first report says of itself that it is an invented example."""
    first = reports.first_text(project)
    return first is not None and INVENTED in first.text


def queue(rows: Iterable[Row]) -> list[Row]:
    """Those with claims waiting first, the most doubtful of them first; then the newest."""
    newest = sorted(rows, key=attrgetter("received_at"), reverse=True)
    return sorted(newest, key=lambda row: (row.tally.unreviewed == 0, -row.doubt))


def following(order: Iterable[Waits], after: str | None = None) -> str | None:
    """The report to review next, another than `after` where there is one."""
    waiting = [row.id for row in order if row.tally.unreviewed]
    return next((id_ for id_ in waiting if id_ != after), waiting[0] if waiting else None)


def report_row(picture: Picture, report: str) -> ReportRow:
    """One report with its counts; made once for as long as nothing about it is decided."""
    row = picture.rows.get(report)
    if row is None:
        row = picture.rows[report] = _row(picture, report)
    return row


def _row(picture: Picture, report: str) -> ReportRow:
    record = picture.report(report)
    told = picture.accounts_of(report)
    claims = {c.id: c for c in picture.claims_of(told)}
    judgements = Counter(picture.judged[c].judgement for c in claims if c in picture.judged)
    waiting = [c for c in claims.values() if c.id not in picture.judged]
    return ReportRow(
        id=report,
        name=record.receipts[0].received_name,
        metadata=record.metadata,
        format=record.format,
        handling=record.handling,
        received_at=record.receipts[0].received_at,
        read=bool(record.texts),
        accounts=len(told),
        problems=picture.read.problems_of[report],
        tally=Tally(
            len(claims), len(waiting), judgements["accepted"], judgements["refused"],
            judgements["corrected"], judgements["added"],
        ),
        doubt=round(sum(1 - c.confidence for c in waiting), 3),
    )  # fmt: skip


def added(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    claims = unreviewed = accepted = refused = corrected = by_hand = 0
    for tally in tallies:
        claims += tally.claims
        unreviewed += tally.unreviewed
        accepted += tally.accepted
        refused += tally.refused
        corrected += tally.corrected
        by_hand += tally.added
    return Tally(claims, unreviewed, accepted, refused, corrected, by_hand)


def problem_view(problem: ProblemRecord) -> ProblemView:
    """A problem as the page shows it."""
    return ProblemView(
        problem.id, problem.code, problem.message, problem.report, problem.received_name,
        problem.spans, problem.at,
    )  # fmt: skip


def contradictions(derived: Derived, most: int) -> Iterator[Contradiction]:
    """The incidents with fields whose values exclude each other: the first of them."""
    for incident, fields in islice(derived.differing, most):
        told = {f: tuple(v.value for v in incident.voices if v.field == f) for f in fields}
        yield Contradiction(incident.id, incident.kind, fields, told)


def is_wanted(row: Waits, wanted: str) -> bool:
    """Whether a report is waiting, done, or any, as `wanted` says."""
    if wanted == "waiting":
        return row.tally.unreviewed > 0
    return wanted != "done" or row.tally.unreviewed == 0


def _waiting_problems(picture: Picture) -> list[ProblemRecord]:
    """Problems of the project, and of reports that could not be read: those that a person can
    mend here. What a reader left open in a text is shown with the report."""
    return [
        p
        for p in picture.read.problems
        if p.report is None or (p.report in picture.read.reports and p.reading is None)
    ]
