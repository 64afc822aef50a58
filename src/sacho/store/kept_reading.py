"""A recorded reading put together again from its rows, with local or with lasting ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Select, select

from sacho.errors import EvidenceError
from sacho.model.account import Account, FoundValue, Link, MadeWith, Reading, ReportHead
from sacho.model.claim import Attribution, Claim, Said, Speaker
from sacho.model.problem import Problem
from sacho.model.span import Spans
from sacho.model.values import AnyValue
from sacho.store import schema
from sacho.store.encoding import from_json

AT_ONCE = 100
"""Readings whose rows are fetched together: eight queries for each such lot."""

SPEAKERS = tuple[Speaker, ...]
ANY_VALUE: Any = AnyValue


class KeptReading(msgspec.Struct, frozen=True):
    """The rows of one reading. `rows` are by table, in their recorded order."""

    head: RowMapping
    rows: Mapping[str, list[RowMapping]]

    @property
    def id(self) -> str:
        """The reading's id."""
        return self.head["id"]

    @property
    def text(self) -> str:
        """The id of the text that was read."""
        return self.head["text"]

    def reading(self) -> Reading:
        """The reading exactly as it was recorded. Raises EvidenceError where rows are gone."""
        made_with, head = origin(self.head)
        return Reading(
            made_with,
            head,
            self.head["words"],
            tuple(_attribution(row) for row in self.rows["attribution"]),
            self.accounts(),
            tuple(_link(row) for row in self.rows["link"]),
            tuple(_found_value(row) for row in self.rows["found_value"]),
            tuple(_problem(row) for row in self.rows["problem"]),
            self.head["format"],
        )

    def accounts(self) -> tuple[Account, ...]:
        """The accounts with their claims, all under local ids."""
        claims = {row["local"]: _claim(row) for row in self.rows["proposal"]}
        held: dict[str, list[Claim]] = {}
        for row in self.rows["account_claim"]:
            claim = claims.get(row["proposal_local"])
            if claim is None:
                raise EvidenceError("A reading's claim is gone.", "Run `sacho verify`.")
            held.setdefault(row["account_local"], []).append(claim)
        return tuple(
            _account(row, tuple(held.get(row["local"], ()))) for row in self.rows["account_reading"]
        )

    def lasting_claims(self) -> dict[str, str]:
        """Local claim ids to lasting ones."""
        return {row["local"]: row["claim"] for row in self.rows["proposal"]}


def origin(row: RowMapping) -> tuple[MadeWith, ReportHead]:
    """What a reading was made with, and what it was told of the report."""
    made_with = MadeWith(row["reader"], row["gazetteer"], row["tables"])
    told = {name: row[name] for name in ReportHead.__struct_fields__ if name != "id"}
    return made_with, ReportHead(row["report"], **told)


def load(
    connection: Connection, readings: Iterable[str], parts: Collection[str] | None = None
) -> Iterator[KeptReading]:
    """The readings of these ids that there are, in the order asked for, `AT_ONCE` at a time.

    `parts` names the tables that the caller looks at; None: all of them, and the words.
    """
    waiting = iter(readings)
    while lot := list(islice(waiting, AT_ONCE)):
        heads = {
            row["id"]: row for row in connection.execute(_heads(lot, parts is None)).mappings()
        }
        rows = {
            name: _by_reading(connection, query)
            for name, query in _parts(lot).items()
            if parts is None or name in parts
        }
        for reading in lot:
            if reading in heads:
                held = {name: found.get(reading, []) for name, found in rows.items()}
                yield KeptReading(heads[reading], held)


def _heads(lot: list[str], whole: bool) -> Select[Any]:
    r, t = schema.reading.c, schema.text.c
    words = (t.text.label("words"),) if whole else ()
    return (
        select(schema.reading, t.report, *words)
        .join(schema.text, t.id == r.text)
        .where(r.id.in_(lot))
    )


def _parts(lot: list[str]) -> dict[str, Select[Any]]:
    """The queries for what hangs on a reading, each in recorded order."""
    plain = (
        schema.attribution, schema.account_claim, schema.link, schema.found_value, schema.problem,
    )  # fmt: skip
    queries: dict[str, Select[Any]] = {
        str(table.name): select(table).where(table.c.reading.in_(lot)).order_by(table.c.position)
        for table in plain
    }
    k, a = schema.account_reading.c, schema.account.c
    queries["account_reading"] = (
        select(
            schema.account_reading, a.kind, a.text,
            a.entry.label("first_entry"), a.position.label("first_position"),
        )
        .join(schema.account, a.id == k.account)
        .where(k.reading.in_(lot))
        .order_by(k.position)
    )  # fmt: skip
    p, c = schema.proposal.c, schema.claim.c
    queries["proposal"] = (
        select(schema.proposal, c.field, c.spans, c.speakers)
        .join(schema.claim, c.id == p.claim)
        .where(p.reading.in_(lot))
    )
    return queries


def _by_reading(connection: Connection, query: Select[Any]) -> dict[str, list[RowMapping]]:
    found: dict[str, list[RowMapping]] = {}
    for row in connection.execute(query).mappings().all():
        found.setdefault(row["reading"], []).append(row)
    return found


def _attribution(row: RowMapping) -> Attribution:
    speaker = from_json(row["speaker"], Speaker) if row["speaker"] is not None else None
    said = from_json(row["said"], Said) if row["said"] is not None else None
    return Attribution(
        row["local"], speaker, from_json(row["cue"], Spans), from_json(row["content"], Spans),
        row["within"], said, row["stance"],
    )  # fmt: skip


def _account(row: RowMapping, claims: tuple[Claim, ...]) -> Account:
    trigger = (row["trigger_start"], row["trigger_end"])
    return Account(row["local"], row["kind"], row["stage"], claims, trigger)


def _claim(row: RowMapping) -> Claim:
    return Claim(
        row["local"], row["field"], from_json(row["value"], ANY_VALUE), row["written"],
        from_json(row["spans"], Spans), from_json(row["evidence"], Spans), row["stance"],
        row["attribution"], from_json(row["speakers"], SPEAKERS), row["confidence"],
        row["of_local"], row["rule"],
    )  # fmt: skip


def _link(row: RowMapping) -> Link:
    return Link(
        row["source_local"], row["relation"], row["target_local"],
        from_json(row["evidence"], Spans), row["confidence"],
    )  # fmt: skip


def _found_value(row: RowMapping) -> FoundValue:
    value = from_json(row["value"], ANY_VALUE)
    return FoundValue(row["field"], value, row["written"], from_json(row["spans"], Spans))


def _problem(row: RowMapping) -> Problem:
    return Problem(row["code"], row["message"], from_json(row["spans"], Spans))
