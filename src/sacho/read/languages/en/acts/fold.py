"""The readings of one sentence become its tellings: outcomes go to the act that they came of."""

from __future__ import annotations

from sacho.model.span import Span, hull, overlaps
from sacho.read.analysis import Slot, Telling
from sacho.read.languages.en.acts.fill import Reading
from sacho.read.languages.en.acts.view import View
from sacho.read.languages.en.who.slots import of_whole

OUTCOMES = frozenset({"killing", "injury", "destruction"})
HOSTS = frozenset(
    {"shooting", "bombing", "attack", "assault", "arson", "torture", "execution", "robbery"}
)
_RANK = {"attack": 1, "assault": 2, "arson": 3, "bombing": 3, "shooting": 3}


def fold(view: View, readings: list[Reading]) -> list[Reading]:
    """One reading for each act that the sentence tells."""
    kept = _without_idle_devices(readings)
    kept = _merge_same(kept)
    kept = _merge_looser(kept)
    kept = _merge_outcomes(kept)
    return _merge_outcome_pair(kept)


def _without_idle_devices(readings: list[Reading]) -> list[Reading]:
    """A weapon noun stands for its act only if it is what did a harm told in the sentence."""
    causes = {r.cause for r in readings if r.cause is not None}
    acts = any(r.hit.act.frame != "device" and r.kind in HOSTS for r in readings)
    return [
        r for r in readings
        if r.hit.act.frame != "device" or (r.hit.at in causes and not acts)
    ]  # fmt: skip


def _merge_same(readings: list[Reading]) -> list[Reading]:
    kept: list[Reading] = []
    for reading in readings:
        host = next((k for k in kept if _same_act(k, reading)), None)
        if host is None:
            kept.append(reading)
        else:
            _take(host, reading)
    return kept


def _same_act(host: Reading, other: Reading) -> bool:
    if host.kind != other.kind or host.manner.stage != other.manner.stage:
        return False
    if host.manner.stance != other.manner.stance and "denied" in {
        host.manner.stance, other.manner.stance,
    }:  # fmt: skip
        return False
    if any(s.field == "happenings" for s in host.slots) != any(
        s.field == "happenings" for s in other.slots
    ):
        return False
    return not _rivals(host, other)


def _rivals(one: Reading, other: Reading) -> bool:
    """Whether the two name different doers, each in words of its own."""
    if not one.doers or not other.doers:
        return False
    return not set(one.doers) & set(other.doers)


def _merge_looser(readings: list[Reading]) -> list[Reading]:
    """ "The attack … the gunmen opened fire": the looser word goes to the closer one."""
    kept = list(readings)
    for reading in readings:
        if reading.kind != "attack" or reading.aggregate:
            continue
        others = [
            k for k in kept
            if k is not reading and _RANK.get(k.kind, 0) > 1 and k.kind != "assault"
            and k.manner.stage == reading.manner.stage and not k.aggregate and not _rivals(k, reading)
        ]  # fmt: skip
        if others:
            host = min(others, key=lambda k: _gap(k.trigger, reading.trigger))
            _take(host, reading)
            kept.remove(reading)
    return kept


def _merge_outcomes(readings: list[Reading]) -> list[Reading]:
    kept = list(readings)
    for reading in readings:
        if reading.kind not in OUTCOMES:
            continue
        hosts = [
            k for k in kept
            if k.kind in HOSTS and k is not reading and not _rivals(k, reading)
            and k.manner.stage in {"accomplished", "attempted"}
        ]  # fmt: skip
        if not hosts:
            continue
        caused = [h for h in hosts if h.hit.at == reading.cause]
        host = caused[0] if caused else min(hosts, key=lambda k: _gap(k.trigger, reading.trigger))
        _take(host, reading)
        kept.remove(reading)
    return kept


def _merge_outcome_pair(readings: list[Reading]) -> list[Reading]:
    """Killed and hurt in one sentence without the act: one killing with both counts."""
    kept = list(readings)
    killing = next((r for r in kept if r.kind == "killing"), None)
    for reading in readings:
        if killing is not None and reading.kind == "injury" and not _rivals(killing, reading):
            _take(killing, reading)
            kept.remove(reading)
    kept = [r for r in kept if r.hit.act.frame != "weak" or _beside_harm(r, readings)]
    return [_wreck(r) for r in kept]


def _beside_harm(reading: Reading, readings: list[Reading]) -> bool:
    return any(r is not reading and r.hit.act.frame != "weak" for r in readings)


def _wreck(reading: Reading) -> Reading:
    return reading


def _take(host: Reading, other: Reading) -> None:
    """Moves the slots of one reading to another, none twice."""
    moved = of_whole(other.slots, len(host.slots))
    host.slots = _settle(host.slots + moved, len(host.slots))
    host.sufferers = host.sufferers + [s for s in other.sufferers if s not in host.sufferers]
    host.doers = host.doers or other.doers


def _settle(slots: list[Slot], old: int) -> list[Slot]:
    """Without doubles. One who was shot and died of it counts as killed, not as hurt as well."""
    dropped: set[int] = set()
    for i, slot in enumerate(slots):
        for j in range(i):
            if j in dropped or not overlaps(slot.spans[0], slots[j].spans[0]):
                continue
            fields = {slot.field, slots[j].field}
            if slot.field == slots[j].field == "harm" and slot.spans != slots[j].spans:
                continue
            if slot.field == slots[j].field:
                dropped.add(i)
            elif "none" in {slot.rule, slots[j].rule}:
                continue
            elif fields == {"killed", "injured"} and slot.of is None and slots[j].of is None:
                dropped.add(i if slot.field == "injured" else j)
            elif fields in ({"victim", "perpetrator"}, {"victim", "target"}):
                dropped.add(i)
    del old
    places = {i: n for n, i in enumerate(i for i in range(len(slots)) if i not in dropped)}
    return [
        Slot(s.field, s.spans, s.code, places.get(s.of) if s.of is not None else None,
             s.part_of, s.stance, s.confidence, s.rule)
        for i, s in enumerate(slots) if i in places
    ]  # fmt: skip


def settle(slots: list[Slot]) -> list[Slot]:
    """The slots of one telling without doubles."""
    return _settle(slots, 0)


def _gap(a: Span, b: Span) -> int:
    return 0 if overlaps(a, b) else max(a[0], b[0]) - min(a[1], b[1])


def as_telling(view: View, reading: Reading) -> Telling:
    """The reading as a telling of its sentence."""
    manner = reading.manner
    return Telling(
        kind=reading.kind,
        trigger=reading.trigger,
        sentence=view.sentence.index,
        stage=manner.stage,
        stage_spans=(manner.words,) if manner.words else (),
        stance=manner.stance,
        slots=tuple(settle(reading.slots)),
        rule=reading.rule,
        back=reading.back,
        aggregate=reading.aggregate,
        confidence=0.85 if reading.hit.phrase else 0.8,
    )


def trigger_hull(reading: Reading) -> Span:
    """The words from the trigger to its stage."""
    words = (reading.manner.words,) if reading.manner.words else ()
    return hull([reading.trigger, *words])
