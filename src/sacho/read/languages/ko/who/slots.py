"""From phrases to slots: how many, who, with what, how many times."""

from __future__ import annotations

from sacho.model.claim import Field
from sacho.model.span import Span, hull
from sacho.read.analysis import Slot
from sacho.read.languages.ko.acts.kinds import Trigger
from sacho.read.languages.ko.how_many.counts import parse_count
from sacho.read.languages.ko.syntax.clauses import Clause, Phrase
from sacho.read.languages.ko.syntax.lexicon import Act, acts, is_person, means, parties
from sacho.read.languages.ko.who.roles import (
    CIRCUMSTANCE,
    COUNTERS,
    NUMBER_TAGS,
    NUMBER_WORDS,
    PLACE_NOUNS,
    Scene,
    forceful,
)

LINKS = frozenset(
    ("반면", "한편", "당시", "앞서", "이번", "현재", "결국", "최근")
)  # no part of a name


def count_slots(scene: Scene, field: Field, sufferers: list[Phrase], clause: Clause | None,
                rule: str) -> list[Slot]:  # fmt: skip
    """How many suffered it, with the whole of which they are a part and the parts told of them."""
    if not sufferers:
        return []
    span = hull([_counted(scene, p) for p in sufferers])
    if not _tells_number(scene, sufferers, span):
        return []
    part_of: Span | None = None
    parts: list[Phrase] = []
    if clause is not None:
        held = [p for p in _parts_before(scene, clause, span) if p.end <= span[0]]
        part_of = held[-1].span if held else None
        parts = [p for p in clause.having("incl", "listed") if p.end <= span[0]]
    slots = [Slot(field, (span,), part_of=part_of, confidence=0.85, rule=rule)]
    for phrase in parts:
        if parse_count(scene.words(phrase)) is not None and scene.numbered(phrase):
            slots.append(Slot(field, (phrase.span,), of=0, confidence=0.75, rule="part.including"))
    return slots


def _parts_before(scene: Scene, clause: Clause, span: Span) -> list[Phrase]:
    """이 중 1명은 …, 다른 1명은 …: the whole is named once for both."""
    region = scene.region
    own = clause.having("part")
    at = region.clauses.index(clause)
    while not own and at > 0:
        at -= 1
        earlier = region.clauses[at]
        if earlier.close != "EC" or earlier.ending not in (
            "고",
            "며",
            "으며",
            "는데",
            "지만",
            "으나",
            "나",
            "ᆫ데",
        ):
            break
        own = earlier.having("part")
    return own


def _points_back(scene: Scene, phrase: Phrase) -> bool:
    """이들, 사람들: those told of before, or nobody in particular."""
    if phrase.head in ("이들", "그들", "이", "그"):
        return True
    return scene.words(phrase).endswith("사람들") and not any(
        t.tag in NUMBER_TAGS for t in scene.region.tokens[phrase.first : phrase.last + 1]
    )


def _tells_number(scene: Scene, sufferers: list[Phrase], span: Span) -> bool:
    """A Korean noun without number word may be one or many: it tells no number, unless it
    singles out a person by age, name or kin."""
    count = parse_count(scene.text[span[0] : span[1]])
    if count is None or all(_points_back(scene, p) for p in sufferers):
        return False
    if any(scene.numbered(p) or scene.genitive_number(p) is not None for p in sufferers):
        return True
    lone = sufferers[0]
    if len(sufferers) > 1 or count.high != count.low:
        return False
    singled = {
        "씨",
        "살",
        "세",
        "대",
        "모",
        "일가족",
        "부부",
        "모녀",
        "모자",
        "부자",
        "부녀",
        "형제",
        "자매",
        "언니",
        "누나",
        "오빠",
        "형",
        "동생",
        "어머니",
        "아버지",
        "남편",
        "아내",
        "할머니",
        "할아버지",
        "막내딸",
        "외아들",
        "딸",
        "남매",
        "양",
    }
    return any(t.lemma in singled for t in scene.region.tokens[lone.first : lone.last + 1])


def _counted(scene: Scene, phrase: Phrase) -> Span:
    """The phrase without the place or date that stands before the persons."""
    tokens = scene.region.tokens
    first = phrase.first
    for index in range(phrase.first, phrase.last):
        token = tokens[index]
        if token.lemma in LINKS:
            first = index + 1
            continue
        if token.lemma in parties().people or token.tag in NUMBER_TAGS:
            break
        after = tokens[index + 1]
        if after.lemma in ("씨", "모", "양", "군") or after.tag == "NP":
            break
        placed = tokens[index - 1].tag == "NNP" and token.start == tokens[index - 1].end
        if token.tag == "NNP" or token.lemma in PLACE_NOUNS or (token.lemma == "서" and placed):
            first = index + 1
    start = tokens[first].start
    before = scene.genitive_number(phrase)
    if before is not None:
        start = before.start
    elif phrase.head in parties().people and first == phrase.last and not scene.numbered(phrase):
        start = tokens[first].start
    return start, phrase.end


def party_slot(scene: Scene, field: Field, phrase: Phrase, rule: str) -> Slot | None:
    """The words that describe a party; None for a bare number or pronoun."""
    known = parties()
    describing = [n for n in phrase.nouns if is_person(n) and n not in known.bare]
    named = "씨" in phrase.nouns or "모" in phrase.nouns
    if not describing and not named:
        return None
    span = phrase.span if forceful(phrase) else _counted(scene, phrase)
    if field in ("perpetrator", "issuer"):
        span = phrase.span
    return Slot(field, (span,), confidence=0.8, rule=rule)


def doer_field(act: Act) -> Field:
    """Perpetrator of a harm, actor of a circumstance or response, issuer in office."""
    if act.frame == "office":
        return "issuer"
    return "actor" if act.frame == "deed" or act.kind in CIRCUMSTANCE else "perpetrator"


def happenings(scene: Scene, trigger: Trigger) -> Slot | None:
    """탈북 시도 2건, 두 차례의 총격, 밀수 3건이 발생했다."""
    clause = scene.clause(trigger)
    held = list(clause.phrases) if clause is not None else list(scene.region.rest)
    if trigger.phrase is not None and not any(p is trigger.phrase for p in held):
        held.append(trigger.phrase)
    near = [
        p for p in held
        if any(n in COUNTERS for n in p.nouns) and scene.numbered(p) and scene.inside(p)
    ]  # fmt: skip
    best: tuple[int, Span] | None = None
    for phrase in near:
        span = _counter_span(scene, phrase)
        between = scene.text[min(span[1], trigger.span[1]) : max(span[0], trigger.span[0])]
        other = any(n in acts().nouns and acts().nouns[n] is not trigger.act for n in phrase.nouns)
        if (other and phrase is not trigger.phrase) or len(between) > 25:
            continue
        gap = abs(span[0] - trigger.span[1])
        if best is None or gap < best[0]:
            best = gap, span
    if best is None or parse_count(scene.text[best[1][0] : best[1][1]]) is None:
        return None
    return Slot(
        "happenings", (_with_noun(scene, trigger, best[1]),), confidence=0.8, rule="happenings"
    )


def _with_noun(scene: Scene, trigger: Trigger, span: Span) -> Span:
    """탈북 시도 2건: the number with what is counted, where both stand together."""
    phrase = trigger.phrase
    if phrase is None or not phrase.start <= span[0] < phrase.end:
        return span
    whole = min(trigger.span[0], span[0]), span[1]
    told, alone = scene.text[whole[0] : whole[1]], scene.text[span[0] : span[1]]
    return whole if parse_count(told) == parse_count(alone) else span


def _counter_span(scene: Scene, phrase: Phrase) -> Span:
    tokens = scene.region.tokens[phrase.first : phrase.last + 1]
    last = max(i for i, t in enumerate(tokens) if t.lemma in COUNTERS)
    first = last
    while first > 0 and (
        tokens[first - 1].tag in NUMBER_TAGS or tokens[first - 1].lemma in NUMBER_WORDS
        or tokens[first - 1].lemma in ("여", "약", "최소", "적어도", "총")
    ):  # fmt: skip
        first -= 1
    return tokens[first].start, tokens[last].end


def means_slots(scene: Scene, trigger: Trigger) -> list[Slot]:
    """With what: the longest words of the table in the act's clause and its own words."""
    clause = scene.clause(trigger)
    table = means()
    found: list[Slot] = []
    held = list(clause.phrases) if clause is not None else []
    if clause is not None and clause.close == "ETM" and clause.head is not None:
        held.append(clause.head)
    if trigger.phrase is not None and not any(p is trigger.phrase for p in held):
        held.append(trigger.phrase)
    for phrase in held:
        for token in scene.region.tokens[phrase.first : phrase.last + 1]:
            code = table.codes.get(token.lemma)
            if code is None or not scene.inside(phrase) or any(s.code == code for s in found):
                continue
            loose = token.lemma in table.loose
            if loose and phrase.case not in ("means", "obj", "at", "via", "subj", ""):
                continue
            if trigger.act.kind == "issue-of-arms" or (
                token.start >= trigger.span[1] + 1
                and (phrase is not (clause.head if clause else None))
            ):
                continue
            found.append(
                Slot("means", ((token.start, token.end),), code=code, confidence=0.75, rule="means")
            )
    return found
