"""Orders that hang on a wall: 포고문에는 … 쏜다고 적혀 있다."""

from __future__ import annotations

import re

from sacho.model.span import Span
from sacho.read.analysis import Slot
from sacho.read.languages.ko.acts.found import Found
from sacho.read.languages.ko.syntax.clauses import Phrase
from sacho.read.languages.ko.syntax.lexicon import parties
from sacho.read.languages.ko.who.roles import Scene
from sacho.read.languages.ko.who.slots import party_slot

NOTICES = frozenset(
    ("포고문", "포고", "공시문", "공고문", "벽보", "지시문", "명령서", "공문", "통지문", "지시서", "공고", "훈령", "방침", "공시", "통고문",
     "지령문", "지시", "명령")
)  # fmt: skip
WRITTEN = frozenset(
    (
        "적히",
        "쓰이",
        "명시되",
        "적시되",
        "되",
        "담기",
        "쓰여지",
        "게시되",
        "밝혀지",
        "박히",
        "적",
        "못박",
    )
)
_BINDING = re.compile(
    r"쏘|쏜|쏠|사격|사살|금지|금한|말\s?것|말라|마라|처벌|처단|엄벌|안\s?된|못\s?한|해야|하라|신고|통제|차단|총살|추방|내지\s?않"
)


def notice(scene: Scene, sentence: int, index: int, quotes: list[Span]) -> Found | None:
    """The order that a written thing gives in the clause of this index."""
    clause = scene.region.clauses[index]
    if clause.stem not in WRITTEN or (clause.stem in ("되", "담기") and not clause.helpers):
        return None
    paper = _paper(scene, index)
    if paper is None:
        return None
    told = _content(scene, paper, clause.start, quotes)
    if told is None or not _BINDING.search(scene.text, *told):
        return None
    head = next(
        t for t in reversed(scene.region.tokens[paper.first : paper.last + 1])
        if t.lemma in NOTICES
    )  # fmt: skip
    one = Found("order", (head.start, head.end), sentence, "order.notice", [], limit=scene.limit)
    one.add(_issuer(scene, paper))
    one.add([Slot("instruction", (told,), confidence=0.8, rule="order.notice")])
    return one


def _paper(scene: Scene, index: int) -> Phrase | None:
    """The notice: it stands before the words, at the head of this clause or of one before it."""
    for clause in reversed(scene.region.clauses[max(0, index - 4) : index + 1]):
        for phrase in reversed(clause.phrases):
            if phrase.head in NOTICES and phrase.case in ("at", "topic", "subj"):
                return phrase
    return None


def _content(scene: Scene, paper: Phrase, end: int, quotes: list[Span]) -> Span | None:
    quoted = [q for q in quotes if paper.end <= q[0] and q[1] <= end + 1]
    if quoted:
        return quoted[-1]
    start = paper.end
    while start < end and scene.text[start] in "에는은이가도서 ,":
        start += 1
    words = scene.text[start:end].rstrip()
    for tail in ("고", "는 내용이", "는 문구가", "는 말이"):
        if words.endswith(("다" + tail, "라" + tail)):
            return start, start + len(words) - len(tail)
    return None


def _issuer(scene: Scene, paper: Phrase) -> list[Slot]:
    """사회안전성의 포고문, 사회안전성 포고문, 사회안전성이 붙인 포고문."""
    phrases = scene.region.phrases
    at = phrases.index(paper)
    before = phrases[at - 1] if at else None
    own = paper.nouns[:-1]
    held: list[Phrase] = []
    if before is not None and before.case in ("gen", "subj"):
        held.append(before)
    elif own and own[-1] in parties().kind:
        tokens = scene.region.tokens[paper.first : paper.last]
        held.append(Phrase(paper.first, paper.last - 1, paper.start, tokens[-1].end, "gen",
                           own[-1], own))  # fmt: skip
    slots = [party_slot(scene, "issuer", p, "order.notice") for p in held]
    return [s for s in slots if s is not None]
