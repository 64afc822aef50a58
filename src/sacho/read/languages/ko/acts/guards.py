"""What must stand beside words that tell an act only sometimes: `needs` of the table of acts.

사라지다 tells of a disappearance where a person vanishes and not where a custom does; 잡다 of an
arrest where agents seize somebody. Each guard looks at the clause, a few at the words around it.
"""

from __future__ import annotations

from collections.abc import Callable

from sacho.read.languages.ko.syntax.arguments import subject
from sacho.read.languages.ko.syntax.clauses import Clause, Phrase, Region
from sacho.read.languages.ko.syntax.lexicon import Act, acts, is_person, parties

AROUND = 260  # code points on either side that still speak of the same thing
BODY = frozenset(
    ("배", "머리", "가슴", "등", "허리", "다리", "팔", "얼굴", "뺨", "목", "무릎", "어깨", "옆구리", "손", "발", "손가락", "정강이", "턱",
     "몸", "온몸", "허벅지", "엉덩이", "발목", "손목", "눈", "귀", "갈비뼈", "뒤통수", "이마", "복부", "종아리")
)  # fmt: skip
HOSTILE = frozenset(
    ("괴한", "무장괴한", "복면", "폭도", "용역", "괴한들", "습격자", "무리", "강도", "깡패", "조폭", "테러범", "무장", "건달", "일당", "극단주의자",
     "정착민", "자경단", "갱단", "철거반", "철거반원", "단속원", "단속반", "규찰대", "그루빠", "조사관", "예심원", "간수", "계호원")
)  # fmt: skip
CROWDS = frozenset(
    ("시위", "시위대", "집회", "농성", "주민", "학생", "군중", "노조", "참가자", "시민", "노동자", "농민", "농성자", "대학생", "항의", "유가족",
     "집회장", "농성장", "상인", "파업", "행렬")
)  # fmt: skip
VIOLENCE = (
    "총", "포격", "포탄", "폭격", "폭탄", "공습", "군인", "무장", "반군", "협박", "위협", "철거", "방화", "습격", "공격", "강제", "진압",
    "교전", "불을 질", "추방", "쫓", "학살", "괴한", "경찰", "시위", "화염병", "최루탄", "군대", "민병대", "전투", "허물", "살해", "체포",
)  # fmt: skip
ARMED = frozenset(("복면", "총", "소총", "흉기", "칼", "몽둥이", "마스크", "두건", "도끼", "무기"))
LINES = ("강", "국경", "중국", "세관", "밀수", "접경", "경계", "철조망", "얼음", "휴전선", "초소")
SENT_TO = frozenset(("탄광", "농촌", "산골", "광산", "오지", "농장"))
OPENLY = frozenset(("몰래", "비밀리", "은밀히", "슬그머니", "밀래"))
BUILDINGS = frozenset(
    ("집", "가게", "상점", "창고", "은행", "금고", "트럭", "버스", "가정집", "살림집", "민가", "주택", "매점", "진료소", "약국", "농가",
     "식당", "방앗간", "곡간", "구호품", "구호물자", "마을", "차량", "배", "여객", "승객")
)  # fmt: skip


class Around:
    """The clause that carries an act, and who stands in it."""

    def __init__(self, text: str, region: Region, index: int) -> None:
        self.text, self.region, self.index = text, region, index
        self.clause: Clause = region.clauses[index]
        self.who = subject(region, index)

    def words(self) -> str:
        """The words around the clause."""
        start, end = self.clause.start, self.clause.end
        return self.text[max(0, start - AROUND) : end + AROUND]

    def subject_is_person(self) -> bool:
        """Whether the one the clause is about, or describes, is a person."""
        own = self.clause.having("subj", "topic", "also")
        if any(person(p) for p in own):
            return True
        return self.who is not None and person(self.who)

    def described_is_person(self) -> bool:
        """끌려간 주민: the noun after the verb."""
        head = self.clause.head
        return head is not None and self.clause.close == "ETM" and person(head)

    def aimed_at_person(self) -> bool:
        """Whether somebody stands as object, or is described by the clause."""
        held = self.clause.having("obj", "dat", "aim")
        before = self.region.clauses[self.index - 1] if self.index else None
        if before is not None and before.close == "EC" and not held:
            held = before.having("obj")
        return any(person(p) for p in held) or self.described_is_person()

    def of_the_teller(self) -> bool:
        """잡혔어요: who tells it politely and names nobody speaks of themselves."""
        if self.who is not None or self.clause.close == "ETM":
            return False
        last = self.region.clauses[-1]
        told = last.ending.endswith(
            ("습니다", "어요", "아요", "지요", "죠", "ᆸ니다", "거든요", "네요")
        )
        start = self.text[max(0, self.clause.start - 3 * AROUND) : self.clause.end]
        return told and any(w in start for w in ("저는", "제가", "저를", "나는", "내가", "우리는"))

    def by_force(self) -> bool:
        """Whether soldiers, agents, a body of the state or attackers do it."""
        who = self.who
        first = [p for p in self.region.phrases if p.case in ("subj", "topic")][:1]
        held = [*([who] if who is not None else []), *first]
        held += self.clause.having("by", "from", "dat")
        return any(forceful(p) or self._armed(p) for p in held)

    def _armed(self, phrase: Phrase) -> bool:
        """무장한 남자들, 복면을 쓴 사람들, 총을 든 청년들."""
        by = phrase.modified_by
        if by < 0:
            return False
        clause = self.region.clauses[by]
        held = {n for p in clause.having("obj", "means", "") for n in p.nouns}
        return clause.noun == "무장" or bool(held & ARMED)

    def doer_is_person(self) -> bool:
        """Whether a person or a body of persons does it."""
        return self.by_force() or self.subject_is_person()


def person(phrase: Phrase) -> bool:
    """Whether the phrase names persons."""
    if phrase.head in acts().nouns and phrase.head not in parties().people:
        return False
    return any(is_person(n) for n in phrase.nouns[-2:])


def forceful(phrase: Phrase) -> bool:
    """Whether the phrase names those who can use force."""
    status = parties().status
    return any(status.get(n) in ("combatant", "official") or n in HOSTILE for n in phrase.nouns)


def _person(at: Around, passive: bool) -> bool:
    if passive:
        return at.subject_is_person() or at.described_is_person() or at.of_the_teller()
    return at.aimed_at_person()


def _person_official(at: Around, passive: bool) -> bool:
    if passive:
        return _person(at, passive)
    return at.aimed_at_person() and at.by_force()


def _gone(at: Around, passive: bool) -> bool:
    del passive
    if at.clause.negated or (at.clause.stem == "사라지" and at.clause.having("obj")):
        return False
    return at.subject_is_person() or at.described_is_person()


def _lost(at: Around, passive: bool) -> bool:
    del passive
    clause = at.clause
    told = clause.negated or clause.stem in ("없", "두절되", "사라지", "모르")
    return told and any(person(p) for p in clause.phrases)


def _sleepless(at: Around, passive: bool) -> bool:
    del passive
    return (at.clause.negated and not at.clause.having("topic")) or at.by_force()


def _body(at: Around, passive: bool) -> bool:
    held = at.clause.having("obj", "at", "")
    body = any(n in BODY for p in held for n in p.nouns)
    if passive:
        return at.subject_is_person() or at.described_is_person()
    return at.aimed_at_person() or (body and at.doer_is_person() and _not_own(at))


def _not_own(at: Around) -> bool:
    """노인의 머리를, 내 등을: somebody else's body."""
    held = at.clause.having("gen", "")
    return at.by_force() or any(person(p) for p in held)


def _crowd(at: Around, passive: bool) -> bool:
    del passive
    return any(n in CROWDS for p in at.clause.phrases for n in p.nouns)


def _clash(at: Around, passive: bool) -> bool:
    del passive
    hurt = ("숨", "다치", "다쳤", "부상", *VIOLENCE)
    return at.subject_is_person() or any(w in at.words() for w in hurt)


def _shell(at: Around, passive: bool) -> bool:
    """Shot or planted at somebody or some place, not up into the sky."""
    del passive
    after = [c.stem for c in at.region.clauses[at.index + 1 : at.index + 2]]
    up = "올리" in (*after, *at.clause.helpers)
    planted = at.clause.stem in ("매설하", "심", "묻", "설치하", "터뜨리", "숨기")
    return not up and (planted or bool(at.clause.having("at", "aim", "dat", "means")))


def _left(at: Around, passive: bool) -> bool:
    """실탄 한 발을 두고 갔다: left for somebody to find."""
    del passive
    after = at.region.clauses[at.index + 1].stem if at.index + 1 < len(at.region.clauses) else ""
    gone = after in ("가", "달아나", "사라지") or "가" in at.clause.helpers
    menacing = ("실탄", "총알", "탄환", "칼", "협박", "죽", "다음은")
    near = at.text[max(0, at.clause.start - 80) : at.clause.end]
    return gone and any(w in near for w in menacing)


def _force(at: Around, passive: bool) -> bool:
    del passive
    return at.by_force()


def _fire(at: Around, passive: bool) -> bool:
    told = any(w in at.words() for w in VIOLENCE)
    unnamed = "누군가" in at.words()
    return told if passive else (unnamed or at.doer_is_person()) and not _cooking(at)


def _cooking(at: Around) -> bool:
    return any(
        n in ("가마", "솥", "아궁이", "난로", "양초") for p in at.clause.phrases for n in p.nouns
    )


def _hands(at: Around, passive: bool) -> bool:
    if passive:
        return any(person(p) for p in at.clause.having("subj", "topic", "by", "dat", "from", "gen"))
    return at.by_force()


def _house(at: Around, passive: bool) -> bool:
    del passive
    held = at.clause.having("obj")
    return any(n in BUILDINGS for p in held for n in p.nouns) and at.doer_is_person()


def _movers(at: Around, passive: bool) -> bool:
    del passive
    named = at.who is not None and at.region.tokens[at.who.last].tag == "NNP"
    if not (named or at.subject_is_person() or at.described_is_person()):
        return False
    return any(w in at.words() for w in VIOLENCE)


def _river(at: Around, passive: bool) -> bool:
    """한 번 더 건널 생각이다: what is crossed was said before."""
    del passive
    words = at.text[max(0, at.clause.start - 3 * AROUND) : at.clause.end]
    water = any(w in words for w in ("도강", "두만강", "압록강", "국경", "탈북", "강을 건", "월경"))
    what = at.clause.having("obj", "at", "means")
    return water and not what and at.subject_is_person()


def _walker(at: Around, passive: bool) -> bool:
    del passive
    return at.who is None or at.subject_is_person() or at.described_is_person()


def _secret(at: Around, passive: bool) -> bool:
    del passive
    tokens = at.region.tokens
    hidden = any(t.lemma in OPENLY for t in tokens[max(0, at.clause.first - 8) : at.clause.first])
    words = at.text[tokens[0].start : tokens[-1].end]
    return hidden and any(w in words for w in LINES) and bool(at.clause.having("obj"))


def _arms(at: Around, passive: bool) -> bool:
    del passive
    held = [p for c in at.region.clauses for p in c.phrases]
    return at.by_force() or any(forceful(p) for p in held) or "씩" in at.words()


def _doer(at: Around, passive: bool) -> bool:
    del passive
    return at.doer_is_person() or at.described_is_person()


def _punished(at: Around, passive: bool) -> bool:
    camps = [p for p in at.clause.phrases if any(n in SENT_TO for n in p.nouns)]
    if camps and (
        at.clause.stem in ("가", "들어가", "내려가") or camps[-1].nouns[-1] not in SENT_TO
    ):
        return False
    if passive:
        heard = at.clause.close == "ETM" and at.clause.ending.endswith("다는")
        told = heard and any(p.case == "topic" and person(p) for p in at.region.phrases)
        return told or at.subject_is_person() or at.described_is_person() or at.of_the_teller()
    return at.aimed_at_person() or at.by_force()


def _inquirer(at: Around, passive: bool) -> bool:
    if passive:
        return at.subject_is_person() or at.described_is_person()
    return at.by_force() or at.aimed_at_person() or at.subject_is_person()


def _official(at: Around, passive: bool) -> bool:
    del passive
    return at.by_force() and bool(at.clause.having("obj", "dat"))


def _rewarded(at: Around, passive: bool) -> bool:
    del passive
    return any(person(p) for c in at.region.clauses for p in c.phrases)


GUARDS: dict[str, Callable[[Around, bool], bool]] = {
    "person": _person, "person-official": _person_official, "person-gone": _gone,
    "negated-or-lost": _lost, "sleepless": _sleepless, "body": _body, "crowd": _crowd,
    "clash": _clash, "river": _river, "left": _left, "shell": _shell, "force": _force, "fire": _fire, "hands": _hands, "house": _house,
    "movers": _movers, "walker": _walker, "secret": _secret, "arms": _arms, "doer": _doer,
    "punished": _punished, "inquirer": _inquirer, "official": _official, "rewarded": _rewarded,
}  # fmt: skip
NEGATIVE = frozenset(
    ("negated-or-lost", "sleepless", "person-gone")
)  # acts told by what is not done


def stands(text: str, region: Region, index: int, act: Act, passive: bool) -> bool:
    """Whether the guard that the act names, if any, is met in the clause of this index."""
    guard = GUARDS.get(act.needs)
    if guard is None:
        return True
    return index >= 0 and guard(Around(text, region, index), passive)
