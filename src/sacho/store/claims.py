"""Claims under their lasting ids, with every reading that proposed them."""

from __future__ import annotations

import msgspec
from sqlalchemy import RowMapping, select

from sacho.errors import NotFound
from sacho.model.claim import Claim
from sacho.model.span import Spans
from sacho.store import by_hand, schema
from sacho.store.encoding import from_json
from sacho.store.kept_reading import ANY_VALUE, SPEAKERS
from sacho.store.project import Project


class Proposal(msgspec.Struct, frozen=True):
    """One reading's proposal of a claim: what may differ between readings that agree on it."""

    reading: str
    reader: str
    at: str
    confidence: float
    rule: str


class ClaimRecord(msgspec.Struct, frozen=True):
    """`claim` has lasting ids and stands as last proposed; `accounts` are all that ever held it."""

    claim: Claim
    text: str
    report: str
    accounts: tuple[str, ...]
    proposals: tuple[Proposal, ...]


def report_of(project: Project, claim: str) -> str | None:
    """The report whose words a claim, read or added, is of; None where nobody ever told it."""
    query = select(schema.text.c.report).join(schema.claim, schema.claim.c.text == schema.text.c.id)
    with project.reading() as connection:
        return connection.execute(query.where(schema.claim.c.id == claim)).scalar()


def get(project: Project, claim: str) -> ClaimRecord:
    """The claim of this lasting id. Raises NotFound."""
    c, p, r, t = (x.c for x in (schema.claim, schema.proposal, schema.reading, schema.text))
    k, j = schema.account_claim.c, schema.journal.c
    with project.reading() as connection:
        rows = connection.execute(
            select(schema.proposal, c.field, c.spans, c.of, c.speakers, c.text, t.report,
                   r.reader, j.at)
            .join(schema.claim, c.id == p.claim)
            .join(schema.reading, r.id == p.reading)
            .join(schema.text, t.id == c.text)
            .join(schema.journal, j.seq == p.entry)
            .where(p.claim == claim)
            .order_by(p.entry, p.local)
        ).mappings().all()  # fmt: skip
        held = connection.execute(
            select(k.account).where(k.claim == claim).distinct().order_by(k.account)
        )
        accounts = tuple(held.scalars())
        hand = None if rows else by_hand.added(connection, claim)
        if hand is not None:
            report = connection.execute(select(t.report).where(t.id == hand.text)).scalar_one()
            held_in = tuple(one.account for one in hand.within)
            return ClaimRecord(hand.claim, hand.text, report, held_in, ())
    if not rows:
        raise NotFound(f"There is no claim {claim} in this project.")
    newest = rows[-1]
    proposals = tuple(
        Proposal(row["reading"], row["reader"], row["at"], row["confidence"], row["rule"])
        for row in rows
    )
    return ClaimRecord(_claim(claim, newest), newest["text"], newest["report"], accounts, proposals)


def _claim(lasting: str, row: RowMapping) -> Claim:
    return Claim(
        lasting, row["field"], from_json(row["value"], ANY_VALUE), row["written"],
        from_json(row["spans"], Spans), from_json(row["evidence"], Spans), row["stance"],
        row["attribution"], from_json(row["speakers"], SPEAKERS), row["confidence"],
        row["of"], row["rule"],
    )  # fmt: skip
