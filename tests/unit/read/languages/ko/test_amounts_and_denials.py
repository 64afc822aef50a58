"""How much, where no row names it, and what is denied, in Korean. Every text is 지어낸 예문."""

from __future__ import annotations

import pytest

from sacho.model.account import Account, ReportHead
from sacho.read.context import Context
from sacho.read.languages import grammar_for
from sacho.read.languages.ko.how_many.counts import parse_quantity
from sacho.read.reader import read_text


def accounts(text: str) -> tuple[Account, ...]:
    """What the grammar alone reads in an invented report of May 2030."""
    head = ReportHead(id="invented", published="2030-05-16", language="ko")
    return read_text(text, head, trained=False).accounts


@pytest.mark.parametrize(
    ("words", "low", "unit"),
    [
        ("살림집 27채", 27, "house"),
        ("가게 80여 곳", 80, "site"),
        ("약 600가구", 600, "household"),
        ("여섯 차례", 6, "time"),
        ("사흘간", 3, "day"),
        ("정직 30일", 30, "day"),
        ("낙지 300키로", 300, "kilogram"),
    ],
)
def test_houses_households_times_and_days_are_amounts(words: str, low: int, unit: str) -> None:
    """Words chosen for an amount are read with their counter."""
    read = parse_quantity(words)
    assert read is not None
    assert (low, unit) == (read.low, read.unit)


@pytest.mark.parametrize("words", ["16일", "지난 2일", "주민 세 명"])
def test_a_date_and_persons_are_no_amount(words: str) -> None:
    """A day of the month is a date and persons are a count."""
    assert parse_quantity(words) is None


def test_an_act_takes_the_amount_beside_it() -> None:
    """차량 여섯 대를 불태우다: how many burned, though vehicles can do things."""
    one = accounts("괴한들이 4일 밤 차량 여섯 대를 불태우고 달아났다.")[0]
    assert ["차량 여섯 대"] == [c.written for c in one.claims if c.field == "quantity"]


def test_a_name_before_a_side_is_a_place() -> None:
    """A proper name before a side of it is kept by its words."""
    grammar = grammar_for("ko")
    text = "화물차가 코르데이나 남쪽 검문소에서 멈췄다."
    head = ReportHead(id="invented", published="2030-05-16", language="ko")
    values, _ = grammar.find_values(text, grammar.analyse(text, ()), Context(head))
    assert "코르데이나" in [v.written for v in values if v.field == "place"]


def test_the_words_before_a_village_are_no_name() -> None:
    """버렸다고 마을회의가: a verb before 마을 names no village."""
    grammar = grammar_for("ko")
    text = "집을 태워 버렸다고 마을회의가 밝혔다."
    head = ReportHead(id="invented", published="2030-05-16", language="ko")
    values, _ = grammar.find_values(text, grammar.analyse(text, ()), Context(head))
    assert [] == [v.written for v in values if v.field == "place"]


@pytest.mark.parametrize(
    "text",
    [
        "경찰 대변인은 아이들이 다친 사실을 부인했다.",
        "군부는 “날조”라고 반박했다.",
        "민병대는 “승객에게 손가락 하나 대지 않았다”고 밝혔다.",
    ],
)
def test_what_is_denied_need_not_be_quoted(text: str) -> None:
    """혐의를 부인하다 after an act is a denial, as is a quoted word of denial."""
    before = "군인들이 4일 주민 두 명을 총으로 쏴 숨지게 했다. "
    assert "denial" in [a.kind for a in accounts(before + text)]


def test_a_command_with_its_words_is_an_order_without_an_issuer() -> None:
    """쏘라고 명령했다: who commanded may stand in another sentence."""
    text = "군인들이 4일 주민 두 명을 총으로 쏴 숨지게 했다. 보는 대로 쏘라고 명령했다."
    assert "order" in [a.kind for a in accounts(text)]
