"""Readings: each adds to what is recorded, none replaces another, and each can be given back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection, select

from sacho.errors import NotFound, UsageError
from sacho.model import ids
from sacho.model.account import Account, Link, MadeWith, Reading, ReportHead
from sacho.model.claim import Attribution, Claim
from sacho.store import counting, kept_reading, problems, schema
from sacho.store.encoding import canonical, to_json, to_json_or_none
from sacho.store.matching import match_accounts
from sacho.store.project import Project
from sacho.store.writing import Writing


class ReadingRecord(msgspec.Struct, frozen=True):
    """That a text was read: by what, told what of the report, and when."""

    id: str
    text: str
    report: str
    made_with: MadeWith
    head: ReportHead
    at: str


def add(project: Project, text_id: str, reading: Reading) -> tuple[str, bool]:
    """Record a reading of a kept text; gives its id and whether it is new.

    The very same reading again adds nothing. Raises NotFound for the text, UsageError where the
    reading is of another text or refers to what it does not hold.
    """
    with project.writing() as writing:
        made, is_new = write(writing, text_id, reading)
        writing.record("reading-added", _report_entry(writing.connection, text_id))
    return made, is_new


def write(writing: Writing, text_id: str, reading: Reading) -> tuple[str, bool]:
    """As `add`, within a transaction that is already open."""
    columns = schema.text.c
    kept = writing.connection.execute(
        select(columns.report, columns.text).where(columns.id == text_id)
    ).first()
    if kept is None:
        raise NotFound(f"There is no text {text_id} in this project.")
    if kept.text != reading.text or kept.report != reading.report.id:
        raise UsageError("The reading is of another text or report.")
    made = reading_id(text_id, reading)
    known = select(schema.reading.c.id).where(schema.reading.c.id == made)
    if writing.connection.execute(known).first():
        return made, False
    head = msgspec.structs.asdict(reading.report)
    del head["id"]
    writing.add(
        schema.reading, id=made, text=text_id, format=reading.format,
        **msgspec.structs.asdict(reading.made_with), **head,
    )  # fmt: skip
    _write_attributions(writing, made, reading.attributions)
    lasting = _write_claims(writing, text_id, made, reading.accounts)
    accounts = _write_accounts(writing, text_id, made, reading.accounts)
    for account in reading.accounts:
        for position, claim in enumerate(account.claims):
            writing.add(
                schema.account_claim, reading=made, account_local=account.id, position=position,
                proposal_local=claim.id, account=accounts[account.id], claim=lasting[claim.id],
            )  # fmt: skip
    _write_links(writing, made, reading.links, accounts)
    for position, value in enumerate(reading.values):
        writing.add(
            schema.found_value, reading=made, position=position, field=value.field,
            value=to_json(value.value), written=value.written, spans=to_json(value.spans),
        )  # fmt: skip
    problems.gather(writing, reading.problems, kept.report, made)
    return made, True


def reading_id(text_id: str, reading: Reading) -> str:
    """The reading is the text and all that was read in it."""
    told = [getattr(reading, name) for name in reading.__struct_fields__ if name != "text"]
    return f"reading:{hashlib.sha256(canonical([text_id, told])).hexdigest()[:32]}"


def list_all(project: Project, report: str | None = None) -> list[ReadingRecord]:
    """Every reading, or those of one report, oldest first."""
    r, t, j = schema.reading.c, schema.text.c, schema.journal.c
    query = (
        select(schema.reading, t.report, j.at)
        .join(schema.text, t.id == r.text)
        .join(schema.journal, j.seq == r.entry)
        .order_by(t.entry, r.entry)
    )
    if report is not None:
        query = query.where(t.report == report)
    with project.reading() as connection:
        return [
            ReadingRecord(
                row["id"], row["text"], row["report"], *kept_reading.origin(row), row["at"]
            )
            for row in connection.execute(query).mappings()
        ]


def current(project: Project, report: str) -> str | None:
    """The id of the reading of a report that counts; see `counting`."""
    with project.reading() as connection:
        return counting.readings(connection, [report]).get(report)


def get(project: Project, reading: str) -> Reading:
    """The reading exactly as it was recorded, with its local ids. Raises NotFound."""
    with project.reading() as connection:
        for kept in kept_reading.load(connection, [reading]):
            return kept.reading()
    raise NotFound(f"There is no reading {reading} in this project.")


# -- writing ---------------------------------------------------------------------------------


def _report_entry(connection: Connection, text_id: str) -> int | None:
    r, t = schema.report.c, schema.text.c
    query = select(r.entry).join(schema.text, t.report == r.id).where(t.id == text_id)
    return connection.execute(query).scalar()


def _write_attributions(writing: Writing, reading: str, found: Iterable[Attribution]) -> None:
    for position, attribution in enumerate(found):
        writing.add(
            schema.attribution, reading=reading, local=attribution.id, position=position,
            speaker=to_json_or_none(attribution.speaker), cue=to_json(attribution.cue),
            content=to_json(attribution.content), within=attribution.within,
            said=to_json_or_none(attribution.said), stance=attribution.stance,
        )  # fmt: skip


def _write_claims(
    writing: Writing, text_id: str, reading: str, accounts: Iterable[Account]
) -> dict[str, str]:
    """Local claim ids to lasting ones; a claim that is known gets a proposal only."""
    told: dict[str, Claim] = {}
    for claim in (claim for account in accounts for claim in account.claims):
        if told.setdefault(claim.id, claim) != claim:
            raise UsageError(f"Two claims of the reading are both called {claim.id}.")
    lasting = _lasting_ids(text_id, told)
    known = set(
        writing.connection.execute(
            select(schema.claim.c.id).where(schema.claim.c.text == text_id)
        ).scalars()
    )
    for local, claim in told.items():
        if lasting[local] not in known:
            known.add(lasting[local])
            writing.add(
                schema.claim, id=lasting[local], text=text_id, field=claim.field,
                value=to_json(claim.value), written=claim.written, spans=to_json(claim.spans),
                of=lasting[claim.of] if claim.of else None, speakers=to_json(claim.speakers),
            )  # fmt: skip
        writing.add(
            schema.proposal, reading=reading, local=local, claim=lasting[local],
            value=to_json(claim.value), written=claim.written, evidence=to_json(claim.evidence),
            stance=claim.stance, attribution=claim.attribution, confidence=claim.confidence,
            of_local=claim.of, rule=claim.rule,
        )  # fmt: skip
    return lasting


def _lasting_ids(text_id: str, told: Mapping[str, Claim]) -> dict[str, str]:
    """The lasting id of each claim, wholes before their parts."""
    lasting: dict[str, str] = {}
    waiting = dict(told)
    while waiting:
        ready = [local for local, claim in waiting.items() if not claim.of or claim.of in lasting]
        if not ready:
            raise UsageError("A claim of the reading is part of one that it does not hold.")
        for local in ready:
            claim = waiting.pop(local)
            whole = lasting[claim.of] if claim.of else None
            lasting[local] = ids.claim_id(text_id, claim, whole)
    return lasting


def _write_accounts(
    writing: Writing, text_id: str, reading: str, accounts: tuple[Account, ...]
) -> dict[str, str]:
    """Local account ids to lasting ones; an account found again keeps its id."""
    matched = match_accounts(writing.connection, text_id, accounts)
    for position, (account, match) in enumerate(zip(accounts, matched, strict=True)):
        start, end = account.trigger
        if match.is_new:
            writing.add(
                schema.account, id=match.id, position=position, text=text_id, kind=account.kind,
                trigger_start=start, trigger_end=end, nth=match.nth,
            )  # fmt: skip
        writing.add(
            schema.account_reading, reading=reading, local=account.id, position=position,
            account=match.id, stage=account.stage, trigger_start=start, trigger_end=end,
        )  # fmt: skip
    return {account.id: match.id for account, match in zip(accounts, matched, strict=True)}


def _write_links(
    writing: Writing, reading: str, links: Iterable[Link], accounts: Mapping[str, str]
) -> None:
    for position, link in enumerate(links):
        if link.source not in accounts or link.target not in accounts:
            raise UsageError("A link of the reading names an account that it does not hold.")
        writing.add(
            schema.link, reading=reading, position=position, source=accounts[link.source],
            relation=link.relation, target=accounts[link.target], source_local=link.source,
            target_local=link.target, evidence=to_json(link.evidence), confidence=link.confidence,
        )  # fmt: skip
