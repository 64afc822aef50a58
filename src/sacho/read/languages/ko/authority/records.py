"""What those in command did about it: orders, issues of arms, rewards, punishments, inquiries."""

from __future__ import annotations

from sacho.model.claim import PartyField
from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.ko.acts.kinds import PERSONAL, Trigger
from sacho.read.languages.ko.acts.stages import Status
from sacho.read.languages.ko.how_many.counts import parse_quantity
from sacho.read.languages.ko.syntax.arguments import subject
from sacho.read.languages.ko.syntax.clauses import Clause, Phrase
from sacho.read.languages.ko.syntax.lexicon import means, parties
from sacho.read.languages.ko.who.roles import FACILITIES, PERSON_COUNTERS, Scene, can_do, cast
from sacho.read.languages.ko.who.slots import party_slot

AWARDS = frozenset(
    ("표창", "포상", "훈장", "상", "메달", "표창장", "감사장", "휴가", "표창휴가", "포상휴가", "입당", "칭호", "상장", "포상금", "격려금",
     "특진", "승진", "화선입당", "상금")
)  # fmt: skip
ENTRUSTED = frozenset(("맡기", "의뢰하"))
AWARD_ENDS = ("메달", "훈장", "표창", "휴가", "칭호", "표창장")
SENTENCES = frozenset(
    ("노동단련형", "단련형", "교화형", "노동교화형", "사형", "징역", "무기징역", "벌금", "노동단련대", "교화소", "관리소", "정치범수용소",
     "교화", "단련", "노동단련", "노동교화", "실형", "금고", "종신형", "집행유예", "과태료", "벌금형", "탄광", "농촌", "광산", "산골", "오지",
     "정직", "감봉", "퇴학", "출학", "직위", "계급", "군복", "소년교화소", "교양소", "수용소", "직무",
     "무기노동교화형", "해임", "철직", "강등", "출당", "제대", "무보수노동", "혁명화", "징역형", "총살형")
)  # fmt: skip


def office(scene: Scene, trigger: Trigger, held: Status) -> list[Slot]:
    """Slots of a reward, a punishment, an inquiry or an issue of arms."""
    clause = scene.clause(trigger)
    if clause is None:
        return []
    kind = trigger.act.kind
    if kind == "reward":
        return _reward(scene, trigger, clause)
    if kind == "issue-of-arms":
        return _issue(scene, trigger, clause)
    if kind in ("punishment", "investigation"):
        return _against(scene, trigger, clause)
    return []


def _reward(scene: Scene, trigger: Trigger, clause: Clause) -> list[Slot]:
    """Who was given what: each award goes with the beneficiary named right before it."""
    phrases = _all_phrases(scene, trigger, clause)
    passive = clause.stem in ("받",) or clause.light == "받" or trigger.voice == "passive"
    joined = clause.noun in ("입당", "특진", "승진") and clause.light in ("하", "되")
    received = clause.stem == "받" or clause.light == "받" or joined
    slots: list[Slot] = []
    last: int | None = None
    for phrase in phrases:
        award = any(n in AWARDS or n.endswith(AWARD_ENDS) for n in phrase.nouns)
        if award:
            slots.append(Slot("outcome", (phrase.span,), of=last, confidence=0.8, rule="reward"))
        elif phrase.case in ("dat",) and can_do(phrase) and not received:
            last = _append(slots, _described(scene, phrase))
        elif phrase.case in ("subj", "topic", "also") and can_do(phrase):
            field: PartyField = "beneficiary" if received else "issuer"
            if passive and not received:
                continue
            slot = (
                _described(scene, phrase)
                if received
                else party_slot(scene, field, phrase, "reward")
            )
            at = _append(slots, slot)
            if received:
                last = at
        elif phrase.case == "obj" and can_do(phrase) and clause.noun in ("표창", "포상", "치하"):
            last = _append(slots, party_slot(scene, "beneficiary", phrase, "reward"))
        elif phrase.case in ("from", "by") and can_do(phrase):
            _append(slots, party_slot(scene, "issuer", phrase, "reward"))
    if joined:
        span = (clause.start, clause.start + len(clause.noun))
        slots.append(Slot("outcome", (span,), of=last, confidence=0.8, rule="reward"))
    return slots


def _described(scene: Scene, phrase: Phrase) -> Slot | None:
    """사람을 맞힌 군인: what they did tells one beneficiary from another."""
    slot = party_slot(scene, "beneficiary", phrase, "reward")
    by = phrase.modified_by
    if slot is None or by < 0:
        return slot
    clause = scene.region.clauses[by]
    start = clause.start
    for held in reversed(clause.phrases):
        if start - held.end > 4:  # something between belongs to the clause around
            break
        start = held.start
    return Slot("beneficiary", ((start, slot.spans[0][1]),), confidence=0.8, rule="reward")


def _append(slots: list[Slot], slot: Slot | None) -> int | None:
    if slot is None:
        return None
    slots.append(slot)
    return len(slots) - 1


def _all_phrases(scene: Scene, trigger: Trigger, clause: Clause) -> list[Phrase]:
    """The clause's phrases, those of clauses joined before it, and the subject it shares."""
    region = scene.region
    listed = [p for p in clause.phrases if scene.inside(p)]
    who = subject(region, trigger.clause, scene.limit)
    if who is not None and who not in listed and scene.inside(who):
        listed.insert(0, who)
    return listed


def _issue(scene: Scene, trigger: Trigger, clause: Clause) -> list[Slot]:
    """군관에게는 30발, 병사에게는 70발씩: each quantity is for those named right before it."""
    slots: list[Slot] = []
    last: int | None = None
    received = clause.light == "받" or clause.stem == "받"
    listed = [*_carried(scene, trigger), *_all_phrases(scene, trigger, clause)]
    per: Phrase | None = None
    for phrase in listed:
        words = scene.words(phrase)
        code = means().codes.get(phrase.nouns[0]) if phrase.nouns else None
        if code in ("live-ammunition", "ammunition", "firearm", "blanks", "grenade", "rifle"):
            start = phrase.start
            span = (start, start + len(phrase.nouns[0]))
            if scene.text[span[0] : span[1]] == phrase.nouns[0]:
                slots.append(Slot("means", (span,), code=code, confidence=0.75, rule="issue"))
        if words.endswith(("당", "마다")):
            per = phrase
        elif _is_amount(scene, phrase):
            start = per.start if per is not None and phrase.start - per.end <= 12 else phrase.start
            slots.append(
                Slot("quantity", ((start, phrase.end),), of=last, confidence=0.8, rule="issue")
            )
            per = None
        elif can_do(phrase) and (
            phrase.case in ("dat",) or (received and phrase.case in ("subj", "topic"))
        ):
            last = _append(slots, party_slot(scene, "beneficiary", phrase, "issue"))
        elif can_do(phrase) and phrase.case in ("subj", "topic", "by", "from"):
            _append(slots, party_slot(scene, "issuer", phrase, "issue"))
    return slots


def _is_amount(scene: Scene, phrase: Phrase) -> bool:
    return scene.numbered(phrase) and parse_quantity(scene.words(phrase)) is not None and not can_do(
        phrase
    )  # fmt: skip


def _carried(scene: Scene, trigger: Trigger) -> list[Phrase]:
    """Phrases of clauses joined before: "군관에게는 30발이, 병사에게는 70발이 지급됐다"."""
    found: list[Phrase] = []
    for clause in reversed(scene.region.clauses[: trigger.clause]):
        if clause.close != "EC":
            break
        if clause.stem not in ("맞", "앞두", "대비하", "이", "지급하", "지급되", "나눠주", "주"):
            break
        found = [p for p in clause.phrases if scene.inside(p)] + found
    return found


def _against(scene: Scene, trigger: Trigger, clause: Clause) -> list[Slot]:
    """A punishment or inquiry: by whom, against whom, what came of it and why."""
    slots: list[Slot] = []
    played = cast(scene, trigger)
    if clause.stem in ENTRUSTED:  # 판사에게 조사를 맡기다: who is to inquire
        return [
            s for p in clause.having("dat") if scene.inside(p)
            if (s := party_slot(scene, "issuer", p, "entrusted")) is not None
        ]  # fmt: skip
    given = [p for p in clause.having("dat") if can_do(p)] if _pronounced(clause) else []
    for phrase in played.doers:
        if phrase not in given:
            _append(slots, party_slot(scene, "issuer", phrase, trigger.act.kind))
    slots += _named_before(scene, trigger) if not slots else []
    at = [
        p for p in clause.having("at")
        if parties().kind.get(p.head) == "institution" and p.head not in SENTENCES and p.head not in FACILITIES
    ]  # fmt: skip
    if at and not slots and trigger.voice == "passive" and scene.inside(at[0]):
        _append(slots, party_slot(scene, "issuer", at[0], trigger.act.kind))
    for phrase in given or played.sufferers:
        slot = party_slot(scene, "victim", phrase, trigger.act.kind)
        if slot is None and (
            phrase.head in (*PERSONAL, *PERSON_COUNTERS) or scene.words(phrase) in ("이들", "그들")
        ):
            slot = Slot("victim", (phrase.span,), confidence=0.7, rule=trigger.act.kind)
        _append(slots, slot)
    if trigger.act.kind == "investigation" and trigger.voice != "passive":
        for phrase in clause.having("obj", "about"):
            if phrase is not trigger.phrase and not can_do(phrase) and scene.inside(phrase):
                slots.append(Slot("target", (phrase.span,), confidence=0.7, rule="investigation"))
    return [*slots, *_outcomes(scene, trigger, clause)]


def _pronounced(clause: Clause) -> bool:
    """여성 2명에게는 교화형이 선고됐다: the one with 에게 is punished, and punishes nobody."""
    return clause.stem in ("선고되", "내려지", "언도되", "부과되", "떨어지")


def _named_before(scene: Scene, trigger: Trigger) -> list[Slot]:
    """보위부 조사, 당 책벌: the body stands in the noun phrase, before what it does."""
    phrase = trigger.phrase
    if phrase is None or not scene.inside(phrase):
        return []
    before = [
        t
        for t in scene.region.tokens[phrase.first : phrase.last + 1]
        if t.end <= trigger.span[0] and t.tag.startswith("NN")
    ]
    if not before or parties().kind.get(before[-1].lemma) != "institution":
        return []
    return [Slot("issuer", ((phrase.start, before[-1].end),), confidence=0.7, rule="named-before")]


def _outcomes(scene: Scene, trigger: Trigger, clause: Clause) -> list[Slot]:
    """What was imposed, and for what."""
    slots: list[Slot] = []
    for phrase in clause.phrases:
        if phrase is trigger.phrase and trigger.act.kind == "investigation":
            continue
        if any(n in SENTENCES for n in phrase.nouns) and scene.inside(phrase):
            tokens = scene.region.tokens[phrase.first : phrase.last + 1]
            start = next((t.start for t in tokens if t.lemma in SENTENCES), phrase.start)
            slots.append(Slot("outcome", ((start, phrase.end),), confidence=0.8, rule="punishment"))
        elif phrase.head in ("혐의", "죄", "이유", "죄목", "책임") and phrase.case in (
            "means",
            "obj",
        ):
            slots.append(
                Slot("reason", (_with_clause(scene, phrase),), confidence=0.75, rule="reason")
            )
    named = clause.noun in SENTENCES or trigger.phrase is not None
    told = any(s.field == "outcome" for s in slots)
    if trigger.act.kind == "punishment" and named and not told:
        slots.append(Slot("outcome", (trigger.span,), confidence=0.6, rule="punishment"))
    return slots


def _with_clause(scene: Scene, phrase: Phrase) -> Span:
    by = phrase.modified_by
    if by < 0:
        return phrase.span
    clause = scene.region.clauses[by]
    return min([clause.start, *(p.start for p in clause.phrases)]), phrase.end
