"""The Korean grammar as the reader asks for it, and one invented report read from end to end."""

from __future__ import annotations

import pytest

from sacho.model.account import Reading, ReportHead
from sacho.model.values import Count, Period, Place
from sacho.read.context import Context
from sacho.read.grammar import Grammar
from sacho.read.languages.ko.grammar import KoreanGrammar
from sacho.read.reader import read_text

REPORT = """지어낸 예문(INVENTED EXAMPLE). 강 건너던 주민에 발포…2명 숨져

양강도 소식통은 지난 9일 가람뉴스에 “지난 4일 밤 혜산시 인근에서 압록강을 건너려던 주민들에게 국경경비대가 총을 쏴 2명이 숨지고 1명이 다쳤다”고 전했다.

소식통에 따르면 다친 1명은 배에 총상을 입어 살아나기 어려울 것으로 보인다. 그는 “총을 쏜 초병은 연대장 표창을 받았다”고 덧붙였다.

국경경비대 지휘부는 초병들에게 강에 들어서는 사람을 쏘라고 지시했다. 보위부는 부상자를 조사할 예정이다.

주민들은 “무서워서 강에 못 나간다”며 불안에 떨고 있다. 북한 당국은 총격 사실을 부인했다.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The invented report, read."""
    head = ReportHead("x", publisher="가람뉴스", published="2031-05-10", language="ko")
    return read_text(REPORT, head, trained=False)


def test_it_is_a_grammar() -> None:
    """The class answers every question of the protocol."""
    grammar: Grammar = KoreanGrammar()
    assert grammar.language == "ko"


def test_every_kind_told_is_one_account_and_no_other(reading: Reading) -> None:
    """One shooting, one attempted crossing, an order, a reward, an inquiry, a reaction, a denial."""
    assert sorted((a.kind, a.stage) for a in reading.accounts) == [
        ("border-crossing", "attempted"),
        ("denial", "accomplished"),
        ("investigation", "planned"),
        ("order", "accomplished"),
        ("reaction", "accomplished"),
        ("reward", "accomplished"),
        ("shooting", "accomplished"),
    ]


def test_the_shooting_has_its_numbers_people_time_and_place(reading: Reading) -> None:
    """Two killed, one hurt, by the border guards, on the night of the fourth, by Hyesan."""
    (shooting,) = [a for a in reading.accounts if a.kind == "shooting"]
    counts = {(c.field, c.value) for c in shooting.claims if isinstance(c.value, Count)}
    assert ("killed", Count(2, 2)) in counts
    assert ("injured", Count(1, 1)) in counts
    assert any(c.field == "perpetrator" and c.written == "국경경비대" for c in shooting.claims)
    periods = [c.value for c in shooting.claims if isinstance(c.value, Period)]
    assert any(p.earliest and p.earliest.startswith("2031-05-04") for p in periods)
    assert any(isinstance(c.value, Place) for c in shooting.claims)
    told = [c for c in shooting.claims if c.stance == "expected"]
    assert [c.written for c in told] == ["살아나기 어려울"]


def test_the_source_stands_behind_the_outlet(reading: Reading) -> None:
    """Claims in the source's words name the outlet first and then the source."""
    (shooting,) = [a for a in reading.accounts if a.kind == "shooting"]
    chains = {tuple(s.name for s in c.speakers) for c in shooting.claims if c.field == "injured"}
    assert ("가람뉴스", "양강도 소식통") in chains


def test_the_date_of_telling_dates_no_deed(reading: Reading) -> None:
    """지난 9일 is when it was told; no account has it as its period."""
    said = [a.said.written for a in reading.attributions if a.said]
    assert said == ["지난 9일"]
    assert all(c.written != "지난 9일" for a in reading.accounts for c in a.claims)


def test_words_that_say_when_are_no_place() -> None:
    """A city's name inside the word for last week is not a city."""
    grammar = KoreanGrammar()
    text = "지난주 군인이 왔다."
    context = Context(ReportHead("x", published="2031-05-10"))
    values, _ = grammar.find_values(text, grammar.analyse(text, ()), context)
    assert not any(isinstance(v.value, Place) for v in values)


@pytest.mark.parametrize(
    ("field", "code", "words", "carried"),
    [
        ("kind", "shooting", "총을 쏴", True),
        ("kind", "shooting", "체포했다", False),
        ("kind", "detention", "붙잡혔다", True),
        ("kind", "execution", "공개처형됐다", True),
        ("kind", "order", "지시를 내렸다", True),
        ("kind", "smuggling", "탈북 시도", False),
        ("stage", "attempted", "넘으려던", True),
        ("stage", "planned", "처형할 예정이다", True),
        ("stage", "attempted", "숨졌다", False),
        ("means", "live-ammunition", "실탄", True),
        ("means", "knife", "실탄", False),
        ("means", "rifle", "저격소총", True),
    ],
)
def test_words_carry_a_code_or_not(field: str, code: str, words: str, carried: bool) -> None:
    """The gate's question: do these words alone say this kind, stage or means?"""
    assert KoreanGrammar().carries(field, code, words) is carried
