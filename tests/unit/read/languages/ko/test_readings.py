"""What whole Korean texts tell: headings, parts, wounds told again, stories and matches."""

from __future__ import annotations

import pytest

from sacho.model.account import Account, Reading, ReportHead
from sacho.model.claim import Claim
from sacho.model.values import Count, Period
from sacho.read.reader import read_text


def read(text: str) -> Reading:
    """The reading of a text that came out on 21 March 2025."""
    return read_text(text, ReportHead("sha256:0", published="2025-03-21"), "ko", trained=False)


def one(reading: Reading, kind: str) -> Account:
    """The only account of the kind."""
    (found,) = [a for a in reading.accounts if a.kind == kind]
    return found


def claims(account: Account, field: str) -> list[Claim]:
    """The account's claims of the field, in order."""
    return [c for c in account.claims if c.field == field]


def test_a_dated_list_dates_each_entry() -> None:
    """Words before a colon that tell no act date and place what follows them."""
    reading = read(
        "3월 5일: 만달레이. 군인들이 실탄을 쏴 대학생 2명이 죽었다.\n"
        "3월 9일: 양곤. 가택수색에서 활동가 3명이 연행됐다.\n"
    )
    shot = claims(one(reading, "shooting"), "period")[0].value
    held = claims(one(reading, "detention"), "period")[0].value
    assert isinstance(shot, Period)
    assert isinstance(held, Period)
    assert (shot.earliest, held.earliest) == ("2025-03-05", "2025-03-09")


def test_what_lasts_since_then_heads_nothing() -> None:
    """A time without an end tells of a habit and does not date the act after it."""
    reading = read("주민들은 5년 전부터 경비대에 뇌물을 줬다. 보위부는 이들을 고문하고 있다.")
    assert claims(one(reading, "torture"), "period") == []


def test_two_of_these_are_no_part_of_the_two() -> None:
    """이 중 2명 is part of those told of, never of the same two told in the headline."""
    reading = read(
        "일가족 총격…2명 사망\n\n만포시에서 일가족 4명이 국경경비대의 총격을 받아 이 중 2명이 숨졌다."
    )
    killed = claims(one(reading, "shooting"), "killed")
    assert [(c.value, c.of) for c in killed] == [(Count(2, 2), None)]


def test_a_headline_names_its_victim_and_not_what_he_tried() -> None:
    """In 탈북 시도 일가족 총격 the family was shot; only the crossing was tried."""
    account = one(read("자강도 국경서 탈북 시도 일가족 총격…2명 사망"), "shooting")
    assert account.stage == "accomplished"
    assert [c.written for c in claims(account, "victim")] == ["일가족"]


def test_a_wound_told_again_is_of_the_same_one() -> None:
    """배에 총을 맞은 주민 is the one whose stomach was told of a sentence before."""
    reading = read(
        "국경경비대가 총을 쏴 주민 3명이 숨지고 2명이 다쳤다. 부상자 2명 중 1명은 어깨에, 다른 1명은 배에"
        " 총상을 입었다. 배에 총을 맞은 주민은 살아나기 어려울 것으로 보인다."
    )
    account = one(reading, "shooting")
    other = next(c for c in claims(account, "injured") if c.written == "다른 1명")
    harms = [c for c in claims(account, "harm") if c.of == other.id]
    assert [c.stance for c in harms] == ["asserted", "asserted", "expected"]


def test_a_named_body_tells_and_does_not_do() -> None:
    """The group whose name stands in marks is the speaker; the authorities are who did it."""
    reading = read(
        "중국 지린성 당국이 지난 18일 탈북민 60여 명을 강제 송환했다고 북한인권단체 ‘등불’이 19일 밝혔다."
    )
    account = one(reading, "forced-return")
    (doer,) = claims(account, "perpetrator")
    assert doer.written == "중국 지린성 당국"
    assert [s.name for s in doer.speakers] == ["북한인권단체 ‘등불’"]


def test_a_promise_of_reward_tells_of_no_shooting() -> None:
    """Who would be rewarded for a killing has not killed."""
    reading = read("월경자를 사살한 군인에게는 입당과 표창휴가를 약속했다고 소식통이 전했다.")
    assert [(a.kind, a.stage) for a in reading.accounts] == [("reward", "planned")]


def test_an_order_inside_a_report_keeps_who_gave_it() -> None:
    """The quoted order is part of what the source tells, and who was ordered stands before it."""
    reading = read(
        "총참모부가 국경경비대에 “강에 들어온 사람은 무조건 사격하라”는 명령을 하달했다고 소식통이 전했다."
    )
    account = one(reading, "order")
    assert [c.written for c in claims(account, "issuer")] == ["총참모부"]
    assert [c.written for c in claims(account, "addressee")] == ["국경경비대"]
    assert [c.written for c in claims(account, "instruction")] == [
        "“강에 들어온 사람은 무조건 사격하라”"
    ]


def test_goods_sold_in_secret_over_the_border_are_smuggled() -> None:
    """Smuggling is told without its name."""
    reading = read("주민 3명이 구리 20kg을 몰래 국경을 넘겨 팔았다고 소식통이 전했다.")
    assert [a.kind for a in reading.accounts] == ["smuggling"]


@pytest.mark.parametrize(
    "text",
    [
        "연극 ‘총성’이 오는 30일 극장 무대에 오른다. 마을 주민 100여 명이 학살된 이야기를 다룬 작품이다.",
        "공격수 김철민은 전반 12분 슛으로 골망을 폭격했다. 감독은 선수들이 경기를 지배했다고 했다.",
        "태풍이 남해안을 강타해 5명이 실종됐다. 이재민 300여 명이 체육관으로 대피했다.",
        "연구팀은 환자 1,200명을 조사한 결과 사망 위험이 줄었다고 밝혔다.",
    ],
)
def test_stories_matches_storms_and_studies_tell_no_act(text: str) -> None:
    """Violent words in a text about a play, a match, a storm or a study tell of nothing done."""
    assert read(text).accounts == ()


def test_an_hour_without_a_day_is_of_the_day_of_publication() -> None:
    """Only where no date stands near it, and never without a day of publication."""
    (found,) = [v.value for v in read("총성은 오후 3시에 울렸다.").values if v.field == "period"]
    assert isinstance(found, Period)
    assert found.earliest == "2025-03-21T15:00"
    undated = read_text("총성은 오후 3시에 울렸다.", ReportHead("sha256:0"), "ko")
    assert [p.code for p in undated.problems] == ["period.no-anchor"]


def test_a_number_taken_back_is_denied_beside_the_new_one() -> None:
    """A correction asserts the number now told and denies the one told before."""
    reading = read(
        "[정정] 본지가 지난 14일 보도한 ‘무산서 군인 2명 피살’ 기사와 관련해 바로잡습니다."
        " 사망자 수는 2명이 아니라 1명입니다."
    )
    killed = {(c.written, c.stance) for a in reading.accounts for c in claims(a, "killed")}
    assert {("1명", "asserted"), ("2명", "denied")} <= killed
