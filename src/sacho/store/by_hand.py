"""Claims and accounts that a person adds by hand: under lasting ids, without a reading.

Each is recorded in one transaction with the decision that adds it. A reader that proposes the same
later proposes it under the same id.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from sacho.errors import NotFound, UsageError
from sacho.model import ids
from sacho.model.decision import Decision, Moved, Proposed, Within
from sacho.store import decisions, schema
from sacho.store.encoding import from_json, to_json
from sacho.store.matching import new_id
from sacho.store.project import Project
from sacho.store.writing import Writing


def add(project: Project, given: Proposed, judged: tuple[str, str]) -> Decision:
    """Record a claim by hand; `judged` is (by whom, why). `given.claim.id` does not count: the
    claim's lasting id is made here. A `within` without an account id makes a new account, carried
    by the claim's words.

    Raises NotFound where the text is not kept, UsageError where the claim is there already.
    """
    judged = _named(judged)
    made = ids.claim_id(given.text, given.claim, given.claim.of)
    with project.writing() as writing:
        entry = _report_entry(writing.connection, given.text)
        if added(writing.connection, made) is not None or _known(writing.connection, made):
            raise UsageError(
                "This claim is there already, with the same words and value.",
                f"Accept it: sacho decide accept {made}",
            )
        within = tuple(_within(writing, given.text, one) for one in given.within)
        claim = msgspec.structs.replace(given.claim, id=made)
        writing.add(
            schema.claim, id=made, text=given.text, field=claim.field, value=to_json(claim.value),
            written=claim.written, spans=to_json(claim.spans), of=claim.of,
            speakers=to_json(claim.speakers),
        )  # fmt: skip
        shown = to_json(Proposed(given.text, claim, within))
        about = (made, *(one.account for one in within))
        decision = decisions.write(writing, "add", about, judged, shown, to_json(claim.value))
        writing.record("added-by-hand", entry)
        return decision


def divide(project: Project, given: Moved, judged: tuple[str, str]) -> Decision:
    """Record that an account is two: `given.target` without an id becomes a new account of the same
    kind at the same words. `judged` is (by whom, why).

    Raises NotFound where the text is not kept, UsageError without a name or a reason.
    """
    judged = _named(judged)
    with project.writing() as writing:
        entry = _report_entry(writing.connection, given.text)
        target = _within(writing, given.text, given.target)
        shown = to_json(msgspec.structs.replace(given, target=target))
        about = (given.source.account, target.account, *given.chosen)
        decision = decisions.write(writing, "divide", about, judged, shown)
        writing.record("added-by-hand", entry)
        return decision


def _named(judged: tuple[str, str]) -> tuple[str, str]:
    by, reason = (part.strip() for part in judged)
    if not by or not reason:
        raise UsageError("A decision needs a name and a reason.", "Give --by and --reason.")
    return by, reason


def added(connection: Connection, claim: str) -> Proposed | None:
    """A claim as a person added it; None where nobody did."""
    d, s = schema.decision.c, schema.decision_about.c
    shown = connection.execute(
        select(d.shown)
        .join(schema.decision_about, s.decision == d.id)
        .where(d.verb == "add", s.subject == claim, s.position == 0)
        .order_by(d.entry.desc())
        .limit(1)
    ).scalar()
    return None if shown is None else from_json(shown, Proposed)


def _within(writing: Writing, text: str, one: Within) -> Within:
    """The account as given, or a new one; an account of the same kind at the same words is told
    apart from it by its number.
    """
    if one.account:
        return one
    a = schema.account.c
    start, end = one.trigger
    used = set(
        writing.connection.execute(
            select(a.nth).where(
                a.text == text, a.kind == one.kind, a.trigger_start == start,
                a.trigger_end == end,
            )
        ).scalars()
    )  # fmt: skip
    nth = next(n for n in range(1, len(used) + 2) if n not in used)
    made = new_id(text, one.kind, one.trigger, nth)
    writing.add(
        schema.account, id=made, position=0, text=text, kind=one.kind, trigger_start=start,
        trigger_end=end, nth=nth,
    )  # fmt: skip
    return msgspec.structs.replace(one, account=made, order=(writing.entry, 0))


def _known(connection: Connection, claim: str) -> bool:
    query = select(schema.claim.c.id).where(schema.claim.c.id == claim)
    return connection.execute(query).first() is not None


def _report_entry(connection: Connection, text: str) -> int:
    r, t = schema.report.c, schema.text.c
    entry = connection.execute(
        select(r.entry).join(schema.text, t.report == r.id).where(t.id == text)
    ).scalar()
    if entry is None:
        raise NotFound(f"There is no text {text} in this project.")
    return entry
