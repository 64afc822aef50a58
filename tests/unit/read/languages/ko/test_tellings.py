"""What Korean sentences tell: kinds, stages, stances and who, whom, how many."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sacho.model.account import ReportHead
from sacho.model.claim import COUNT_FIELDS, PARTY_FIELDS
from sacho.model.span import words
from sacho.read.analysis import Telling
from sacho.read.context import Context
from sacho.read.languages.ko.grammar import KoreanGrammar

CASES = [
    tuple(line.split(" => ", 1))
    for line in Path(__file__).with_name("cases_tellings.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def read(text: str) -> list[Telling]:
    """The tellings of a text."""
    grammar = KoreanGrammar()
    sentences = grammar.analyse(text, ())
    told = grammar.attributions(text, sentences, Context(ReportHead("x")))
    return grammar.tellings(text, sentences, told)


def _matches(text: str, wanted: str, telling: Telling) -> bool:
    head, _, fields = wanted.strip().partition(" ")
    head, _, stance = head.partition("?")
    kind, _, stage = head.partition("/")
    if telling.kind != kind or telling.stage != (stage or "accomplished"):
        return False
    if telling.stance != (stance or "asserted"):
        return False
    slots = {f"{s.field}={words(text, s.spans)}" for s in telling.slots}
    return all(f.strip() in slots for f in fields.split(";") if f.strip())


def test_there_are_at_least_a_hundred_and_twenty_cases() -> None:
    """The table is a specification: it does not shrink."""
    assert len(CASES) >= 120


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences_tell_what_a_careful_reader_finds_in_them(text: str, expected: str) -> None:
    """Every kind told is found with its words, and nothing that is not told."""
    found = read(text)
    wanted = [] if expected.strip() == "-" else expected.split(" | ")
    missing = [w for w in wanted if not any(_matches(text, w, t) for t in found)]
    kinds = {w.strip().split(" ")[0].split("/")[0].split("?")[0] for w in wanted}
    shown = [
        f"{t.kind}/{t.stage}?{t.stance} "
        + "; ".join(f"{s.field}={words(text, s.spans)}" for s in t.slots)
        for t in found
    ]
    assert not missing, shown
    assert {t.kind for t in found} == kinds, shown


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_alone_give_each_value_again(text: str, expected: str) -> None:
    """What the grounding gate asks: the words of a slot, read alone, carry its value."""
    del expected
    grammar = KoreanGrammar()
    for telling in read(text):
        assert grammar.carries("kind", telling.kind, words(text, (telling.trigger,)))
        if telling.stage_spans:
            assert grammar.carries("stage", telling.stage, words(text, telling.stage_spans))
        for slot in telling.slots:
            told = words(text, slot.spans)
            if slot.field in COUNT_FIELDS:
                assert grammar.parse_count(told) is not None
            elif slot.field in PARTY_FIELDS:
                assert grammar.parse_party(told) is not None
            elif slot.field == "quantity":
                assert grammar.parse_quantity(told) is not None
            elif slot.field == "means":
                assert grammar.carries("means", slot.code or "", told)


NO_INCIDENT = [
    "가나시는 올해 봄꽃 축제를 다음 달 5일부터 사흘간 연다고 밝혔다. 시는 관람객 10만 명이 찾을 것으로 예상했다.",
    "공격수 홍모(25)는 후반 총알 같은 슈팅으로 득점포를 쏘아 올렸다. 감독은 선수들에게 압박하라고 지시했다.",
    "영화 ‘국경의 총성’이 관객 300만 명을 넘겼다. 배우는 “촬영 중 다친 사람은 없었다”고 말했다.",
    "정부는 물가 폭탄을 막기 위해 유류세 인하를 연장하기로 했다. 시장은 불안에 떨고 있다.",
    "연구진은 생쥐의 암세포를 파괴하는 물질을 찾았다고 발표했다. 조사 결과 효과는 70%였다.",
    "방역당국은 주민들에게 손을 씻으라고 당부했다. 지난주 독감으로 12명이 숨졌다.",
    "회사는 직원 20명에게 감사장을 줬다. 사장은 휴가도 주겠다고 말했다.",
    "고속도로에서 차량이 추돌해 3명이 숨지고 5명이 다쳤다. 경찰은 사고 원인을 조사하고 있다.",
    "야당은 예산안을 비판하며 여당의 독주를 공격했다. 여당은 주장을 반박했다.",
    "수도권에 폭설이 내려 열차 운행이 중단됐다. 시민들은 출근길에 불편을 겪었다.",
    "기자는 사진 촬영 대회에서 상을 받았다. 심사위원은 작품을 극찬했다.",
    "북한은 5일 동해로 미사일을 쏘아 올렸다. 군은 사격 훈련으로 맞섰다.",
]


@pytest.mark.parametrize("text", NO_INCIDENT)
def test_a_text_without_an_incident_tells_nothing(text: str) -> None:
    """Sport, film, prices, illness, weather and accidents are no incident."""
    assert [(t.kind, text[slice(*t.trigger)]) for t in read(text)] == []


PIECES = [
    "군인이", "주민 3명을", "주민 3명이", "총을 쏴", "사살했다.", "숨지고", "2명이", "다쳤다.", "국경경비대에", "의해", "체포된", "이 중",
    "고문을", "당했다.", "지시를", "내렸다.", "쏘라는", "“", "”", "고", "소식통은", "전했다.", "표창을", "받았다.", "실탄 30발씩",
    "지급됐다.", "…", "\n", "(37)", "씨", "없었다.", "허벅지에", "총상을", "입은", "중태다.", "것으로 알려졌다.", "아니라", "주민이다.",
    "사망자 중에는", "포함됐다.", "밀수 3건", "탈북 시도", "2~3명", "에게", "🙂",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=120, deadline=None)
def test_any_mixture_of_words_gives_valid_spans(pieces: list[str]) -> None:
    """No exception; spans lie in the text and `of` names an earlier whole of the same telling."""
    text = " ".join(pieces)
    for telling in read(text):
        spans = [telling.trigger, *telling.stage_spans]
        spans += [span for slot in telling.slots for span in slot.spans]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        for index, slot in enumerate(telling.slots):
            assert slot.of is None or (slot.of != index and 0 <= slot.of < len(telling.slots))


def test_a_part_names_its_whole() -> None:
    """이 중 1명 is a part of those told before; 어린이 2명 of the nine told beside them."""
    text = "이 중 1명은 다리에 총상을 입었고 다른 1명은 배에 총을 맞았다."
    (telling,) = read(text)
    parts = [s for s in telling.slots if s.field == "injured"]
    assert [words(text, (s.part_of,)) for s in parts if s.part_of] == ["이", "이"]
    harms = {words(text, s.spans): s.of for s in telling.slots if s.field == "harm"}
    assert len(set(harms.values())) == 2
    assert telling.back


def test_each_award_goes_to_the_one_named_before_it() -> None:
    """Two beneficiaries and two awards in one sentence are paired."""
    text = "사람을 맞힌 군인에게는 연대장 표창이, 숨지게 한 군인에게는 사단장 표창이 수여됐다."
    (telling,) = [t for t in read(text) if t.kind == "reward"]
    pairs = {
        words(text, s.spans): words(text, telling.slots[s.of].spans)
        for s in telling.slots if s.field == "outcome" and s.of is not None
    }  # fmt: skip
    assert pairs == {"연대장 표창": "사람을 맞힌 군인", "사단장 표창": "숨지게 한 군인"}


def test_a_prognosis_is_expected_and_changes_no_count() -> None:
    """살아나기 어려울 것 is a harm of the wounded one, with its own stance."""
    text = "총격으로 1명이 숨졌고 부상자 1명은 살아나기 어려울 것으로 보인다."
    slots = [s for t in read(text) for s in t.slots]
    told = [s for s in slots if s.stance == "expected"]
    assert [s.field for s in told] == ["harm"]
    assert [words(text, s.spans) for s in slots if s.field == "killed"] == ["1명"]


def test_a_correction_says_who_it_was_not() -> None:
    """군인이 아니라 주민: the refuted word stands denied."""
    text = "숨진 사람은 군인이 아니라 주민이라고 소식통이 정정했다."
    (telling,) = read(text)
    stances = {words(text, s.spans): s.stance for s in telling.slots if s.field == "victim"}
    assert stances == {"주민": None, "군인": "denied"}
