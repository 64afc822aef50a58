"""Which tellings stand: an outcome without violence near it, an answer to nothing, do not."""

from __future__ import annotations

import re
from functools import cache

from sacho.model.span import Span
from sacho.read.analysis import Sentence
from sacho.read.languages.ko.acts.found import Found
from sacho.read.languages.ko.acts.joining import VIOLENT
from sacho.read.languages.ko.syntax.lexicon import acts, parties

CUSTODY = (
    "교화소",
    "관리소",
    "구류장",
    "수용소",
    "보위부",
    "안전부",
    "집결소",
    "단련대",
    "고문",
    "구금",
    "조사 도중",
    "취조",
)
SENTENCES = ("단련형", "교화형", "사형", "총살형", "무기형", "철직", "출당", "추방")
ANSWERS = frozenset(("reaction", "order", "reward", "punishment", "investigation", "denial"))
FORCE = (
    "쏘",
    "사격",
    "사살",
    "체포",
    "처형",
    "실탄",
    "총",
    "발포",
    "도강",
    "탈북",
    "밀수",
    "월경",
    "처벌",
    "무력",
    "진압",
    "단속",
    "통제",
    "봉쇄",
    "검열",
)


# A text that speaks of four of these tells of a match.
SPORTS = tuple(
    re.compile(p) for p in (
        "선수", "경기", "감독", "전반|후반|이닝|세트|쿼터", "슛|골망|골문|홈런|득점|타석",
        "결장|출전|리그|우승|결승|금메달",
    )
)  # fmt: skip
DISASTERS = ("태풍", "홍수", "산사태", "지진", "폭우", "수해", "산불", "화산", "집중호우", "해일")
# A text that speaks of three of these tells a story that somebody made up.
FICTION = tuple(
    re.compile(p) for p in (
        "연극|영화|소설|드라마|뮤지컬|웹툰", "주인공", "관객|독자|시청자", "연출가|감독|작가|배우",
        "무대에|극장|개봉|상영|방영|공연", "작품",
    )
)  # fmt: skip


def kept(text: str, found: list[Found], sentences: list[Sentence]) -> list[Found]:
    """A death or wound with no act of violence anywhere near it is not told as a harm."""
    made_up = sum(p.search(text) is not None for p in FICTION) >= 3
    if made_up or sum(p.search(text) is not None for p in SPORTS) >= 4:
        return []
    violent = {f.sentence for f in found if f.kind in VIOLENT}
    if any(word in text for word in DISASTERS):
        natural = {f.sentence for f in found if f.kind == "disappearance"}
        if violent <= natural:
            found = [f for f in found if f.kind not in ("displacement", "disappearance")]
            violent = set()
    by_index = {s.index: text[s.start : s.end] for s in sentences}
    kept: list[Found] = []
    for one in found:
        lone = one.outcome and not any(abs(one.sentence - s) <= 12 for s in violent)
        held = any(w in by_index.get(one.sentence, "") for w in CUSTODY)
        named = any(n in by_index.get(one.sentence, "") for n in _harm_nouns())
        if not lone or named or (held and one.kind == "killing"):
            kept.append(one)
    facts = any(f.kind not in ANSWERS for f in kept)
    spans = {s.index: (s.start, s.end) for s in sentences}
    return [f for f in kept if facts or _stands_alone(text, f, spans[f.sentence])]


def _in_service(words: str) -> bool:
    """Whether soldiers or officials are named."""
    status = parties().status
    return any(
        len(n) > 1 and n in words for n, code in status.items() if code in ("combatant", "official")
    )


@cache
def _harm_nouns() -> tuple[str, ...]:
    """Event nouns that speak of violence wherever they stand."""
    return tuple(
        n for n, a in acts().nouns.items()
        if a.frame == "harm" and a.bare and len(n) > 1 and n not in ("강도", "방화", "수용", "송환")
    )  # fmt: skip


def _stands_alone(text: str, one: Found, sentence: Span) -> bool:
    """An order or inquiry in a text without any act is told only if it is about such acts."""
    fields = {s.field for s in one.slots}
    words = " ".join(text[s.spans[0][0] : s.spans[0][1]] for s in one.slots)
    if one.kind == "reward":
        return any(
            w in words
            for w in (
                "군인",
                "초병",
                "하전사",
                "병사",
                "군관",
                "대원",
                "중대장",
                "부대",
                "보위",
                "안전",
                "경찰",
                *FORCE,
            )
        )
    if one.kind in ("punishment", "investigation"):
        beside = text[sentence[0] : sentence[1]]
        of_force = any(w in beside for w in (*FORCE, *CUSTODY, *SENTENCES, *_harm_nouns()))
        return "victim" in fields and (of_force or _in_service(words))
    if one.kind == "denial":
        return True
    if one.kind == "reaction":
        beside = text[sentence[0] : sentence[1]]
        return any(n in beside for n in _harm_nouns())
    if one.kind != "order":
        return False
    return any(w in words for w in FORCE)
