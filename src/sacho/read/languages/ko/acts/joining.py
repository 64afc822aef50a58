"""Inside one voice of one sentence: outcomes go to their act, wounds to the wounded."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sacho.model.span import Span, overlaps
from sacho.read.analysis import Slot
from sacho.read.languages.ko.acts.found import Found
from sacho.read.languages.ko.acts.harms import BODY, gapped, prognosis, wound_slots
from sacho.read.languages.ko.syntax.arguments import subject
from sacho.read.languages.ko.syntax.clauses import Phrase
from sacho.read.languages.ko.who.roles import Scene, can_suffer
from sacho.read.languages.ko.who.slots import count_slots

VIOLENT = frozenset(
    ("shooting", "bombing", "attack", "torture", "assault", "arson", "abduction", "robbery", "execution",
     "sexual-violence", "detention", "disappearance", "forced-return")
)  # fmt: skip
HOSTS = frozenset(
    ("shooting", "bombing", "attack", "torture", "assault", "arson", "abduction", "robbery",
     "sexual-violence", "destruction")
)  # fmt: skip


def fold(acts: list[Found]) -> list[Found]:
    """One telling a kind of act; what came of an act becomes claims of that act."""
    kept: list[Found] = []
    for one in acts:
        same = next((f for f in kept if _again(f, one)), None)
        if same is None:
            kept.append(one)
            continue
        same.add(one.slots)
        if same.kind == "injury" and one.kind == "killing":
            same.kind, same.trigger, same.rule = one.kind, one.trigger, one.rule
        same.confidence = max(same.confidence, one.confidence)
        same.back = same.back or one.back
        same.aggregate = same.aggregate or one.aggregate
    result: list[Found] = []
    for one in kept:
        host = _host(kept, one)
        if host is None:
            result.append(one)
            continue
        _drop(host, lambda s: s.rule == "shooting.hit")
        host.add(one.slots)
        host.back = host.back or one.back
        host.confidence = max(host.confidence, 0.8)
    for one in result:
        killed = {s.spans for s in one.slots if s.field == "killed"}
        if killed:
            _drop(one, lambda s, k=killed: s.rule == "shooting.hit" or s.spans in k)
    return result


def _again(earlier: Found, one: Found) -> bool:
    alike = earlier.kind == one.kind or {earlier.kind, one.kind} == {"killing", "injury"}
    if not alike or earlier.limit != one.limit:
        return False
    if earlier.stance != one.stance or earlier.aggregate != one.aggregate:
        return False
    if earlier.kind != one.kind and not (earlier.outcome and one.outcome):
        return False
    return earlier.stage == one.stage


def _host(kept: list[Found], one: Found) -> Found | None:
    if one.kind not in ("killing", "injury"):
        return None
    hosts = [
        f for f in kept
        if f.kind in HOSTS and f.limit == one.limit and f.stage in ("accomplished", one.stage)
        and f is not one and f.stance == one.stance
    ]  # fmt: skip
    before = [f for f in hosts if f.trigger[0] <= one.trigger[0]]
    hosts = before or hosts
    chosen = [f for f in hosts if f.kind != "destruction"] or hosts  # 포격으로 파괴돼 숨졌다
    return chosen[-1] if chosen else None


def _drop(host: Found, gone: Callable[[Slot], bool]) -> None:
    """Of those who were hit it is told now who died and who was hurt."""
    moved: dict[int, int] = {}
    kept: list[Slot] = []
    for index, slot in enumerate(host.slots):
        if slot.field == "injured" and gone(slot):
            continue
        moved[index] = len(kept)
        kept.append(slot)
    host.slots = [_moved(slot, moved) for slot in kept]


def _moved(slot: Slot, moved: dict[int, int]) -> Slot:
    of = moved.get(slot.of) if slot.of is not None else None
    return msgspec.structs.replace(slot, of=of)


def attach_wounds(
    scenes: list[Scene], sentence: int, acts: list[Found], ordered: list[Span]
) -> None:
    """Add wounds and prognoses to the telling that counts the one who has them."""
    for index, scene in enumerate(scenes):
        clause = scene.region.clauses[index]
        if any(overlaps((clause.start, clause.end), span) for span in ordered):
            continue
        for who, slot in gapped(scene, clause):
            _attach_to(scene, who, (index, sentence), acts, [slot])
        told = prognosis(scene, index)
        slots = [*wound_slots(scene, clause), *([told] if told is not None else [])]
        slots = [c for s in slots if (c := _in(scene, s)) is not None]
        if slots:
            _attach(scene, index, sentence, acts, slots)


def wounds_again(text: str, found: list[Found]) -> None:
    """배에 총을 맞은 주민은 …: the one whose wound there was told a sentence before."""
    for one in found:
        loose = [i for i, s in enumerate(one.slots) if s.field == "harm" and s.of is None]
        if not loose or any(s.field == "injured" for s in one.slots):
            continue
        for index in loose:
            part = _body_part(text, one.slots[index])
            held = _wounded(text, found, one, part) if part else None
            if held is None:
                continue
            place = len(one.slots)
            one.slots.append(held)
            one.slots = [
                msgspec.structs.replace(s, of=place)
                if s.field == "harm" and s.of in (None, index) else s for s in one.slots
            ]  # fmt: skip
            break


def _body_part(text: str, slot: Slot) -> str:
    words = text[slot.spans[0][0] : slot.spans[0][1]]
    return max((b for b in BODY if words.startswith(b)), key=len, default="")


def _wounded(text: str, found: list[Found], one: Found, part: str) -> Slot | None:
    """The count, in one of the three sentences before, of those who were hit in that part."""
    for earlier in reversed(found):
        if not 0 < one.sentence - earlier.sentence <= 3:
            continue
        for slot in earlier.slots:
            if slot.field == "harm" and slot.of is not None and _body_part(text, slot) == part:
                held = earlier.slots[slot.of]
                return held if held.field == "injured" and held.of is None else None
    return None


def _in(scene: Scene, slot: Slot) -> Slot | None:
    """The slot cut to the speaker's words; None where it begins outside them."""
    start, end = slot.spans[0]
    if not scene.limit[0] <= start < scene.limit[1]:
        return None
    return msgspec.structs.replace(slot, spans=((start, min(end, scene.limit[1])),))


def _attach(scene: Scene, index: int, sentence: int, acts: list[Found], slots: list[Slot]) -> None:
    who = subject(scene.region, index, scene.limit)
    if who is not None and not can_suffer(scene, who):
        who = None
    _attach_to(scene, who, (index, sentence), acts, slots)


def _attach_to(
    scene: Scene, who: Phrase | None, at: tuple[int, int], acts: list[Found], slots: list[Slot]
) -> None:
    """`at` is the clause and the sentence."""
    index, sentence = at
    clause = scene.region.clauses[index]
    host, of = _counting(acts, who.span if who is not None else None)
    if host is None:
        host = next((f for f in acts if f.kind in HOSTS and f.limit == scene.limit), None)
    if host is None:
        if who is None:
            return
        host = Found(
            "injury", slots[-1].spans[0], sentence, slots[-1].rule, [], back=True,
            limit=scene.limit, outcome=True,
        )  # fmt: skip
        acts.append(host)
    if of is None and who is not None and scene.inside(who):
        counted = count_slots(scene, "injured", [who], clause, "harm.of")
        if counted and not any(
            s.field == "killed" and s.spans == counted[0].spans for s in host.slots
        ):
            host.add(counted[:1])
            of = next(
                (i for i, s in enumerate(host.slots)
                 if s.field == "injured" and s.spans == counted[0].spans), None,
            )  # fmt: skip
    by = who.modified_by if who is not None else -1
    if of is None and by >= 0:
        near = scene.region.clauses[by]
        of = next(
            (i for i, s in enumerate(host.slots) if s.field == "harm"
             and any(overlaps(s.spans[0], p.span) for p in near.phrases)), None,
        )  # fmt: skip
    host.slots += [msgspec.structs.replace(s, of=of) for s in slots
                   if all(s.spans != o.spans for o in host.slots)]  # fmt: skip


def _counting(acts: list[Found], span: Span | None) -> tuple[Found | None, int | None]:
    if span is None:
        return None, None
    for one in acts:
        for index, slot in enumerate(one.slots):
            if slot.field in ("injured", "killed") and overlaps(slot.spans[0], span):
                return one, index
    return None, None
