"""What people's decisions come to, given what is proposed now. When one reopens is written here.

A decision is about exactly what was shown, so each names a claim by its lasting id and keeps the
claim itself. After a new reading:

1. the same claim is proposed: the decision holds
2. another claim of the same field stands over the same words: the decision stands and is
   *reopened* beside the new claim
3. nothing stands there any more: the decision stands, marked *no longer proposed*
4. a refused claim proposed again stays refused
5. a claim added by hand stands, whatever is read; proposed by a reader too, it is one claim
6. the same claim under a mended outlet's name inherits what was judged of it
7. a claim moved to another account stands there, whatever account a reader puts it in
   (`review/moving.py`)

Of two decisions about the same thing the later one counts; `retract` takes one back and what it had
replaced counts again. A reader never undoes a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from sacho.model.decision import Decision, Moved, Proposed
from sacho.model.incident import Ruled
from sacho.model.span import any_overlap

Judgement = Literal["accepted", "refused", "corrected", "added"]
Now = Literal["holds", "reopened", "no longer proposed"]
JUDGES: dict[str, Judgement] = {
    "accept": "accepted", "refuse": "refused", "correct": "corrected", "add": "added",
}  # fmt: skip

MOVES = ("move", "divide")


class Judged(msgspec.Struct, frozen=True):
    """Where one claim stands. `beside` are claims now proposed over the same words."""

    claim: str
    judgement: Judgement
    now: Now
    decision: str
    value: str | None = None
    beside: tuple[str, ...] = ()
    by: str = ""
    reason: str = ""


class Move(msgspec.Struct, frozen=True):
    """A move or division that counts, and who made it."""

    moved: Moved
    decision: str
    by: str = ""
    reason: str = ""


class Standing(msgspec.Struct, frozen=True):
    """All decisions that count: claims judged, pairs linked or parted, origins, grades. `shown`
    are the judged claims as people saw them, or gave them. `moves` are in the order made.
    """

    claims: dict[str, Judged]
    ruled: Ruled
    same_origin: tuple[tuple[str, str], ...]
    grades: dict[str, tuple[str, ...]]
    shown: dict[str, Proposed] = {}
    moves: tuple[Move, ...] = ()


NO_HEIRS: Mapping[str, str] = {}


def standing(
    decisions: Iterable[Decision],
    proposed: Iterable[Proposed],
    heirs: Mapping[str, str] = NO_HEIRS,
) -> Standing:
    """Fold decisions, oldest first, into what they come to. Pure, and the same in any store.

    `heirs` are claims to those that are the same telling now, which inherit what was judged.
    """
    counting = not_retracted(list(decisions))
    now = list(proposed)
    present = {p.claim.id for p in now} | {d.about[0] for d in counting if d.verb == "add"}
    claims: dict[str, Judged] = {}
    seen: dict[str, Proposed] = {}
    for decision in counting:
        if decision.verb in JUDGES:
            claim = heirs.get(decision.about[0], decision.about[0])
            claims[claim] = _judged(decision, claim, now, present)
            saw = shown_claim(decision)
            if saw is not None and (saw.within or claim not in seen):
                seen[claim] = saw
    together, apart = _links(counting)
    refused = frozenset(id_ for id_, judged in claims.items() if judged.judgement == "refused")
    return Standing(
        claims=claims,
        ruled=Ruled(together, apart, refused),
        same_origin=tuple((d.about[0], d.about[1]) for d in counting if d.verb == "same-origin"),
        grades=_grades(counting),
        shown=seen,
        moves=tuple(m for d in counting if (m := _move(d)) is not None),
    )


def with_move(before: Standing, made: Decision) -> Standing:
    """What `standing` gives with one move or division more, without a new fold."""
    move = _move(made)
    return before if move is None else msgspec.structs.replace(before, moves=(*before.moves, move))


def with_judgement(before: Standing, made: Decision) -> Standing:
    """What `standing(..., ())` gives with one judgement of a claim more, without a new fold."""
    claim = made.about[0]
    claims = dict(before.claims)
    # In the order of a whole fold: a claim judged again keeps its place.
    present = {claim} if made.verb == "add" or _was_added(before, claim) else set[str]()
    claims[claim] = _judged(made, claim, [], present)
    shown = before.shown
    saw = shown_claim(made)
    if saw is not None and (saw.within or claim not in shown):
        shown = {**shown, claim: saw}
    refused = before.ruled.refused - {claim}
    if claims[claim].judgement == "refused":
        refused |= {claim}
    ruled = msgspec.structs.replace(before.ruled, refused=refused)
    return msgspec.structs.replace(before, claims=claims, shown=shown, ruled=ruled)


def _was_added(before: Standing, claim: str) -> bool:
    """With nothing proposed, only what people added is present."""
    judged = before.claims.get(claim)
    return judged is not None and judged.now == "holds"


def not_retracted(decisions: list[Decision]) -> list[Decision]:
    """Those that count, oldest first: a retraction may itself be taken back."""
    gone: set[str] = set()
    for decision in reversed(decisions):
        if decision.verb == "retract" and decision.id not in gone:
            gone.add(decision.about[0])
    return [d for d in decisions if d.verb != "retract" and d.id not in gone]


def _judged(decision: Decision, claim_id: str, now: list[Proposed], present: set[str]) -> Judged:
    judgement = JUDGES[decision.verb]
    shown = shown_claim(decision)
    told = (decision.by, decision.reason)
    if claim_id in present:
        return Judged(claim_id, judgement, "holds", decision.id, decision.value, (), *told)
    beside = tuple(
        p.claim.id
        for p in now
        if shown is not None
        and p.text == shown.text
        and p.claim.field == shown.claim.field
        and any_overlap(p.claim.spans, shown.claim.spans)
    )
    state: Now = "reopened" if beside else "no longer proposed"
    return Judged(claim_id, judgement, state, decision.id, decision.value, beside, *told)


def shown_claim(decision: Decision) -> Proposed | None:
    """The claim that the person saw, out of what the decision keeps; None if it showed none."""
    return _proposed(decision.shown)


@lru_cache(maxsize=20_000)
def _proposed(shown: str) -> Proposed | None:
    """Remembered: every fold of the decisions asks for the same ones again."""
    try:
        return msgspec.json.decode(shown, type=Proposed)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def _move(decision: Decision) -> Move | None:
    moved = shown_move(decision)
    if moved is None:
        return None
    return Move(moved, decision.id, decision.by, decision.reason)


def shown_move(decision: Decision) -> Moved | None:
    """What a move or division says; None for any other decision."""
    return _moved(decision.shown) if decision.verb in MOVES else None


@lru_cache(maxsize=2_000)
def _moved(shown: str) -> Moved | None:
    try:
        return msgspec.json.decode(shown, type=Moved)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def _links(
    counting: list[Decision],
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Of link and unlink about the same pair of accounts, the later one counts."""
    verdict: dict[frozenset[str], tuple[tuple[str, str], bool]] = {}
    for decision in counting:
        for left, right in _pairs(decision):
            pair = frozenset((left, right))
            verdict.pop(pair, None)
            verdict[pair] = (left, right), decision.verb in ("link", "merge")
    return (
        tuple(pair for pair, joined in verdict.values() if joined),
        tuple(pair for pair, joined in verdict.values() if not joined),
    )


def _pairs(decision: Decision) -> list[tuple[str, str]]:
    """Link and unlink judge a pair; merge and split judge the accounts that were shown."""
    if decision.verb in ("link", "unlink"):
        return [(decision.about[0], decision.about[1])]
    if decision.verb in ("merge", "split"):
        sides = msgspec.json.decode(decision.shown, type=tuple[list[str], list[str]])
        return [(a, b) for a in sides[0] for b in sides[1]]
    return []


def _grades(counting: list[Decision]) -> dict[str, tuple[str, ...]]:
    """Three grades, kept apart (`happened:B2`): the later one of each counts."""
    grades: dict[str, dict[str, str]] = {}
    for decision in counting:
        if decision.verb == "grade" and decision.value:
            name = decision.value.partition(":")[0]
            grades.setdefault(decision.about[0], {})[name] = decision.value
    return {id_: tuple(named.values()) for id_, named in grades.items()}
