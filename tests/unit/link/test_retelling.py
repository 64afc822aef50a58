"""Translations and chains: reports in other words, or another language, that are one telling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.link.figures import figures
from sacho.link.origins import Telling, origins
from sacho.link.retelling import elsewhere, in_order
from sacho.link.shingles import containment, shingles, sketch
from sacho.link.sounds import beginnings, skeleton
from sacho.link.traces import Trace
from sacho.model.account import Account
from sacho.model.claim import Claim, Speaker
from sacho.model.recorded import RecordedAccount
from sacho.model.values import Count

ENGLISH = (
    "INVENTED EXAMPLE. Guards at the Korsan ford shot at six people on the night of May 3, Pak "
    "Tong-min told the Courier. Two of them, aged 34 and 51, died at 11:20 p.m. A third, Ryu "
    "Sang-ok, was carried 14 kilometres to Belmun. The guards took 250 bundles."
)
KOREAN = (
    "지어낸 예문. 지난 5월 3일 밤 코르산 여울에서 경비대가 주민 6명에게 총을 쏘았다고 박동민 씨가 전했다. "
    "34세와 51세인 두 명이 오후 11시 20분에 숨졌다. 세 번째인 류상옥 씨는 14킬로미터 떨어진 벨문으로 옮겨졌다. "
    "경비대는 꾸러미 250개를 가져갔다."
)
ANOTHER = (
    "지어낸 예문. 지난 5월 9일 밤 코르산 여울에서 경비대가 주민 3명에게 총을 쏘았다고 최은주 씨가 전했다. "
    "19세인 한 명이 새벽 2시에 숨졌다. 나머지는 달아났다."
)


def told(name: str, text: str, order: int, publisher: str, *voices: str) -> Telling:
    """A report with four claims, each said by the outlet and then by one of the voices."""
    claims = tuple(
        Claim(
            f"{name}{n}", "killed", Count(n, n), "n", ((0, 1),), ((0, 1),), "asserted", None,
            (Speaker(publisher, "media"), *(Speaker(v, "media") for v in voices)), 0.9,
        )
        for n in range(4)
    )  # fmt: skip
    account = Account(f"a{name}", "shooting", "accomplished", claims, (0, 1))
    held = RecordedAccount(account, name, name, (order, 0))
    return Telling(name, text, (order, 0), publisher, f"2031-05-0{order + 4}", (held,))


def test_a_translation_is_one_telling() -> None:
    """The same figures and names in the same order in two alphabets are one origin, and say why."""
    (origin,) = origins([told("en", ENGLISH, 0, "Post"), told("ko", KOREAN, 1, "신문")])

    assert origin.reports == ("en", "ko")
    assert origin.why[0].startswith("translation:")


def test_another_shooting_at_the_same_place_is_no_translation() -> None:
    """A like happening a week later, told in the other language, is a telling of its own."""
    assert 2 == len(origins([told("en", ENGLISH, 0, "Post"), told("ko", ANOTHER, 1, "신문")]))


def test_what_only_repeats_another_outlet_is_its_telling() -> None:
    """A report all of which another outlet says, and that outlet's own report, are one origin."""
    chain = "The Korsan Post reported that six people were shot at on May 3, 250 bundles taken."
    first = told("first", ENGLISH, 0, "Korsan Post")

    (origin,) = origins([first, told("chain", chain, 1, "Monitor", "the Korsan Post")])

    assert "after the outlet" in origin.why[0]
    assert 2 == len(origins([first, told("own", chain, 1, "Monitor", "a fisher")]))


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [("Kim Chol-su", "김철수"), ("Hyesan", "혜산"), ("Onsong", "온성"), ("Vostrova", "보스트로바")],
)
def test_a_name_sounds_alike_in_two_alphabets(latin: str, hangul: str) -> None:
    """A romanised name and its Hangul have one skeleton, also where a particle follows."""
    assert skeleton(latin) == skeleton(hangul)
    assert skeleton(latin) in beginnings(f"{hangul}에서")


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("on May 3", "5월 3일"), ("at 11:30 p.m.", "밤 11시 30분"), ("35,000 won", "3만 5천원"),
        ("thirty-two people", "32명"), ("two men", "두 명"), ("in 2030", "2030년"),
    ],
)  # fmt: skip
def test_figures_read_alike_in_both_languages(english: str, korean: str) -> None:
    """A date, an hour and a number are one figure, however they are written."""
    assert figures(english) == figures(f"그는 {korean} 말했다")


def test_a_length_of_days_is_no_date() -> None:
    """`3일간` is three days long and not the third of a month."""
    assert ("day", 3) not in figures("그들은 3일간 걸었다")


def test_the_order_of_common_figures_is_a_share() -> None:
    """The same order is 1, the reverse 0, and fewer than three in common say nothing."""
    listed = [("number", n) for n in (5, 6, 7, 8)]

    assert (1.0, 0.0) == (in_order(listed, listed), in_order(listed, listed[::-1]))
    assert in_order(listed[:2], listed[1::-1]) == 1.0


@given(st.text(), st.text(min_size=1))
def test_a_passage_has_the_same_runs_wherever_it_stands(passage: str, before: str) -> None:
    """All of a text's runs of words stand in a longer one that holds it as a whole."""
    whole = shingles(f"{before}\n{passage}")
    own = shingles(passage)

    assert len(own) < 3 or containment(own, whole) == 1.0
    assert set(sketch(own)) <= {int(n) for n in own}


def trace_of(fine: frozenset[str]) -> Trace:
    """The trace of an English report that names these towns."""
    return Trace("r", (0, 0), "latin", (), tuple(fine), fine, "", None, "")


def test_two_entries_of_one_form_about_two_towns_are_two_tellings() -> None:
    """Alike but for the town, they are no copies; the same town and they are."""
    one = trace_of(fine=frozenset({"geonames:1"}))
    assert elsewhere(one, trace_of(fine=frozenset({"geonames:2"})))
    assert not elsewhere(one, trace_of(fine=frozenset({"geonames:1", "geonames:2"})))
    assert not elsewhere(one, trace_of(fine=frozenset()))
