"""Words that correct or part what was told: not a soldier but a resident; of the dead, three."""

from __future__ import annotations

import msgspec

from sacho.model.claim import Field
from sacho.model.span import hull, overlaps
from sacho.read.analysis import Slot
from sacho.read.languages.ko.acts.found import Found
from sacho.read.languages.ko.syntax.clauses import BOUND, Clause, Region
from sacho.read.languages.ko.who.roles import Scene, can_suffer
from sacho.read.languages.ko.who.slots import party_slot

PARTS: dict[str, tuple[str, Field]] = {
    "사망자": ("killing", "killed"), "희생자": ("killing", "killed"), "부상자": ("injury", "injured"),
}  # fmt: skip


def _clauses(scenes: list[Scene]) -> list[Clause]:
    return scenes[0].region.clauses if scenes else []


def parts(scenes: list[Scene], sentence: int, acts: list[Found]) -> list[Found]:
    """사망자 중에는 어린이 3명이 포함됐다: a part of those told of before."""
    found: list[Found] = []
    for scene, clause in zip(scenes, _clauses(scenes), strict=True):
        part = next((p for p in clause.having("part") if p.head in PARTS), None)
        inside = clause.noun == "포함" or clause.stem in ("이", "있")
        if part is None or not inside or any(part.span == s.part_of for f in acts for s in f.slots):
            continue
        counted = [
            p for p in clause.phrases
            if p.start > part.end and scene.numbered(p) and can_suffer(scene, p)
        ]  # fmt: skip
        if not counted:
            continue
        kind, field = PARTS[part.head]
        span = hull([counted[0].span, counted[-1].span])
        one = Found(
            kind, part.span, sentence, "part.of", [], back=True,
            limit=scene.limit, outcome=True,
        )  # fmt: skip
        one.slots.append(Slot(field, (span,), part_of=part.span, rule="part.of"))
        found.append(one)
    return found


def correct(text: str, region: Region, acts: list[Found]) -> None:
    """숨진 사람은 군인이 아니라 주민이다: who it was, and who it was not."""
    for index, clause in enumerate(region.clauses):
        wrong = clause.having("comp", "subj")
        if clause.stem != "아니" or not wrong:
            continue
        later = region.clauses[index + 1] if index + 1 < len(region.clauses) else None
        right = later.phrases if later is not None else region.rest
        topic = next((p for p in clause.phrases if p.modified_by >= 0), None)
        told = region.clauses[topic.modified_by] if topic is not None else None
        if told is None or not right:
            continue
        for one in acts:
            if overlaps(one.trigger, (told.start, told.end)):
                scene = Scene(text, region, one.limit)
                one.back, one.outcome = True, False
                one.add([s for s in (
                    party_slot(scene, "victim", right[0], "correction"),
                    _denied(party_slot(scene, "victim", wrong[-1], "correction")),
                ) if s is not None])  # fmt: skip


def recounted(scenes: list[Scene], sentence: int) -> list[Found]:
    """사망자 수도 2명이 아니라 1명이다: the number now told, and the one taken back."""
    found: list[Found] = []
    for index, (scene, clause) in enumerate(zip(scenes, _clauses(scenes), strict=True)):
        wrong = [p for p in clause.having("comp", "subj") if scene.numbered(p)]
        of = next((p for p in clause.phrases if not PARTS.keys().isdisjoint(p.nouns)), None)
        if clause.stem != "아니" or not wrong or of is None:
            continue
        clauses = scene.region.clauses
        after = clauses[index + 1].phrases if index + 1 < len(clauses) else scene.region.rest
        right = [p for p in after if scene.numbered(p)][:1]
        kind, field = next(PARTS[n] for n in of.nouns if n in PARTS)
        one = Found(
            kind, of.span, sentence, "correction", [], back=True, limit=scene.limit
        )  # fmt: skip
        one.slots = [Slot(field, (p.span,), rule="correction") for p in right]
        one.slots.append(Slot(field, (wrong[-1].span,), stance="denied", rule="correction"))
        found.append(one)
    return found


def _denied(slot: Slot | None) -> Slot | None:
    return msgspec.structs.replace(slot, stance="denied") if slot is not None else None


def nobody_told(region: Region, clause: Clause | None) -> int | None:
    """다친 사람은 없었다: where the words that say so end."""
    if clause is None or clause.head is None or clause.close != "ETM":
        return None
    if clause.head.head in BOUND:
        return None
    holder = next((c for c in region.clauses if any(p is clause.head for p in c.phrases)), None)
    return holder.end if holder is not None and holder.stem == "없" else None
