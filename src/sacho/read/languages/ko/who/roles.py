"""Who did it to whom, and how many: from the phrases around an act to slots."""

from __future__ import annotations

import msgspec

from sacho.model.span import Span
from sacho.read.languages.ko.acts.kinds import PERSONAL, Trigger
from sacho.read.languages.ko.syntax.arguments import subject
from sacho.read.languages.ko.syntax.clauses import BOUND, Clause, Phrase, Region
from sacho.read.languages.ko.syntax.lexicon import acts, is_person, means, parties

CIRCUMSTANCE = frozenset(("border-crossing", "smuggling", "displacement"))
TARGETED = frozenset(("attack", "bombing", "arson", "destruction", "robbery", "threat"))
FACILITIES = frozenset(
    ("구류장", "교화소", "관리소", "집결소", "노동단련대", "수용소", "정치범수용소", "구금시설", "교도소", "감옥", "구치소")
)  # fmt: skip
BODIES = frozenset(("institution", "unit"))
NUMBER_TAGS = frozenset(("SN", "NR"))
NUMBER_WORDS = frozenset(
    ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "여러", "서너", "두세", "너댓", "몇", "몇몇",
     "수십", "수백", "수천", "수명", "스무", "십", "십여", "대여섯", "쉰", "서른", "마흔", "예순", "일흔", "여든", "아흔", "스물", "스물두", "스물세", "예닐곱", "두어", "한두", "하나", "둘", "셋")
)  # fmt: skip
COUNTERS = frozenset(("건", "차례", "번", "회", "건수"))
PERSON_COUNTERS = frozenset(
    ("명", "분", "인", "사람", "여명", "가족", "일가족", "가구", "세대", "쌍", "구")
)
PLACE_NOUNS = frozenset(
    ("지역", "국경", "일대", "인근", "지대", "주변", "마을", "국경지역", "국경지대", "시내", "쪽", "접경", "현지")
)  # fmt: skip
COUNTING = (
    "이",
    "늘",
    "늘어나",
    "증가하",
    "집계되",
    "파악되",
    "확인되",
    "이르",
    "되",
    "달하",
    "넘",
    "육박하",
)
LISTED = ("", "coord", "subj", "topic")  # cases of who does and suffers in a headline
ACTED = frozenset(("시도", "미수", "혐의", "사건", "의혹", "논란", "관련"))  # 탈북 시도 일가족
NOT_WHO = frozenset(("사건", "사고", "과정", "일", "것", "소리", "상황"))


class Scene(msgspec.Struct):
    """The region, the part of it that one speaker's words cover, and the text it is in."""

    text: str
    region: Region
    limit: Span

    def inside(self, phrase: Phrase) -> bool:
        """Whether the phrase belongs to the same speaker's words."""
        return self.limit[0] <= phrase.start and phrase.end <= self.limit[1]

    def clause(self, trigger: Trigger) -> Clause | None:
        """The clause whose phrases surround the act."""
        return self.region.clauses[trigger.clause] if trigger.clause >= 0 else None

    def words(self, phrase: Phrase) -> str:
        """The phrase as written."""
        return self.text[phrase.start : phrase.end]

    def particle(self, phrase: Phrase) -> str:
        """The first particle after the phrase, "" for none."""
        index = phrase.last + 1
        while index < len(self.region.tokens) and self.region.tokens[index].start < phrase.end:
            index += 1
        if index < len(self.region.tokens) and self.region.tokens[index].tag.startswith("J"):
            return self.region.tokens[index].lemma
        return ""

    def numbered(self, phrase: Phrase) -> bool:
        """Whether a number word stands in the phrase."""
        return any(
            t.tag in NUMBER_TAGS or t.lemma in NUMBER_WORDS or t.lemma in ("들", "여")
            for t in self.region.tokens[phrase.first : phrase.last + 1]
        )

    def genitive_number(self, phrase: Phrase) -> Phrase | None:
        """3명의 주민, 수십 명의 군인: the number before the phrase."""
        phrases = self.region.phrases
        at = phrases.index(phrase) if phrase in phrases else 0
        before = phrases[at - 1] if at else None
        if before is None or before.case != "gen" or before.last + 2 < phrase.first:
            return None
        counted = before.head in PERSON_COUNTERS and self.numbered(before)
        return before if counted else None


class Cast(msgspec.Struct):
    """The phrases that do and suffer an act."""

    doers: list[Phrase]
    sufferers: list[Phrase]


def cast(scene: Scene, trigger: Trigger) -> Cast:
    """Doers and sufferers of an act, by its voice."""
    clause = scene.clause(trigger)
    if trigger.voice == "nominal":
        found = _nominal(scene, trigger)
    elif clause is None:
        found = Cast([], [])
    elif trigger.voice == "passive":
        found = _passive(scene, trigger, clause)
    elif trigger.voice == "event":
        found = _event(scene, trigger, clause)
    else:
        found = _active(scene, trigger, clause)
    found.doers = [
        p for p in found.doers
        if scene.inside(p) and (can_do(p) or (p.head == "명" and scene.numbered(p)))
    ]  # fmt: skip
    found.sufferers = [
        p for p in found.sufferers
        if scene.inside(p) and (can_suffer(scene, p) or trigger.act.kind in TARGETED)
    ]  # fmt: skip
    found.sufferers = [p for p in found.sufferers if p not in found.doers]
    found.sufferers = _told_after(scene, found.sufferers)
    return found


def _told_after(scene: Scene, sufferers: list[Phrase]) -> list[Phrase]:
    """총에 맞은 사람은 3명이다: the number stands in the predicate."""
    if len(sufferers) != 1 or scene.numbered(sufferers[0]):
        return sufferers
    phrases = scene.region.phrases
    at = phrases.index(sufferers[0]) if sufferers[0] in phrases else len(phrases)
    after = phrases[at + 1] if at + 1 < len(phrases) else None
    cases = ("", "x", "means", "subj", "at")  # 3명이다, 3명으로 늘었다, 3명에 이른다
    copular = sufferers[0].case in ("topic", "subj") and after is not None and after.case in cases
    if not copular or after is None or after.head not in PERSON_COUNTERS:
        return sufferers
    holder = next((c for c in scene.region.clauses if any(p is after for p in c.phrases)), None)
    if scene.numbered(after) and (holder is None or holder.stem in COUNTING):
        return [after]
    return sufferers


def is_body(phrase: Phrase) -> bool:
    """Whether the phrase names an institution, which is a target and not a victim."""
    return parties().kind.get(phrase.head) == "institution"


def can_do(phrase: Phrase) -> bool:
    """Whether the phrase names a person or a body of persons."""
    if phrase.head in NOT_WHO or phrase.head in acts().nouns:
        return phrase.head in parties().people
    if phrase.head in parties().states:
        return phrase.case in ("subj", "topic", "by", "gen")
    return is_person(phrase.head) or any(is_person(n) for n in phrase.nouns[-2:])


def can_suffer(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase names persons, if only by a number."""
    if phrase.head in COUNTERS or phrase.head in BOUND:
        return False
    if phrase.head in PERSON_COUNTERS and scene.numbered(phrase):
        return True
    return can_do(phrase) or phrase.head in PERSONAL


def described(scene: Scene, clause: Clause) -> Phrase | None:
    """Whom a relative clause describes: in 송환된 임신 5개월의 여성 the woman."""
    head = clause.head
    if head is None or head.case != "gen" or can_suffer(scene, head):
        return head
    phrases = scene.region.phrases
    at = phrases.index(head) + 1
    return phrases[at] if at < len(phrases) else head


def _active(scene: Scene, trigger: Trigger, clause: Clause) -> Cast:
    region, index = scene.region, trigger.clause
    doer = subject(region, index, scene.limit)
    if doer is trigger.phrase or (doer is not None and not can_suffer(scene, doer)):
        doer = None
    objects = [
        p for p in clause.having("obj", "aim", "about", "dat")
        if p is not trigger.phrase and not p.start <= trigger.span[0] < p.end
    ]  # fmt: skip
    objects += [
        p for p in clause.having("at")
        if scene.particle(p) == "에" and parties().kind.get(p.head) == "crowd"
    ]  # fmt: skip
    sufferers = [p for p in objects if can_suffer(scene, p)]
    if not sufferers and not clause.having("obj"):
        sufferers = [p for p in clause.having("") if scene.numbered(p) and can_suffer(scene, p)][
            -1:
        ]
    head = described(scene, clause) if clause.close == "ETM" else None
    if head is not None and head is not doer and can_suffer(scene, head) and not sufferers:
        sufferers = [head]
    elif head is not None and head is doer and clause.having("subj"):
        doer = clause.having("subj")[-1]
    if doer is None and trigger.act.frame == "harm":
        doer = next((p for p in clause.having("at") if _acts_as_body(scene, p)), None)
    if not sufferers and index and trigger.act.frame in ("harm", "office"):
        before = region.clauses[index - 1]
        if before.close == "EC" and before.ending in ("고", "어", "아", "며"):
            serial = ("obj",) if before.ending in ("어", "아") else ()
            sufferers = [p for p in before.having("aim", "dat", *serial) if can_suffer(scene, p)]
    if not sufferers and trigger.act.kind in TARGETED and trigger.act.needs != "left":
        sufferers = [p for p in objects if p.case == "obj" and p.head not in means().codes]
    if trigger.act.frame == "deed":
        sufferers = []
        firsts = [
            p for p in region.phrases
            if p.case in ("topic", "subj") and scene.inside(p) and p.end <= trigger.span[0]
        ]  # fmt: skip
        if doer is None and firsts and can_do(firsts[0]):
            doer = firsts[0]
    return Cast(_with_coordinates(scene, doer), sufferers)


def _acts_as_body(scene: Scene, phrase: Phrase) -> bool:
    """보위부에서 때렸다: a body of the state with 에서 is who does it, not where."""
    state = parties().kind.get(phrase.head) == "institution" and forceful(phrase)
    return state and phrase.head not in FACILITIES and scene.particle(phrase) in ("에서", "서")


def _passive(scene: Scene, trigger: Trigger, clause: Clause) -> Cast:
    region = scene.region
    who = subject(region, trigger.clause, scene.limit)
    own = [p for p in clause.having("subj", "also", "topic") if p is not trigger.phrase]
    own = [p for p in own if can_suffer(scene, p)]
    if own:
        counted = [p for p in own if scene.numbered(p)]
        who = counted[-1] if counted else own[-1]
    elif who is trigger.phrase or who is None or not can_suffer(scene, who):
        who = described(scene, clause) if clause.close == "ETM" else None
        bare = [p for p in clause.having("") if scene.numbered(p) and can_suffer(scene, p)]
        who = who or (bare[-1] if bare and trigger.phrase is None else None)
    elif who is clause.head:
        who = described(scene, clause)
    things = [p for p in clause.having("subj") if p is not trigger.phrase]  # 주택이 탔다
    if who is None and trigger.act.frame != "suffer" and not things:
        firsts = [p for p in region.phrases if p.case in ("topic", "subj") and scene.inside(p)]
        who = firsts[0] if firsts and can_suffer(scene, firsts[0]) else None
    doers = [p for p in clause.having("by", "dat", "from") if can_do(p)]
    for phrase in clause.having("at"):
        body = parties().kind.get(phrase.head) in BODIES and phrase.head not in FACILITIES
        if body and scene.particle(phrase) == "에":
            doers.append(phrase)
    gives = [p for p in clause.phrases if p.case == "gen" and can_do(p)]
    if gives and not doers and gives[-1].end <= trigger.span[0] <= gives[-1].end + 3:
        doers = gives[-1:]
    if trigger.act.frame == "suffer":
        doers = [p for p in doers if p.case == "by"]
    return Cast(doers, _with_coordinates(scene, who))


def _event(scene: Scene, trigger: Trigger, clause: Clause) -> Cast:
    found = _nominal(scene, trigger)
    own = trigger.phrase
    if trigger.act.frame == "suffer" and not found.sufferers and own is not None:
        counted = own.head in PERSONAL or scene.numbered(own)
        found.sufferers = [own] if counted else []
    if trigger.act.frame == "suffer" and clause.stem == "이":
        numbers = [p for p in clause.phrases if p is not trigger.phrase and can_suffer(scene, p)]
        found.sufferers = [p for p in numbers if scene.numbered(p)][-1:]
    about = [p for p in clause.having("about", "aim") if can_suffer(scene, p)]
    found.sufferers = found.sufferers or about
    return found


def _nominal(scene: Scene, trigger: Trigger) -> Cast:
    """국경경비대의 총격, 주민 3명 사살, 주민에 대한 고문: nouns around an event noun."""
    phrase = trigger.phrase
    if phrase is None:
        return Cast([], [])
    around = _neighbours(scene, phrase)
    doers: list[Phrase] = []
    sufferers: list[Phrase] = []
    inside = _within(scene, phrase, trigger)
    for held in [*around, *inside]:
        if not can_suffer(scene, held):
            continue
        official = forceful(held) and not trigger.act.inverse
        acting = held.case in ("subj", "topic") and not trigger.act.inverse
        if held.case in ("by", "from") or acting or (held.case == "gen" and official):
            doers.append(held)
        elif held.case in ("about", "aim", "obj", "gen", "dat") or not official:
            sufferers.append(held)
        else:
            doers.append(held)
    if trigger.act.frame == "suffer":
        sufferers, doers = sufferers + [p for p in doers if scene.numbered(p)], []
        after = _told_after(scene, [phrase])[0]
        if after is not phrase:
            sufferers = [after]
        if trigger.act.frame == "suffer" and phrase.head in PERSON_COUNTERS:
            sufferers = [*sufferers, phrase]
        elif not sufferers and scene.numbered(phrase) and phrase.head in PERSONAL:
            sufferers = [phrase]
    return Cast(doers, sufferers)


def forceful(phrase: Phrase) -> bool:
    """Whether the phrase names soldiers, agents or a body of the state."""
    status = parties().status
    return any(status.get(n) in ("combatant", "official") for n in phrase.nouns)


def _neighbours(scene: Scene, phrase: Phrase) -> list[Phrase]:
    """The genitive or bare phrases right before the noun; in a headline, all before it."""
    phrases = scene.region.phrases
    at = phrases.index(phrase) if phrase in phrases else -1
    found: list[Phrase] = []
    headline = phrase in scene.region.rest or not any(
        c.close == "EF" for c in scene.region.clauses
    )  # fmt: skip
    while at > 0:
        at -= 1
        held = phrases[at]
        if held.case not in ("gen", "about", "aim", "by"):
            listed = headline and held.case in LISTED
            counted = held.case == "" and scene.numbered(held) and phrases[at + 1] is phrase
            if not (listed or counted) or _parted(scene, held, phrases[at + 1]):
                break
        found.append(held)
    return list(reversed(found))


def _parted(scene: Scene, left: Phrase, right: Phrase) -> bool:
    """Whether … or another sentence mark stands between two phrases of a headline."""
    between = scene.region.tokens[left.last + 1 : right.first]
    return any(t.tag in ("SE", "SF", "SSO", "SSC", "SW", "SO") for t in between)


def _within(scene: Scene, phrase: Phrase, trigger: Trigger) -> list[Phrase]:
    """Persons named in the same compound, before the event noun: 국경경비대 총격, 주민 사살."""
    known = parties().people
    first, last = phrase.first, -1
    for index in range(phrase.first, phrase.last + 1):
        token = scene.region.tokens[index]
        if token.start >= trigger.span[0]:
            break
        if token.lemma in known or is_person(token.lemma):
            last = index
        elif token.lemma in acts().nouns or token.lemma in ACTED:
            first, last = index + 1, -1
    if last < 0:
        return []
    tokens = scene.region.tokens[first : last + 1]
    nouns = tuple(t.lemma for t in tokens if t.tag in ("NNG", "NNP", "NP", "NNB"))
    return [Phrase(first, last, tokens[0].start, tokens[-1].end, "", tokens[-1].lemma, nouns)]


def _with_coordinates(scene: Scene, phrase: Phrase | None) -> list[Phrase]:
    """The phrase with those joined to it by 와, 과 or a comma."""
    if phrase is None:
        return []
    found = [phrase]
    phrases = scene.region.phrases
    at = phrases.index(phrase) if phrase in phrases else -1
    while at > 0:
        at -= 1
        held, after = phrases[at], phrases[at + 1]
        joined = held.case == phrase.case and held.last + 1 < after.first <= held.last + 2
        between = scene.region.tokens[held.last + 1] if joined else None
        if between is None or (between.tag not in ("JC", "JKB", "SP") and between.lemma != "및"):
            break
        if held.case == "topic" or not can_suffer(scene, held):
            break
        found.insert(0, held)
    return found
