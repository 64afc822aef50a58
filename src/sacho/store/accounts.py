"""Accounts and claims under their lasting ids, as the newest reading tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import select

from sacho.errors import NotFound
from sacho.model.account import Account, Link
from sacho.model.claim import Claim
from sacho.model.span import Spans
from sacho.store import counting, kept_reading, readings, schema
from sacho.store.encoding import from_json
from sacho.store.kept_reading import KeptReading
from sacho.store.project import Project

TOLD = ("account_reading", "proposal", "account_claim", "link")
"""The parts of a reading that say what is told; the rest says how it was read."""


class AccountRecord(msgspec.Struct, frozen=True):
    """An account with lasting ids: its own, its claims', and those in `of`.

    `recorded` is (journal entry, position): a smaller one was recorded earlier, which decides the
    id of an incident. `proposed` False: the current reading no longer tells it; it stands as it
    was last read. The claims' `attribution` stays local to `reading`.
    """

    account: Account
    report: str
    text: str
    reading: str
    recorded: tuple[int, int]
    proposed: bool = True


class Told(msgspec.Struct, frozen=True):
    """What a report tells, under lasting ids: accounts, and how they relate."""

    report: str
    reading: str
    accounts: tuple[AccountRecord, ...]
    links: tuple[Link, ...]


def current(project: Project, only: Iterable[str] | None = None) -> list[Told]:
    """What every report, or each of some, tells by its current reading, in the order of receipt."""
    return list(each(project, only))


def each(project: Project, only: Iterable[str] | None = None) -> Iterator[Told]:
    """As `current`, one after another: so many that whoever waits is told how far it is."""
    with project.reading() as connection:
        newest = counting.readings(connection, only)
        for kept in kept_reading.load(connection, newest.values(), TOLD):
            yield _told(kept)


def for_report(project: Project, report: str) -> list[AccountRecord]:
    """Every account ever read in a report, current ones first, then those no longer proposed."""
    newest_first = [record.id for record in reversed(readings.list_all(project, report))]
    counts = readings.current(project, report)
    newest_first.sort(key=lambda id_: id_ != counts)
    found: dict[str, AccountRecord] = {}
    with project.reading() as connection:
        for age, kept in enumerate(kept_reading.load(connection, newest_first, TOLD)):
            for record in _told(kept).accounts:
                found.setdefault(
                    record.account.id, msgspec.structs.replace(record, proposed=age == 0)
                )
    return list(found.values())


def get(project: Project, account: str) -> AccountRecord:
    """The account as last read. Raises NotFound."""
    a, t = schema.account.c, schema.text.c
    with project.reading() as connection:
        report = connection.execute(
            select(t.report).join(schema.account, a.text == t.id).where(a.id == account)
        ).scalar()
    found = {} if report is None else {r.account.id: r for r in for_report(project, report)}
    if account not in found:
        raise NotFound(f"There is no account {account} in this project.")
    return found[account]


def _told(kept: KeptReading) -> Told:
    """A reading under lasting ids."""
    rows = {row["local"]: row for row in kept.rows["account_reading"]}
    claims = kept.lasting_claims()
    report = kept.head["report"]
    accounts = tuple(
        AccountRecord(
            msgspec.structs.replace(
                account,
                id=rows[account.id]["account"],
                claims=tuple(_lasting(claim, claims) for claim in account.claims),
            ),
            report,
            rows[account.id]["text"],
            kept.id,
            (rows[account.id]["first_entry"], rows[account.id]["first_position"]),
        )
        for account in kept.accounts()
    )
    links = tuple(
        Link(
            row["source"], row["relation"], row["target"], from_json(row["evidence"], Spans),
            row["confidence"],
        )
        for row in kept.rows["link"]
    )  # fmt: skip
    return Told(report, kept.id, accounts, links)


def _lasting(claim: Claim, lasting: dict[str, str]) -> Claim:
    return msgspec.structs.replace(
        claim, id=lasting[claim.id], of=lasting[claim.of] if claim.of else None
    )
