"""The desk: what came in, what waits and in which order, what contradicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sacho.model.incident import Incident
from sacho.model.values import AnyValue, Count, Period
from sacho.store import reports
from sacho.store.problems import ProblemRecord
from sacho.store.project import Project
from sacho.web.answers import Contradiction, Desk, ProblemView, ReportRow, Tally
from sacho.web.picture import Picture

INVENTED = "INVENTED EXAMPLE"


def desk(picture: Picture, project: Project, wanted: str, leaf: tuple[int, int]) -> Desk:
    """`wanted` is waiting, done or all; `leaf` is the first report shown and how many."""
    rows = {r: report_row(picture, r) for r in picture.read.reports}
    order = queue(rows.values())
    listed = [row for row in order if _wanted(row, wanted)]
    first, many = leaf
    people = Counter(d.by for d in picture.decisions)
    return Desk(
        project=project.path.resolve().name,
        tally=added(row.tally for row in order),
        total=len(order),
        found=len(listed),
        reports=tuple(listed[first : first + many]),
        problems=tuple(problem_view(p) for p in _waiting_problems(picture)),
        contradictions=tuple(contradictions(picture.derived.incidents)),
        people=tuple(name for name, _ in people.most_common(12)),
        next=following(order),
        invented=invented(picture, project),
    )


def invented(picture: Picture, project: Project) -> bool:
    """Whether the first report says of itself that it is an invented example."""
    first = next((r for r in picture.read.reports.values() if r.texts), None)
    return first is not None and INVENTED in reports.text(project, first.texts[-1]).text


def queue(rows: Iterable[ReportRow]) -> list[ReportRow]:
    """Those with claims waiting first, the most doubtful of them first; then the newest."""
    newest = sorted(rows, key=lambda row: row.received_at, reverse=True)
    return sorted(newest, key=lambda row: (row.tally.unreviewed == 0, -row.doubt))


def following(order: Iterable[ReportRow], after: str | None = None) -> str | None:
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
    listed = list(tallies)
    return Tally(*(sum(getattr(t, name) for t in listed) for name in Tally.__struct_fields__))


def problem_view(problem: ProblemRecord) -> ProblemView:
    """A problem as the page shows it."""
    return ProblemView(
        problem.id, problem.code, problem.message, problem.report, problem.received_name,
        problem.spans, problem.at,
    )  # fmt: skip


def contradictions(incidents: Iterable[Incident]) -> Iterator[Contradiction]:
    """The incidents with fields whose values exclude each other."""
    for incident in incidents:
        fields = differing(incident)
        if fields:
            told = {f: tuple(v.value for v in incident.voices if v.field == f) for f in fields}
            yield Contradiction(incident.id, incident.kind, fields, told)


def differing(incident: Incident) -> tuple[str, ...]:
    """The fields of which two told values cannot both be so."""
    values: dict[str, list[AnyValue]] = {}
    for voice in incident.voices:
        values.setdefault(voice.field, []).append(voice.value)
    return tuple(f for f, told in values.items() if differ(told))


def differ(values: Iterable[AnyValue]) -> bool:
    """Whether two counts or two periods among the values have nothing in common."""
    listed = list(values)
    return any(_apart(a, b) for n, a in enumerate(listed) for b in listed[n + 1 :])


def _apart(a: AnyValue, b: AnyValue) -> bool:
    if isinstance(a, Count) and isinstance(b, Count):
        return (a.high is not None and a.high < b.low) or (b.high is not None and b.high < a.low)
    if isinstance(a, Period) and isinstance(b, Period):
        return _ends_before(a, b) or _ends_before(b, a)
    return False


def _ends_before(a: Period, b: Period) -> bool:
    if a.latest is None or b.earliest is None:
        return False
    length = min(len(a.latest), len(b.earliest))
    return a.latest[:length] < b.earliest[:length]


def _wanted(row: ReportRow, wanted: str) -> bool:
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
