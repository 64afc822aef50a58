"""What people felt, said and feared; and who denied what."""

from __future__ import annotations

from sacho.model.claim import Attribution
from sacho.model.span import Span
from sacho.read.analysis import Sentence, Slot
from sacho.read.languages.ko.acts.found import Found
from sacho.read.languages.ko.syntax.arguments import subject
from sacho.read.languages.ko.syntax.clauses import Phrase
from sacho.read.languages.ko.syntax.lexicon import acts
from sacho.read.languages.ko.syntax.regions import Part
from sacho.read.languages.ko.who.roles import Scene, can_do
from sacho.read.languages.ko.who.slots import LINKS, party_slot

FEELING = frozenset(
    ("공포", "불안", "분노", "두려움", "불만", "반발", "충격", "동요", "원성", "경악", "공포심", "불안감", "공포감", "울분", "비난",
     "반감", "원망", "긴장감", "위기감", "적개심", "우려", "슬픔", "반응", "불신", "증오", "항변", "허탈감")
)  # fmt: skip
SHOWN = frozenset(
    ("떨", "느끼", "커지", "확산되", "퍼지", "터뜨리", "표출하", "휩싸이", "나오", "고조되", "높", "높아지", "빠지", "드러내", "보이",
     "쏟아지", "쏟아내", "감추", "일", "사로잡히", "시달리", "증폭되", "표하", "내비치", "호소하", "토로하", "거세", "극에달하", "들끓",
     "금하", "크", "팽배하", "감돌", "자아내", "이어지", "터져나오", "폭발하", "일으키", "사", "번지", "받", "안", "주")
)  # fmt: skip
FEELS = frozenset(
    ("불안해하", "분노하", "반발하", "두려워하", "무서워하", "경악하", "술렁이", "비난하", "술렁거리", "분개하", "동요하", "불안하", "격분하",
     "충격받", "성토하", "규탄하", "원망하", "겁먹", "통탄하", "치떨", "무섭", "두렵", "수군거리", "불평하", "한탄하", "슬퍼하")
)  # fmt: skip
CROWD = frozenset(
    ("주민", "사람", "시민", "유가족", "유족", "가족", "국민", "민심", "여론", "탈북민", "병사", "군인", "인민", "이웃", "상인", "학생", "마을",
     "동네", "현지", "밀수꾼", "간부", "단체", "정부", "국제사회", "사회")
)  # fmt: skip
NOT_OF_ACTS = frozenset(
    (
        "물가",
        "환율",
        "경제",
        "시장",
        "경기",
        "식량",
        "성적",
        "날씨",
        "감염",
        "코로나",
        "코로나19",
        "전염병",
    )
)


def reaction(scene: Scene, part: Part, index: int) -> Found | None:
    """주민들이 공포에 떨고 있다, 불만이 커지고 있다, 분노하고 있다."""
    clause = scene.region.clauses[index]
    if not scene.limit[0] <= clause.start < scene.limit[1]:
        return None
    if clause.negated or (clause.close == "ETM" and clause.ending in ("ᆯ", "을")):
        return None
    feeling = next(
        (p for p in reversed(clause.phrases)
         if p.head in FEELING and p.case in ("obj", "at", "subj", "also", "topic", "")), None,
    )  # fmt: skip
    if feeling is not None and clause.stem in SHOWN:
        trigger: Span = (_head_start(scene, feeling), min(clause.end, scene.limit[1]))
    elif clause.stem in FEELS:
        trigger = (clause.start, min(clause.end, scene.limit[1]))
    else:
        return None
    who = _who(scene, index, feeling)
    if who is None or any(n in NOT_OF_ACTS for p in clause.phrases for n in p.nouns):
        return None
    found = Found(
        "reaction", trigger, part.sentence.index, "reaction.feeling", [], limit=scene.limit
    )
    found.add([who, Slot("outcome", (trigger,), confidence=0.7, rule="reaction")])
    return found


def _who(scene: Scene, index: int, feeling: Phrase | None) -> Slot | None:
    clause = scene.region.clauses[index]
    held = [p for p in clause.phrases if p is not feeling]
    among = next((p for p in held if p.head in ("사이", "속", "내") and len(p.nouns) > 1), None)
    if among is not None and any(n in CROWD for n in among.nouns):
        words = scene.words(among)
        cut = max(words.rfind("사이"), words.rfind(" 속"))
        end = among.start + len(words[:cut].rstrip()) if cut > 0 else among.end
        start = next(
            (t.start for t in scene.region.tokens[among.first : among.last + 1]
             if t.lemma not in LINKS), among.start,
        )  # fmt: skip
        return Slot("actor", ((start, end),), confidence=0.75, rule="reaction")
    phrase = subject(scene.region, index, scene.limit)
    gives = [p for p in held if p.case == "gen" and can_do(p)]
    if phrase is None or phrase is feeling or not can_do(phrase):
        phrase = gives[-1] if gives else None
    if phrase is None or not any(n in CROWD for n in phrase.nouns) or not scene.inside(phrase):
        return None
    named = party_slot(scene, "actor", phrase, "reaction")
    return named or Slot("actor", (phrase.span,), confidence=0.65, rule="reaction")


def _head_start(scene: Scene, phrase: Phrase) -> int:
    for token in reversed(scene.region.tokens[phrase.first : phrase.last + 1]):
        if token.lemma == phrase.head:
            return token.start
    return phrase.start


def spoken(
    attributions: list[Attribution], sentences: list[Sentence], text: str, denied: list[Span]
) -> list[Found]:
    """Quoted words of residents are a reaction; words of denial are a denial."""
    found: list[Found] = []
    for attribution in attributions:
        speaker = attribution.speaker
        if speaker is None or not attribution.cue or not speaker.spans:
            continue
        cue = attribution.cue[0]
        sentence = next((s.index for s in sentences if s.start <= cue[0] < s.end), -1)
        if sentence < 0:
            continue
        told = [c for c in attribution.content if any(c[0] <= d[0] < c[1] for d in denied)]
        if attribution.stance == "denied" or (told and speaker.kind == "official"):
            if not told and not _of_an_act(text, attribution.content[0]):
                continue
            trigger = cue if attribution.stance == "denied" else _of_span(told[0], denied)
            draft = Found("denial", trigger, sentence, "denial.verb", [])
            draft.add([
                Slot("actor", speaker.spans[:1], confidence=0.85, rule="denial"),
                Slot("target", attribution.content[:1], confidence=0.8, rule="denial"),
            ])  # fmt: skip
            found.append(draft)
        elif _of_a_crowd(speaker.name) and text[attribution.content[-1][0]] in '“"‘':
            draft = Found("reaction", cue, sentence, "reaction.said", [], confidence=0.65)
            draft.add([
                Slot("actor", speaker.spans[:1], confidence=0.75, rule="reaction"),
                Slot("outcome", attribution.content[-1:], confidence=0.7, rule="reaction"),
            ])  # fmt: skip
            found.append(draft)
    return found


def _of_span(content: Span, denied: list[Span]) -> Span:
    """The words that say no: 총격은 없었다."""
    return next(d for d in denied if content[0] <= d[0] < content[1])


def _of_an_act(text: str, span: Span) -> bool:
    """Whether what is denied is an act of the vocabulary: 세금 인상 is none."""
    words = text[span[0] : span[1]]
    return any(noun in words for noun, act in acts().nouns.items() if act.frame != "office") or any(
        w in words for w in ("사건", "쏘", "쐈", "죽", "숨진", "인권", "가혹")
    )


def _of_a_crowd(name: str) -> bool:
    if "소식통" in name:
        return False
    return name.endswith(
        ("주민들", "주민", "사람들", "시민들", "유가족", "유족", "유가족들", "가족들")
    ) and (name.endswith(("들", "유가족", "유족")))
