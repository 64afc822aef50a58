"""Incidents of a project -> which reports tell one happening.

A report belongs with the reports with which its main harm account is joined, whichever of their
accounts that is, because one happening is often read as two accounts of a report. The main account is
the accomplished act of violence of which most is told (who, how many, when, where), totals over
several happenings last, the earlier told of equals first. Arrests are harms to Sacho, but here they
answer one: an arrest is the main account only of a report that tells no other harm. A report
without any harm account stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from sacho.model.incident import Incident
from sacho.model.recorded import RecordedAccount
from sacho.model.vocabulary import harm

TELLING = frozenset({"killed", "injured", "period", "place", "victim"})


def main_account(told: Sequence[RecordedAccount]) -> RecordedAccount | None:
    """The account that a report is mainly about; None where it tells no harm."""
    harms = [a for a in told if harm(a.account.kind)]
    return max(harms, key=_worth, default=None)


def _worth(told: RecordedAccount) -> tuple[bool, bool, int]:
    fields = {c.field for c in told.account.claims}
    known = len(fields & TELLING) - ("happenings" in fields)
    return told.account.kind != "detention", told.account.stage == "accomplished", known


def clusters(
    reports: Sequence[Sequence[RecordedAccount]], incidents: Sequence[Incident]
) -> list[str]:
    """One name of a cluster for each report."""
    of = {account: i for i in incidents for account in i.accounts}
    holder = {a.account.id: n for n, told in enumerate(reports) for a in told}
    group = list(range(len(reports)))

    def root(number: int) -> int:
        while group[number] != number:
            number = group[number]
        return number

    for number, told in enumerate(reports):
        main = main_account(told)
        for account in of[main.account.id].accounts if main else ():
            group[root(holder[account])] = root(number)
    return [str(root(number)) for number in range(len(reports))]
