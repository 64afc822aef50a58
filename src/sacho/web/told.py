"""What came in, what it was read to tell and what follows from it: all of a project, or as much of
it as some reports need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from sacho.model.claim import Claim
from sacho.model.incident import Incident, Origin
from sacho.model.recorded import RecordedAccount, RecordedLink
from sacho.model.report import ReportRecord
from sacho.store import accounts, incidents, problems, reports
from sacho.store.accounts import AccountRecord, Told
from sacho.store.heirs import heirs
from sacho.store.problems import ProblemRecord
from sacho.store.project import Project
from sacho.web.differing import differing


def _quietly(_laid: int) -> None:
    """Whoever does not ask is not told how far it is."""


class Read:
    """What came in and what it was read to tell: changes only when reports do."""

    def __init__(self) -> None:
        self.reports: dict[str, ReportRecord] = {}
        self.problems: list[ProblemRecord] = []
        self.problems_of: Counter[str | None] = Counter()
        self.links: list[RecordedLink] = []
        self.by_report: dict[str, list[RecordedAccount]] = {}
        self.by_account: dict[str, RecordedAccount] = {}
        self.holder: dict[str, RecordedAccount] = {}
        self.claims: dict[str, Claim] = {}
        self.heirs: dict[str, str] = {}
        """See `store.heirs`."""

    @staticmethod
    def of(project: Project, laid: Callable[[int], None] = _quietly) -> Read:
        """Everything. `laid` is told how many reports are laid out so far, after each."""
        made = Read()
        made.reports = {r.id: r for r in reports.list_all(project)}
        made.problems = problems.list_all(project)
        made.problems_of = Counter(p.report for p in made.problems)
        made.heirs = heirs(project)
        for number, told in enumerate(accounts.each(project), 1):
            made._take(told)
            laid(number)
        return made

    @staticmethod
    def near(project: Project, only: Iterable[str]) -> Read:
        """As much as these reports need; the problems are counted, not listed."""
        made = Read()
        wanted = set(only)
        made.reports = {r.id: r for r in reports.list_all(project, wanted)}
        made.problems_of = Counter[str | None](problems.counts(project))
        made.heirs = heirs(project)
        for told in accounts.each(project, wanted):
            made._take(told)
        return made

    def again(self, project: Project, changed: Iterable[str]) -> Read:
        """The same, with these reports, new or known, as they are now."""
        anew = Read.near(project, changed)
        made = Read()
        made.reports = self.reports | anew.reports
        made.problems = problems.list_all(project)
        made.problems_of = anew.problems_of
        made.heirs = anew.heirs
        gone = {a.account.id for r in anew.reports for a in self.by_report.get(r, ())}
        made.links = [link for link in self.links if link.source not in gone] + anew.links
        made.by_report = {r: a for r, a in self.by_report.items() if r not in anew.reports}
        made.by_report |= anew.by_report
        made.by_account = {i: a for i, a in self.by_account.items() if i not in gone}
        made.by_account |= anew.by_account
        made.holder = {
            c: a for c, a in self.holder.items() if a.report not in anew.reports
        } | anew.holder  # fmt: skip
        made.claims = {c: self.claims[c] for c in made.holder if c in self.claims} | anew.claims
        return made

    def _take(self, told: Told) -> None:
        if told.report not in self.reports:
            return  # it came while this was being read; the journal tells of it
        listed = [self._recorded(a) for a in told.accounts]
        if listed:
            self.by_report.setdefault(told.report, []).extend(listed)
        self.links += (
            RecordedLink(link.source, link.relation, link.target, link.confidence)
            for link in told.links
        )
        for account in listed:
            self.by_account[account.account.id] = account
            for claim in account.account.claims:
                self.holder[claim.id] = account
                self.claims[claim.id] = claim

    def _recorded(self, found: AccountRecord) -> RecordedAccount:
        said = self.reports[found.report].metadata
        return RecordedAccount(
            found.account, found.report, found.text, found.recorded, said.published, said.publisher
        )


class Derived:
    """Incidents and origins as last derived; never changed once made."""

    def __init__(self, listed: list[Incident], origins: list[Origin]) -> None:
        self.incidents = listed
        self.origins = origins

    @cached_property
    def differing(self) -> list[tuple[Incident, tuple[str, ...]]]:
        """The incidents with fields whose told values exclude each other, and those fields."""
        listed = ((incident, differing(incident)) for incident in self.incidents)
        return [(incident, fields) for incident, fields in listed if fields]

    @staticmethod
    def of(project: Project) -> Derived:
        """As the project keeps them."""
        return Derived(incidents.list_all(project), incidents.origins(project))

    @staticmethod
    def near(project: Project, read: Read) -> Derived:
        """The incidents that hold any of these accounts, and no origins."""
        return Derived(incidents.of_accounts(project, read.by_account), [])
