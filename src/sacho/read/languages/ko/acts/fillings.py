"""What else one sentence tells of an act: why, how much, at what, what came of it."""

from __future__ import annotations

from sacho.model.claim import Field
from sacho.model.span import Span, overlaps
from sacho.read.analysis import Slot
from sacho.read.languages.ko.acts.found import Found
from sacho.read.languages.ko.acts.guards import forceful
from sacho.read.languages.ko.how_many.counts import parse_quantity
from sacho.read.languages.ko.syntax.clauses import BOUND, Clause, Phrase, Region
from sacho.read.languages.ko.syntax.lexicon import means
from sacho.read.languages.ko.who.roles import PERSON_COUNTERS, Scene, can_suffer, is_body
from sacho.read.languages.ko.who.slots import count_slots, party_slot

GROUNDS = frozenset(("이유", "혐의", "죄", "죄목", "명목", "구실", "죄명", "누명", "의심"))
GROUNDED = frozenset(
    ("detention", "execution", "torture", "assault", "shooting", "killing", "abduction", "robbery", "punishment",
     "displacement", "destruction", "forced-return", "sexual-violence", "arson", "attack", "protest", "bombing",
     "threat", "investigation")
)  # fmt: skip
DEMANDS = frozenset(("항의하", "요구하", "반대하", "규탄하", "촉구하", "성토하", "비판하"))
THINGS = frozenset(("destruction", "arson", "robbery", "smuggling", "shooting", "bombing"))
LASTING = frozenset(
    (
        "day",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "year of age",
        "time",
        "ordinal",
        "number",
        "meter",
        "kilometer",
        "centimeter",
        "percent",
        "degree",
    )
)
AMOUNTED: dict[str, frozenset[str]] = {
    "punishment": frozenset(
        ("day", "week", "month", "year", "hour", "year of sentence", "month of sentence", "day of sentence", "won",
         "yuan", "US dollar", "North Korean won", "South Korean won")
    ),
    "detention": frozenset(("day", "week", "month", "year", "hour")),
    "assault": frozenset(("time",)), "torture": frozenset(("time", "day", "hour")),
    "displacement": frozenset(("household",)),
    "reward": frozenset(("day", "vehicle", "suit", "kilogram", "won", "bag", "yuan")),
}  # fmt: skip
"""Kinds of act -> the units in which something of it may be told; `THINGS` take any but times."""
DAMAGE = frozenset(
    ("전소되", "전소하", "무너지", "부서지", "붕괴되", "붕괴하", "파손되", "반파되", "반소되", "불타", "타버리", "잿더미되", "파괴되",
     "내려앉", "주저앉", "타", "깨지", "박살나", "완파되")
)  # fmt: skip
DAMAGED_BY = frozenset(("arson", "bombing", "attack", "assault"))
RELEASED = frozenset(
    ("풀려나", "석방되", "풀려나오", "놓여나", "훈방되", "훈방하", "석방하", "풀어주", "귀가조치되", "방면되", "출소하", "풀리")
)  # fmt: skip
OWNED = frozenset(("assault", "sexual-violence", "torture", "robbery"))
HELD = frozenset(("detention", "abduction", "punishment"))


def fill(scene: Scene, sentence: int, acts: list[Found]) -> list[Found]:
    """Add to the acts of one voice what stands beside them; a release may be a telling of its own."""
    for one in acts:
        index = _clause_of(scene.region, one.trigger)
        if index < 0 or one.stance == "denied":
            continue
        clause = scene.region.clauses[index]
        one.add(_whose(scene, clause, one))
        one.add(_reason(scene, index, one))
        one.add(_amounts(scene, clause, one))
        one.add(_target(scene, clause, one))
        one.add(_damage(scene, index, one))
        _no_tool(one)
    return _releases(scene, sentence, acts)


def _clause_of(region: Region, trigger: Span) -> int:
    for index, clause in enumerate(region.clauses):
        if clause.start < trigger[1] <= clause.end or overlaps((clause.start, clause.end), trigger):
            return index
    return -1


def _within(one: Found, span: Span) -> bool:
    return one.limit[0] <= span[0] and span[1] <= one.limit[1]


def _reason(scene: Scene, index: int, one: Found) -> list[Slot]:
    """간첩이라는 이유로, 밀수 혐의로, 시위를 막기 위해, 철거에 항의하며, 첩자로 몰아."""
    if one.kind not in GROUNDED or any(s.field == "reason" for s in one.slots):
        return []
    region = scene.region
    for at in range(index, max(-1, index - 4), -1):
        clause = region.clauses[at]
        for phrase in reversed(clause.phrases):
            if (
                phrase.head in GROUNDS
                and phrase.case in ("means", "at")
                and phrase.end <= one.trigger[1]
            ):
                return _because(one, (_start(region, phrase), phrase.end))
            if phrase.case == "for" and at == index:
                return _because(one, phrase.span)
        if at == index:
            if one.kind == "protest":
                return _demanded(region, at, one)
            continue
        if clause.stem == "몰" and clause.having("means"):
            return _because(one, (clause.having("means")[-1].start, clause.end))
        if clause.stem == "위하" and at and region.clauses[at - 1].close == "ETN":
            purpose = region.clauses[at - 1]
            return _because(one, (_first(purpose), clause.end))
        if clause.close != "EC":
            continue
        if clause.ending in ("다", "으나", "지만", "는데", "ᆫ데"):
            break
    return []


def _demanded(region: Region, index: int, one: Found) -> list[Slot]:
    for at in range(index, max(-1, index - 3), -1):
        clause = region.clauses[at]
        if clause.stem not in DEMANDS or clause.start >= one.trigger[1]:
            continue
        held = clause.having("at") if clause.noun == "항의" else clause.having("obj", "at")
        if held:
            start = held[-1].start if held[-1].modified_by < 0 else _start(region, held[-1])
            return _because(one, (start, held[-1].end))
    return []


def _because(one: Found, span: Span) -> list[Slot]:
    kept = _within(one, span) and span[0] < span[1]
    return [Slot("reason", (span,), confidence=0.75, rule="reason")] if kept else []


def _start(region: Region, phrase: Phrase) -> int:
    """Where the words that a noun of grounds takes in begin."""
    if phrase.modified_by < 0:
        return phrase.start
    return _first(region.clauses[phrase.modified_by])


def _first(clause: Clause) -> int:
    own = [
        p for p in clause.phrases
        if p.case != "topic" and not (p.case == "subj" and forceful(p))
    ]  # fmt: skip
    return min([clause.start, *(p.start for p in own)])


def _amounts(scene: Scene, clause: Clause, one: Found) -> list[Slot]:
    """집 스무 채를, 쌀 세 자루를, 구리 80㎏을, 열 발을."""
    if one.kind not in THINGS and one.kind not in AMOUNTED:
        return []
    found: list[Slot] = []
    for phrase in clause.phrases:
        cases = ("obj", "", "subj", "coord", *(("at",) if one.kind == "arson" else ()))
        if phrase.case not in cases or not scene.numbered(phrase):
            continue
        if phrase.head in PERSON_COUNTERS or not _within(one, phrase.span):
            continue
        if any(overlaps(phrase.span, s.spans[0]) for s in one.slots if s.field == "happenings"):
            continue
        read = parse_quantity(scene.words(phrase))
        if read is not None and _amounting(one.kind, read.unit):
            found.append(Slot("quantity", (phrase.span,), confidence=0.75, rule="amount"))
    return found


def _amounting(kind: str, unit: str) -> bool:
    return unit in AMOUNTED[kind] if kind in AMOUNTED else unit not in LASTING


def _target(scene: Scene, clause: Clause, one: Found) -> list[Slot]:
    """좌판을 뒤엎다, 파출소에 화염병을 던지다, 국도를 막다: the thing that it was done to."""
    told = {s.field for s in one.slots}
    if "target" in told or ("victim" in told and one.kind != "robbery"):
        return []
    held: list[Phrase] = []
    if one.kind in ("robbery", "destruction"):
        held = clause.having("obj")
    elif one.kind == "arson":
        held = [p for p in clause.having("at", "obj") if p.head not in means().codes]
        held = [p for p in held if scene.particle(p) != "에서"]
    elif one.kind == "protest" and clause.stem in ("막", "점거하", "봉쇄하"):
        held = clause.having("obj")
    held = [p for p in held if scene.numbered(p) or p.head not in BOUND]
    held = [p for p in held if p.head not in ("불", "새벽", "밤", "날")]
    held = [p for p in held if _within(one, p.span) and not _dated(p)]
    held = [p for p in held if is_body(p) or not can_suffer(scene, p)]
    return [Slot("target", (held[-1].span,), confidence=0.7, rule="target")] if held else []


def _no_tool(one: Found) -> None:
    """트럭을 빼앗다: what was taken is not what it was done with."""
    if one.kind not in ("robbery", "destruction") or any(s.of is not None for s in one.slots):
        return
    taken = [s.spans[0] for s in one.slots if s.field == "target"]
    one.slots = [
        s for s in one.slots
        if s.field != "means" or not any(overlaps(s.spans[0], t) for t in taken)
    ]  # fmt: skip


def _whose(scene: Scene, clause: Clause, one: Found) -> list[Slot]:
    """노인의 머리를 때리다, 할머니의 돈을 빼앗다, 장사꾼에게서 돈을 뜯다: who suffers it."""
    if one.kind not in OWNED or any(s.field in ("victim", "injured", "killed") for s in one.slots):
        return []
    held = [p for p in clause.phrases if p.case in ("gen", "from") and _within(one, p.span)]
    objects = clause.having("obj")
    close = [
        p for p in held
        if can_suffer(scene, p) and (p.case == "from" or any(0 <= o.start - p.end <= 4 for o in objects))
    ]  # fmt: skip
    slot = party_slot(scene, "victim", close[-1], "whose") if close else None
    return [slot] if slot is not None else []


def _dated(phrase: Phrase) -> bool:
    return any(n in ("일", "월", "년", "시", "때", "오전", "오후") for n in phrase.nouns)


def _damage(scene: Scene, index: int, one: Found) -> list[Slot]:
    """건물이 전소됐다: what became of what was attacked."""
    if one.kind not in DAMAGED_BY:
        return []
    for clause in scene.region.clauses[index + 1 : index + 3]:
        what = [p for p in clause.having("subj", "topic") if not can_suffer(scene, p)]
        if clause.stem in DAMAGE and what and not clause.negated and clause.close != "ETM":
            span = what[-1].start, min(clause.end, one.limit[1])
            return [Slot("harm", (span,), confidence=0.75, rule="harm.damage")]
    return []


def _releases(scene: Scene, sentence: int, acts: list[Found]) -> list[Found]:
    """사흘 만에 풀려났다: what came of a detention told here or before."""
    found: list[Found] = []
    for clause in scene.region.clauses:
        set_free = clause.stem == "풀" and clause.helpers[:1] == ("주",)
        told = (
            (clause.stem in RELEASED or set_free) and not clause.negated and "었" in clause.endings
        )
        if not told or clause.close == "ETM":
            continue
        start = next(
            (p.start for p in clause.phrases if p.head in ("만", "뒤", "후") or p.case == "when"),
            clause.start,
        )  # fmt: skip
        host = next(
            (f for f in reversed(acts) if f.kind in HELD and _within(f, (start, start))), None
        )
        limit = host.limit if host is not None else scene.limit
        span = start, min(clause.end, limit[1])
        if not limit[0] <= span[0] < span[1]:
            continue
        outcome = Slot("outcome", (span,), confidence=0.75, rule="released")
        who = [p for p in clause.having("subj", "topic") if can_suffer(scene, p)]
        if host is None:
            host = Found("detention", (clause.start, span[1]), sentence, "detention.released", [],
                         back=True, limit=limit, confidence=0.7)  # fmt: skip
            found.append(host)
        field: Field = "detained"
        counted = count_slots(scene, field, who[-1:], clause, "released") if who else []
        host.add([*counted[:1], outcome])
    return found
