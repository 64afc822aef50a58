"""What Korean sentences tell beyond shooting and killing, and what only sounds like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sacho.model.account import ReportHead
from sacho.model.span import words
from sacho.read.analysis import Telling
from sacho.read.context import Context
from sacho.read.languages.ko.grammar import KoreanGrammar

HERE = Path(__file__)
CASES = [
    tuple(line.split(" => ", 1))
    for line in HERE.with_name("cases_wider.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
MISLEADING = [
    line
    for line in HERE.with_name("cases_misleading.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def read(text: str) -> list[Telling]:
    """The tellings of a text."""
    grammar = KoreanGrammar()
    sentences = grammar.analyse(text, ())
    told = grammar.attributions(text, sentences, Context(ReportHead("x")))
    return grammar.tellings(text, sentences, told)


def _holds(text: str, wanted: str, found: list[Telling]) -> bool:
    head, _, fields = wanted.strip().partition(" ")
    kind, _, stage = head.partition("/")
    for telling in found:
        slots = {f"{s.field}={words(text, s.spans)}" for s in telling.slots}
        alike = telling.kind == kind and telling.stage == (stage or "accomplished")
        if alike and all(f.strip() in slots for f in fields.split(";") if f.strip()):
            return True
    return False


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_each_kind_is_found_with_those_who_do_and_suffer_it(text: str, expected: str) -> None:
    """Every telling that the case lists is found, and no kind that it does not list."""
    found = read(text)
    wanted = expected.split(" | ")
    shown = [
        f"{t.kind}/{t.stage} " + "; ".join(f"{s.field}={words(text, s.spans)}" for s in t.slots)
        for t in found
    ]
    assert [w for w in wanted if not _holds(text, w, found)] == [], shown
    listed = {w.strip().split(" ")[0].split("/")[0] for w in wanted}
    assert {t.kind for t in found} <= listed, shown


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_words_of_each_kind_carry_it_alone(text: str, expected: str) -> None:
    """What the grounding gate asks: the trigger, read alone, carries the kind."""
    del expected
    grammar = KoreanGrammar()
    for telling in read(text):
        assert grammar.carries("kind", telling.kind, words(text, (telling.trigger,)))


@pytest.mark.parametrize("text", MISLEADING)
def test_words_of_violence_in_peaceful_texts_tell_nothing(text: str) -> None:
    """Games, kitchens, markets, weather, illness, hunting and history are no incident."""
    assert [(t.kind, text[slice(*t.trigger)]) for t in read(text)] == []


def test_a_threat_in_quoted_words_is_told_with_its_speaker() -> None:
    """ "가만두지 않겠다" is a threat by whoever says so."""
    text = "담당 보안원은 저에게 “또 오면 가족까지 가만두지 않겠다”고 말했습니다."
    (threat,) = [t for t in read(text) if t.kind == "threat"]
    slots = {s.field: words(text, s.spans) for s in threat.slots}
    assert slots["perpetrator"] == "담당 보안원"
    assert slots["harm"] == "가족까지 가만두지 않겠다"


def test_an_authority_denies_without_a_verb_of_denying() -> None:
    """ "사실무근" after an act is a denial; without an act it denies nothing of ours."""
    act = "반군이 마을을 습격해 주민 셋이 숨졌다. "
    denial = "군 대변인은 “사실무근”이라고 말했다."
    assert [t.kind for t in read(act + denial)].count("denial") == 1
    assert read(denial) == []


def test_a_decree_is_an_order_with_its_articles() -> None:
    """A text that calls itself a decree is one order: who signed it, and each article."""
    text = (
        "공고\n하나군 주민에게 알린다.\n1. 밤 아홉 시 이후 집 밖에 나오지 말 것.\n"
        "2. 이를 어기는 자는 경고 없이 사살한다.\n하나군 계엄사령부"
    )
    (order,) = read(text)
    told = [(s.field, words(text, s.spans)) for s in order.slots]
    assert order.kind == "order"
    assert told == [
        ("issuer", "하나군 계엄사령부"),
        ("instruction", "밤 아홉 시 이후 집 밖에 나오지 말 것"),
        ("instruction", "이를 어기는 자는 경고 없이 사살한다"),
    ]
