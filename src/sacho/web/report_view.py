"""A report as it is reviewed: its text and claims, where each stands, what can be undone."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sacho.model.claim import Claim
from sacho.model.decision import Decision, Mended
from sacho.model.report import Metadata
from sacho.model.values import AnyValue
from sacho.review.standing import JUDGES, MOVES, Judged, Standing, shown_claim, shown_move
from sacho.store import problems, reports
from sacho.store.project import Project
from sacho.web.answers import AccountView, ClaimView, HeadStep, ReportView, Stands, Step
from sacho.web.desk import problem_view, report_row
from sacho.web.picture import Picture, retracted


def report_view(picture: Picture, project: Project, report: str, by: str) -> ReportView:
    """The report of this id, as `by` sees it. Raises NotFound."""
    record = picture.report(report)
    stand = picture.stand(report)
    told = sorted(picture.accounts_of(report), key=lambda a: a.account.trigger)
    text = reports.text(project, _read_text(picture, report)) if record.texts else None
    history = history_of(picture, report)
    undo, redo = undoable(history, picture, by)
    return ReportView(
        report=report_row(picture, report),
        text_id=text.id if text else None,
        text=text.text if text else "",
        furniture=text.furniture if text else (),
        accounts=tuple(
            AccountView(
                a.account.id, a.account.kind, a.account.stage,
                picture.incident_of[a.account.id].id if a.account.id in picture.incident_of
                else None,
                tuple(claim_view(picture, stand, c) for c in a.account.claims),
            )
            for a in told
        ),
        gone=tuple(_gone(picture, stand, report)),
        problems=tuple(problem_view(p) for p in problems.list_all(project, report)),
        history=steps(history, picture),
        undo=undo,
        redo=redo,
    )  # fmt: skip


def _read_text(picture: Picture, report: str) -> str:
    """The text that the present reading is of, else the newest."""
    told = picture.read.by_report.get(report)
    return told[0].text if told else picture.report(report).texts[-1]


def claim_view(picture: Picture, stand: Standing, claim: Claim) -> ClaimView:
    """A claim with the judgement that counts."""
    judged = stand.claims.get(claim.id)
    return ClaimView(
        claim,
        _stands(picture, judged) if judged else None,
        judged.decision if judged else None,
        claim.id in picture.read.claims,
    )


def _stands(picture: Picture, judged: Judged) -> Stands:
    made = picture.decision[judged.decision]
    value = msgspec.json.decode(judged.value, type=AnyValue) if judged.value else None
    return Stands(
        judged.judgement, judged.now, judged.decision, made.by, made.at, made.reason, value
    )


def _gone(picture: Picture, stand: Standing, report: str) -> Iterable[ClaimView]:
    """Claims that people judged, of which nothing tells in which account they stand."""
    now = {c.id for a in picture.accounts_of(report) for c in a.account.claims}
    for judged in stand.claims.values():
        shown = shown_claim(picture.decision[judged.decision])
        if judged.claim not in now and shown is not None:
            yield ClaimView(shown.claim, _stands(picture, judged), judged.decision, False)


# -- what was decided, and what can be taken back ----------------------------------------------


def history_of(picture: Picture, report: str) -> list[Decision]:
    """Every decision about a report or its claims, and every retraction of one, oldest first."""
    texts = set(picture.report(report).texts)
    texts |= {a.text for a in picture.read.by_report.get(report, ())}
    found: dict[str, Decision] = {}
    for made in picture.decisions:
        if made.verb in JUDGES:
            holder = picture.read.holder.get(made.about[0])
            shown = None if holder else shown_claim(made)
            if (holder and holder.report == report) or (shown and shown.text in texts):
                found[made.id] = made
        elif made.verb in MOVES:
            moved = shown_move(made)
            if moved is not None and moved.text in texts:
                found[made.id] = made
        elif (made.verb == "mend" and made.about[0] == report) or (
            made.verb == "retract" and made.about[0] in found
        ):
            found[made.id] = made
    return list(found.values())


def undoable(
    history: Iterable[Decision], picture: Picture, by: str
) -> tuple[str | None, str | None]:
    """(decision that undo takes back, retraction that redo takes back), both of this person.

    Nothing is ever dropped: an undone decision stays in the history. Redo ends where the person
    has decided something else since.
    """
    listed = list(history)
    gone = retracted(listed)
    undo = redo = None
    for made in listed:
        if made.by != by or made.id in gone:
            continue
        if made.verb != "retract":
            undo, redo = made.id, None
        elif picture.decision[made.about[0]].verb != "retract":
            redo = made.id
    return undo, redo


def steps(history: Iterable[Decision], picture: Picture) -> tuple[Step, ...]:
    """The history as it is shown, newest first."""
    listed = list(history)
    gone = retracted(listed)
    return tuple(_step(d, d.id not in gone) for d in reversed(listed))


def _step(made: Decision, counts: bool) -> Step:
    """With the value that the person saw and the one that they gave."""
    step = Step(made.id, made.verb, made.about, made.by, made.at, made.reason, counts)
    replace = msgspec.structs.replace
    if made.verb in JUDGES:
        shown = shown_claim(made)
        value = msgspec.json.decode(made.value, type=AnyValue) if made.value else None
        if shown is None:
            return replace(step, value=value)
        return replace(step, field=shown.claim.field, was=shown.claim.value, value=value)
    moved = shown_move(made)
    if moved is not None:
        first = next((c for c in moved.claims if c.id in moved.chosen), moved.claims[0])
        more, into = len(moved.chosen) - 1, moved.target.kind
        return replace(step, field=first.field, was=first.value, into=into, more=more)
    if made.verb == "mend":
        return replace(step, head=tuple(_mended(made)))
    return replace(step, grade=made.value) if made.verb == "grade" else step


def _mended(made: Decision) -> Iterable[HeadStep]:
    was = msgspec.json.decode(made.shown, type=Metadata)
    given = msgspec.json.decode(made.value or "{}", type=Mended)
    for name in Mended.__struct_fields__:
        now = getattr(given, name)
        if now is not msgspec.UNSET:
            yield HeadStep(name, getattr(was, name), now)
