"""Linking joined to the store: everything, or only what a new report reaches.

Both give the same incidents under the same ids, to the byte. Everything is linked again when a text
was read again or something was erased, and whenever the project has grown so much that the rarity
of words is counted anew. A report that only comes in is compared with what is like it, a decision
changes what it is about, and both rewrite the incidents and origins that they touch.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from sacho.model.recorded import RecordedAccount

if TYPE_CHECKING:
    # SQLAlchemy takes a second to import, and `sacho read` needs no store: the functions that do
    # import it themselves.
    from sqlalchemy import Connection

    from sacho.link.incidents import Linked
    from sacho.link.origins import Traced
    from sacho.link.traces import Telling
    from sacho.model.incident import Incident
    from sacho.model.report import ReportText
    from sacho.review.standing import Standing
    from sacho.store.accounts import Told
    from sacho.store.project import Project


def link(project: Project) -> list[Incident]:
    """Accounts and decisions become incidents; what was derived before is replaced."""
    from sacho.link.incidents import linked
    from sacho.link.origins import traced
    from sacho.store import incidents as kept

    accounts, tellings = recorded(project)
    stand = decided(project, accounts)
    found = traced(tellings, stand.same_origin)
    as_told = as_decided(project, accounts, stand)
    made = linked(as_told, accounts, found.origins, stand.ruled, found.pairs)
    kept.replace(project, made.incidents, found.origins, lambda c: _remember(c, made, found))
    return made.incidents


def one_telling(project: Project) -> list[tuple[str, str, str]]:
    """Pairs of reports that are one telling, (earlier, later, why), as last found."""
    from sacho.store import link_memory

    with project.reading() as connection:
        return link_memory.all_tellings(connection)


def decided(project: Project, accounts: Iterable[RecordedAccount]) -> Standing:
    """What people's decisions come to beside what is proposed now."""
    from sacho.model.decision import Proposed
    from sacho.review.standing import standing
    from sacho.store import decisions
    from sacho.store.heirs import heirs

    now = [Proposed(a.text, claim) for a in accounts for claim in a.account.claims]
    return standing(decisions.list_all(project), now, heirs(project))


def recorded_accounts(project: Project) -> list[RecordedAccount]:
    """What every report tells by its current reading and by people, under lasting ids."""
    accounts = recorded(project)[0]
    return as_decided(project, accounts, decided(project, accounts))


def as_decided(
    project: Project,
    accounts: Iterable[RecordedAccount],
    stand: Standing,
    only: Iterable[str] | None = None,
) -> list[RecordedAccount]:
    """The accounts with people's values and claims in them; `only` of these reports."""
    from sacho.review.applying import as_decided
    from sacho.store import reports

    heads = reports.heads(project, only)
    return as_decided(accounts, stand, {r: (h.published, h.publisher) for r, h in heads.items()})


def recorded(
    project: Project, only: Iterable[str] | None = None
) -> tuple[list[RecordedAccount], list[Telling]]:
    """What every report, or each of some, tells by its current reading; and the reports themselves
    as origins look at them.
    """
    from sacho.link.traces import Telling
    from sacho.rules.notices import notice
    from sacho.store import accounts, reports

    heads = reports.heads(project, only)
    texts = reports.newest_texts(project, only)
    of: dict[str, list[RecordedAccount]] = {}
    for told in accounts.current(project, only):
        head = heads[told.report]
        around, words = _words_told(texts.get(told.report), told)
        of[told.report] = [
            RecordedAccount(
                a.account, a.report, a.text, a.recorded, head.published, head.publisher,
                words[at], around,
            )
            for at, a in enumerate(told.accounts)
        ]  # fmt: skip
    tellings = [
        Telling(
            report, texts[report].text, (head.entry, 0), head.publisher, head.published,
            tuple(of.get(report, ())), notice(None, texts[report].text) is not None,
        )
        for report, head in heads.items()
        if report in texts
    ]  # fmt: skip
    return [account for found in of.values() for account in found], tellings


def _words_told(text: ReportText | None, told: Told) -> tuple[str, list[str]]:
    """A report's telling and the words of each of its accounts; none where its text was erased or
    a newer text is not read yet.
    """
    from sacho.link.words import told_in, without

    if text is None or any(a.text != text.id for a in told.accounts):
        return "", [""] * len(told.accounts)
    around = without(text.text, 0, len(text.text), text.furniture)
    return around, told_in(text.text, [a.account for a in told.accounts], text.furniture)


def _remember(connection: Connection, made: Linked, found: Traced) -> None:
    """Keep what a later report or decision will be compared with."""
    from sacho.link import packing
    from sacho.link.reconsidered import more_keys
    from sacho.store import incidents, link_memory

    index = made.index
    known = index.known
    telling = len({p.account.report for p in index.profiles.values()})
    now = link_memory.State(telling, known.reports, packing.VERSION)
    link_memory.begin(connection, now, known.seen)
    row = {a: incidents.position(*p.account.order) for a, p in made.standing.items()}
    link_memory.add_accounts(connection, (
        link_memory.AccountRow(
            row[p.id], p.id, p.account.report, packing.pack_profile(p), packing.totals(p),
            packing.pack_rows(row[a] for a in index.met.get(p.id, ())),
        )
        for p in made.standing.values()
    ))  # fmt: skip
    link_memory.add_keys(connection, link_memory.ACCOUNTS, (
        (packing.number(key), row[holder])
        for key, holders in index.held() for holder in holders
    ))  # fmt: skip
    link_memory.add_keys(connection, link_memory.DECIDED, (
        (packing.number(key), row[a])
        for a in made.changed
        for key in more_keys(made.standing[a], index.profiles.get(a), known)
    ))  # fmt: skip
    link_memory.add_ties(connection, map(msgspec.structs.astuple, made.ties))
    traces = {r: one.trace for r, one in found.kept.reports.items()}
    of = {r: incidents.position(*t.order) for r, t in traces.items()}
    link_memory.add_reports(
        connection, ((of[r], r, packing.pack_trace(t)) for r, t in traces.items())
    )
    for kind, table in (
        (link_memory.PASSAGES, found.kept.passages), (link_memory.FIGURES, found.kept.figures),
    ):  # fmt: skip
        held = ((key, of[report]) for key, reports in table.items() for report in reports)
        link_memory.add_keys(connection, kind, held)
    link_memory.add_tellings(connection, found.pairs)
