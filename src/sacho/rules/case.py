"""What a rule set looks at: one incident with every claim of it, and who tells it."""

from __future__ import annotations

from typing import Literal

import msgspec

from sacho.model.claim import Claim
from sacho.model.incident import Incident, Origin
from sacho.model.recorded import RecordedAccount, RecordedLink
from sacho.model.values import AnyValue

NoticeKind = Literal["corrects", "retracts"]


class Notice(msgspec.Struct, frozen=True):
    """That a report says of itself that it corrects or retracts; `words` are those that say so, and
    `line` is the line that they begin, as it stands.
    """

    kind: NoticeKind
    words: str
    line: str = ""


class Word(msgspec.Struct, frozen=True):
    """What a person's standing decision says of one claim.

    accepted, corrected (`was` is the reader's value), added by hand, or awaiting: the claim stands
    over words that a person has judged, and nobody has judged it yet.
    """

    judgement: Literal["accepted", "corrected", "added", "awaiting"]
    by: str
    reason: str
    decision: str
    was: AnyValue | None = None


class Case(msgspec.Struct, frozen=True):
    """One incident. `accounts` are as people decided: refused claims are gone, corrected values
    and claims added by hand stand in them. `words` are by claim id, `notices` by report.
    """

    incident: Incident
    accounts: tuple[RecordedAccount, ...]
    origins: tuple[Origin, ...]
    notices: dict[str, Notice] = {}
    links: tuple[RecordedLink, ...] = ()
    grades: tuple[str, ...] = ()
    words: dict[str, Word] = {}


class Telling(msgspec.Struct, frozen=True):
    """One origin: its first report gives its outlet and its date, whatever was copied later."""

    origin: str
    outlet: str
    date: str
    reports: tuple[str, ...]
    notice: Notice | None = None


class Told(msgspec.Struct, frozen=True):
    """One claim of one account, with the telling that it stands in."""

    claim: Claim
    account: RecordedAccount
    telling: Telling

    @property
    def origin(self) -> str:
        """The origin that tells it."""
        return self.telling.origin


def tellings(case: Case) -> dict[str, Telling]:
    """The telling of each report of the case. A report that no origin names is its own."""
    by_report: dict[str, RecordedAccount] = {}
    for account in sorted(case.accounts, key=lambda a: (a.report, a.order)):
        by_report.setdefault(account.report, account)
    found: dict[str, Telling] = {}
    for origin in case.origins:
        held = tuple(r for r in origin.reports if r in by_report)
        if held:
            telling = _telling(origin.id, held, by_report, case)
            found |= dict.fromkeys(held, telling)
    for report in by_report:
        if report not in found:
            found[report] = _telling(report, (report,), by_report, case)
    return found


def _telling(
    origin: str, reports: tuple[str, ...], accounts: dict[str, RecordedAccount], case: Case
) -> Telling:
    first = accounts[reports[0]]
    date = (first.published or "")[:10]
    return Telling(origin, outlet(first), date, reports, case.notices.get(reports[0]))


def outlet(account: RecordedAccount) -> str:
    """Who publishes it, so that "The Kestrel Daily" is "Kestrel Daily"; "" where nobody is named."""
    name = account.publisher
    if name is None:
        speakers = [c.speakers[0] for c in account.account.claims if c.speakers]
        media = sorted(s.name for s in speakers if s.kind == "media")
        name = media[0] if media else ""
    return " ".join(name.casefold().removeprefix("the ").split())


def told(case: Case) -> list[Told]:
    """Every claim of the case once, in the order of their ids: nothing depends on who came first."""
    where = tellings(case)
    found: dict[str, Told] = {}
    for account in sorted(case.accounts, key=lambda a: a.account.id):
        for claim in account.account.claims:
            found.setdefault(claim.id, Told(claim, account, where[account.report]))
    return [found[id_] for id_ in sorted(found)]
