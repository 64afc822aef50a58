"""Decisions: what people judged, about exactly what they were shown. Nothing is edited."""

from __future__ import annotations

import secrets

from sqlalchemy import RowMapping, select

from sacho.errors import NotFound, UsageError
from sacho.model import ids
from sacho.model.decision import Decision, Verb
from sacho.store import finding, mending, schema
from sacho.store.project import Project
from sacho.store.writing import Writing


def add(
    project: Project, verb: Verb, about: tuple[str, ...], judged: tuple[str, str], shown: str,
    value: str | None = None,
) -> Decision:  # fmt: skip
    """Record a decision. `judged` is (by whom, why), `shown` the JSON that the person saw.

    One that mends a report's head, or takes that back, describes the report anew. Raises NotFound
    where `about` names nothing here, UsageError without a name or a reason.
    """
    by, reason = (part.strip() for part in judged)
    if not by or not reason or not about:
        raise UsageError(
            "A decision needs what it is about, a name and a reason.", "Give --by and --reason."
        )
    with project.writing() as writing:
        for subject in about:
            if finding.noun(writing.connection, subject) is None:
                raise NotFound(f"There is no {subject} in this project.")
        made = write(writing, verb, about, (by, reason), shown, value)
        writing.record("decision-recorded")
        report = mending.report_of(writing.connection, verb, about[0])
        if report is not None:
            writing.record("report-mended", mending.settle(writing, report))
        return made


def write(
    writing: Writing, verb: Verb, about: tuple[str, ...], judged: tuple[str, str], shown: str,
    value: str | None = None,
) -> Decision:  # fmt: skip
    """The rows of a decision, in a transaction that has yet to say what it records."""
    by, reason = judged
    nonce = secrets.token_hex(16)
    made = ids.decision_id(verb, about, by, writing.at, nonce)
    writing.add(
        schema.decision, id=made, verb=verb, by=by, reason=reason, at=writing.at, shown=shown,
        value=value, nonce=nonce,
    )  # fmt: skip
    for position, subject in enumerate(about):
        writing.add(schema.decision_about, decision=made, position=position, subject=subject)
    return Decision(made, verb, about, by, reason, writing.at, shown, value)


def get(project: Project, decision: str) -> Decision:
    """The decision of this id. Raises NotFound."""
    for found in list_all(project):
        if found.id == decision:
            return found
    raise NotFound(f"There is no decision {decision} in this project.")


def list_all(project: Project, about: str | None = None) -> list[Decision]:
    """Every decision, or those about one id, in the order in which they were made."""
    d, s = schema.decision.c, schema.decision_about.c
    query = select(schema.decision).order_by(d.entry)
    if about is not None:
        query = query.where(d.id.in_(select(s.decision).where(s.subject == about)))
    with project.reading() as connection:
        rows = connection.execute(query).mappings().all()
        subjects: dict[str, list[str]] = {}
        for row in connection.execute(select(schema.decision_about).order_by(s.position)):
            subjects.setdefault(row.decision, []).append(row.subject)
    return [_decision(row, subjects[row["id"]]) for row in rows]


def _decision(row: RowMapping, about: list[str]) -> Decision:
    return Decision(
        row["id"], row["verb"], tuple(about), row["by"], row["reason"], row["at"], row["shown"],
        row["value"],
    )  # fmt: skip
