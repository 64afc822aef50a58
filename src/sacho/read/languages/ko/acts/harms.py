"""Wounds, what is told of those who have them, and whether they will live."""

from __future__ import annotations

from itertools import pairwise

from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.ko.acts.stages import FUTURE
from sacho.read.languages.ko.syntax.clauses import Clause, Phrase
from sacho.read.languages.ko.who.roles import Scene

BODY = frozenset(
    ("허벅지", "다리", "복부", "배", "머리", "가슴", "어깨", "팔", "손", "발", "등", "목", "얼굴", "허리", "무릎", "종아리",
     "발목", "손목", "옆구리", "엉덩이", "골반", "두부", "흉부", "턱", "눈", "귀", "척추", "심장", "폐", "갈비뼈", "이마", "팔뚝", "대퇴부",
     "발가락", "손가락", "늑골", "후두부", "정강이", "관자놀이", "전신", "온몸", "몸")
)  # fmt: skip
WOUNDS = frozenset(
    ("총상", "관통상", "중상", "부상", "경상", "상처", "화상", "골절상", "자상", "타박상", "파편상", "치명상", "골절", "총탄", "총",
     "총알", "실탄", "흉기", "칼", "중태", "의식불명", "혼수상태", "위중", "출혈", "뇌진탕", "찰과상", "열상", "장애")
)  # fmt: skip
STATES = frozenset(
    (
        "위독하",
        "위중하",
        "위태롭",
        "심각하",
        "절단하",
        "마비되",
        "실명하",
        "절단되",
        "부러지",
        "골절되",
        "의식잃",
    )
)
LIFE = frozenset(
    (
        "살아나",
        "일어서",
        "회복하",
        "걷",
        "생존하",
        "소생하",
        "일어나",
        "버티",
        "회생하",
        "살",
        "넘기",
    )
)
HOPELESS = frozenset(("가망", "희망", "가능성", "생명", "목숨"))


def wound_slots(scene: Scene, clause: Clause) -> list[Slot]:
    """허벅지에 총상을 입다, 복부에 총을 맞다, 중태에 빠지다."""
    broken = clause.stem in ("부러지", "절단되", "마비되", "골절되", "으스러지", "찢어지")
    cases = ("at", "obj", "", "subj", "topic") if broken else ("at", "obj", "")
    body = [p for p in clause.phrases if p.head in BODY and p.case in cases][-1:]
    wound = [p for p in clause.phrases if p.head in WOUNDS]
    if body and (
        wound or broken or clause.stem in ("맞", "다치", "관통되", "찔리", "잃", "절단하")
    ):
        start = body[0].start
        end = max(clause.end if not wound else wound[-1].end, body[0].end)
        if broken or clause.stem in ("맞", "다치", "찔리", "관통되", "절단하"):
            end = clause.end
        return [_harm(scene, (start, end), "harm.wound")]
    grave = [
        p for p in wound if p.head in ("중태", "의식불명", "혼수상태", "치명상", "관통상", "위중")
    ]
    if grave:
        return [_harm(scene, grave[-1].span, "harm.grave")]
    if clause.stem in STATES and (clause.noun or body):
        start = body[0].start if body else clause.start
        return [_harm(scene, (start, clause.end), "harm.state")]
    return []


def gapped(scene: Scene, clause: Clause) -> list[tuple[Phrase, Slot]]:
    """1명은 어깨에, 다른 1명은 배에 총상을 입었다: the wound is named once for all of them."""
    wound = next((p for p in reversed(clause.phrases) if p.head in WOUNDS), None)
    found: list[tuple[Phrase, Slot]] = []
    if wound is None:
        return found
    for who, where in pairwise(clause.phrases):
        counted = who.case in ("topic", "subj") and scene.numbered(who)
        if counted and where.head in BODY and where.case in ("at", ""):
            slot = Slot("harm", (where.span, wound.span), confidence=0.75, rule="harm.gapped")
            found.append((who, slot))
    return found[:-1]


def prognosis(scene: Scene, index: int) -> Slot | None:
    """살아나기 어려울 것, 제대로 걷지 못할 것, 가망이 없다: said of those who are hurt."""
    clause = scene.region.clauses[index]
    if not scene.limit[0] <= clause.start < scene.limit[1]:
        return None
    end, start = clause.end, clause.start
    if clause.stem in LIFE and clause.negated and clause.ending in FUTURE:
        return _expected(scene, (_adverb(scene, clause), end))
    following = scene.region.clauses[index + 1] if index + 1 < len(scene.region.clauses) else None
    hard = following is not None and following.stem in ("어렵", "힘들", "불가능하")
    if clause.stem in LIFE and clause.close == "ETN" and following is not None and hard:
        return _expected(scene, (_adverb(scene, clause), following.end))
    stuck = clause.stem in ("걷", "일어서", "일어나") and "었" in clause.endings
    if clause.stem in LIFE and clause.negated and (stuck or "게" in clause.endings):
        return _harm(scene, (_adverb(scene, clause), end), "harm.lasting")
    hopeless = [p for p in clause.phrases if p.head in HOPELESS]
    if hopeless and (
        clause.stem in ("없", "위태롭", "희박하", "위험하", "위독하") or clause.negated
    ):
        before = _before(scene, hopeless[-1])
        return _expected(scene, (before.start if before else hopeless[-1].start, end))
    if clause.stem in ("위독하",) and clause.noun != "생명":
        return _expected(scene, (start, end))
    return None


def _before(scene: Scene, phrase: Phrase) -> Phrase | None:
    """살아날 가망이: the verb that describes the noun."""
    by = phrase.modified_by
    if by < 0:
        return None
    clause = scene.region.clauses[by]
    return Phrase(clause.first, clause.last, clause.start, clause.end, "", "", ())


def _adverb(scene: Scene, clause: Clause) -> int:
    """제대로 걷지: the adverbs right before the verb belong to it."""
    first = clause.first
    tokens = scene.region.tokens
    while first > 0 and tokens[first - 1].tag in ("MAG", "XR") and tokens[first - 1].lemma not in (
        "또", "이미",
    ):  # fmt: skip
        first -= 1
    return tokens[first].start


def _harm(scene: Scene, span: Span, rule: str) -> Slot:
    return Slot("harm", (span,), confidence=0.8, rule=rule)


def _expected(scene: Scene, span: Span) -> Slot:
    return Slot("harm", (span,), stance="expected", confidence=0.8, rule="harm.prognosis")
