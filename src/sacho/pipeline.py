"""The product on one screen: ingest, read, keep, link.

    bytes -> report -> text -> accounts of claims -> incidents

Only this module and the shells join a stage to the store. A report is accepted in one transaction
with its text and its reading: after a crash it is there whole or not at all, and its sender is told
that it was accepted only once it is on disk.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from sacho.ingest.ingester import Ingester
from sacho.linking import as_decided, decided, link, recorded
from sacho.linking import recorded_accounts as recorded_accounts  # shells ask here
from sacho.model.account import Reading, ReportHead
from sacho.model.problem import Problem
from sacho.model.recorded import RecordedAccount, RecordedLink
from sacho.model.report import Handling, Ingested, Metadata, ReportRecord, ReportText
from sacho.read.proposers import Proposer
from sacho.read.reader import made_with, read_text
from sacho.review.mending import check_date

if TYPE_CHECKING:
    # SQLAlchemy takes a second to import, and `sacho read` needs no store: the functions that do
    # import it themselves.
    from sacho.model.decision import Decision, Mended
    from sacho.model.incident import Incident
    from sacho.pages.cards import Turn
    from sacho.pages.page import Source
    from sacho.review.standing import Standing
    from sacho.rules.case import Case, Notice, Word
    from sacho.rules.line import Ruling
    from sacho.store.accounts import Told
    from sacho.store.project import Project


class Given(msgspec.Struct, frozen=True):
    """What the owner says of a document, over what it says of itself."""

    publisher: str | None = None
    published: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            check_date(self.published)


NOTHING_GIVEN = Given()


class Reader:
    """Ingests and reads documents, each in a process of its own; start once, use for many."""

    def __init__(self, ingester: Ingester, proposer: Proposer | None = None) -> None:
        self._ingester = ingester
        self._proposer = proposer

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What is limited on this machine, to be told once."""
        return self._ingester.notices

    def read(
        self, data: bytes, name: str, given: Given = NOTHING_GIVEN
    ) -> tuple[Ingested, Reading | None]:
        """The document's text and what it tells; no reading where there is no text."""
        ingested = with_given(self._ingester.ingest(data, name), given)
        if ingested.text is None:
            return ingested, None
        return ingested, read_report(ingested.text, ingested.metadata, self._proposer)


@contextmanager
def reader(proposer: Proposer | None = None, without_sandbox: bool = False) -> Generator[Reader]:
    """A reader for the length of a block; a `proposer` proposes words beside the grammar."""
    with Ingester(without_sandbox=without_sandbox) as ingester:
        yield Reader(ingester, proposer)


def with_given(ingested: Ingested, given: Given) -> Ingested:
    """What the owner says stands over what the document says, and is named as theirs."""
    said = ingested.metadata
    metadata = Metadata(
        title=said.title,
        author=said.author,
        publisher=given.publisher or said.publisher,
        published=given.published or said.published,
        published_from="given" if given.published else said.published_from,
        language=given.language or said.language,
    )
    return msgspec.structs.replace(ingested, metadata=metadata)


def read_report(text: ReportText, metadata: Metadata, proposer: Proposer | None = None) -> Reading:
    """What one text tells, given what is known of its report."""
    head = ReportHead(
        id=text.report,
        title=metadata.title,
        publisher=metadata.publisher,
        author=metadata.author,
        published=metadata.published,
        language=metadata.language,
    )
    return read_text(text.text, head, furniture=text.furniture, proposer=proposer)


class Arrived(msgspec.Struct, frozen=True):
    """A document as it came in: `how` is file, folder or stdin; `given` is said of it alone."""

    data: bytes
    name: str
    how: str
    given: Given | None = None


class Outcome(msgspec.Struct, frozen=True):
    """What became of one arrival: the report as kept, and whether it could be read."""

    report: ReportRecord
    is_new: bool
    read: bool
    accounts: int
    problems: tuple[Problem, ...]


def record(
    project: Project,
    arrivals: Iterable[Arrived],
    given: Given = NOTHING_GIVEN,
    handling: Handling = "open",
    without_sandbox: bool = False,
    proposer: Proposer | None = None,
) -> Iterator[Outcome]:
    """Keep and read each arrival, then link. Same bytes twice: one report, two receipts."""
    from sacho.store import reports

    with reader(proposer, without_sandbox) as reading:
        _tell_once(project, reading)
        for arrived in arrivals:
            ingested, result = reading.read(arrived.data, arrived.name, arrived.given or given)
            arrival = reports.Arrival(arrived.data, arrived.name, arrived.how, handling)
            added = reports.add(project, arrival, ingested, result)
            found = (*ingested.problems, *(result.problems if result else ()))
            told = len(result.accounts) if result else 0
            yield Outcome(added.record, added.is_new, result is not None, told, found)
    link_new(project)


def _tell_once(project: Project, reading: Reader) -> None:
    """What the machine cannot do (no full sandbox here) is a problem, kept once per project."""
    from sacho.store import problems

    known = {p.code for p in problems.list_all(project) if p.report is None}
    problems.add(project, [p for p in reading.notices if p.code not in known])


def read_again(project: Project) -> Iterator[tuple[ReportRecord, bool]]:
    """Read every kept text with this reader; a reading that differs is added, none replaced."""
    from sacho.store import readings, reports

    for report in reports.list_all(project):
        new = False
        if report.texts:
            text = reports.text(project, report.texts[-1])
            new = readings.add(project, text.id, read_report(text, report.metadata))[1]
        yield report, new


def mend(project: Project, report: str, given: Mended, judged: tuple[str, str]) -> Decision:
    """What a person says of a report's outlet, date or language: kept as a decision, and the report
    read again with it. `judged` is (by whom, why). Raises NotFound.
    """
    from sacho.store import decisions, reports
    from sacho.store.encoding import to_json

    said = reports.get(project, report).metadata
    made = decisions.add(project, "mend", (report,), judged, to_json(said), to_json(given))
    read_mended(project)
    return made


def read_mended(project: Project) -> list[str]:
    """Read again each report whose head people mended, or mended back, since it was read."""
    from sacho.store import counting, readings, reports

    due = counting.behind(project)
    for report in due:
        record = reports.get(project, report)
        text = reports.text(project, record.texts[-1])
        readings.add(project, text.id, read_report(text, record.metadata))
    return due


def link_new(project: Project) -> None:
    """Link the reports that came in since incidents were last derived; everything where more than
    that has changed.
    """
    from sacho.relinking import relink

    if not relink(project):
        link(project)


def up_to_date(project: Project) -> None:
    """Link again where a process was stopped between recording and linking."""
    from sacho.store import incidents

    if incidents.stale(project):
        read_mended(project)
        link_new(project)


def ruling(project: Project, rules: str) -> Ruling:
    """The incidents as one rule set writes them, and what it left out. Raises NotFound."""
    from sacho.rules.lines import apply
    from sacho.rules.rule_set import rule_set

    chosen = rule_set(rules)
    return apply(chosen, cases(project))


def cases(project: Project) -> list[Case]:
    """Every incident with all that a rule set looks at."""
    from sacho.rules.case import Case
    from sacho.store import accounts, incidents

    raw = recorded(project)[0]
    stand = decided(project, raw)
    noticed = notices(project)
    by_id = {a.account.id: a for a in as_decided(project, raw, stand)}
    links = _links(accounts.current(project))
    found_origins = incidents.origins(project)
    words = _words(stand)
    return [
        _case(Case(i, (), tuple(found_origins), noticed, tuple(links)), by_id, stand, words)
        for i in incidents.list_all(project)
    ]


def notices(project: Project, only: Iterable[str] | None = None) -> dict[str, Notice]:
    """The reports, of all or of some, that say that they correct or withdraw an earlier one."""
    from sacho.rules.notices import notice
    from sacho.store import reports

    titles = {r.id: r.metadata.title for r in reports.list_all(project)}
    texts = reports.newest_texts(project, only)
    found = {report: notice(titles.get(report), text.text) for report, text in texts.items()}
    return {report: told for report, told in found.items() if told is not None}


def _case(
    case: Case, by_id: dict[str, RecordedAccount], stand: Standing, words: dict[str, Word]
) -> Case:
    """Only what is of this incident; refused claims gone."""
    held: list[RecordedAccount] = []
    for account in (by_id[a] for a in case.incident.accounts if a in by_id):
        held.append(without(account, stand.ruled.refused))
    reports = {a.report for a in held}
    ids = {c.id for a in held for c in a.account.claims}
    names = (case.incident.id, *case.incident.aliases, *case.incident.accounts)
    return msgspec.structs.replace(
        case,
        accounts=tuple(held),
        origins=tuple(o for o in case.origins if reports & set(o.reports)),
        notices={r: n for r, n in case.notices.items() if r in reports},
        grades=tuple(g for name in dict.fromkeys(names) for g in stand.grades.get(name, ())),
        words={id_: word for id_, word in words.items() if id_ in ids},
    )


def _words(stand: Standing) -> dict[str, Word]:
    """What people's decisions say of each claim, and which claims await one."""
    from sacho.rules.case import Word

    found: dict[str, Word] = {}
    for id_, judged in stand.claims.items():
        if judged.judgement == "refused":
            continue
        shown = stand.shown.get(id_)
        was = shown.claim.value if shown and judged.judgement == "corrected" else None
        found[id_] = Word(judged.judgement, judged.by, judged.reason, judged.decision, was)
        for other in judged.beside:
            found.setdefault(other, Word("awaiting", judged.by, judged.reason, judged.decision))
    return found


def _links(told: Iterable[Told]) -> list[RecordedLink]:
    return [
        RecordedLink(link.source, link.relation, link.target, link.confidence)
        for one in told
        for link in one.links
    ]


def page_source(project: Project, title: str, notice: str = "") -> Source:
    """A project as its page shows it, read once."""
    from sacho.pages.page import Source
    from sacho.store import accounts, incidents, problems, reports

    told = accounts.current(project)
    texts = reports.newest_texts(project)
    kept: dict[str | None, list[Problem]] = {}
    for p in problems.list_all(project):
        kept.setdefault(p.report, []).append(Problem(p.code, p.message, p.spans))
    listed = [
        (r, texts[r.id].text if r.id in texts else "", tuple(kept.get(r.id, ())))
        for r in reports.list_all(project)
    ]
    made = made_with()
    read = recorded(project)[0]
    stand = decided(project, read)
    accounts_now = as_decided(project, read, stand)
    found = incidents.list_all(project)
    return Source(
        title=title,
        incidents=found,
        accounts=accounts_now,
        links=_links(told),
        reports=listed,
        made_with=f"{made.reader}, gazetteer {made.gazetteer}, tables {made.tables}",
        notice=f"INVENTED EXAMPLE: {notice}" if notice else "",
        turns=_turns(project, found, accounts_now, stand.ruled.refused),
    )


def _turns(
    project: Project,
    found: Iterable[Incident],
    accounts: Iterable[RecordedAccount],
    refused: Collection[str],
) -> dict[str, tuple[Turn, ...]]:
    """How the telling of each incident changed; what people refused tells nothing."""
    from sacho.pages.cards import Turn
    from sacho.rules.changes import changes
    from sacho.store import incidents

    by_id = {a.account.id: without(a, refused) for a in accounts}
    noticed, origins = notices(project), incidents.origins(project)
    turns: dict[str, tuple[Turn, ...]] = {}
    for incident in found:
        group = [by_id[a] for a in incident.accounts if a in by_id]
        told = changes(group, noticed, origins)
        turns[incident.id] = tuple(Turn(c.how, c.report, c.claim, c.before, c.words) for c in told)
    return turns


def without(account: RecordedAccount, refused: Collection[str]) -> RecordedAccount:
    """An account without the claims that people refused."""
    claims = tuple(c for c in account.account.claims if c.id not in refused)
    kept = msgspec.structs.replace(account.account, claims=claims)
    return msgspec.structs.replace(account, account=kept)
