"""When, in Korean: what time words of a report are read as."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.model.account import ReportHead
from sacho.model.values import Period
from sacho.read.clock_times import time_of_day
from sacho.read.context import Context
from sacho.read.languages.ko.when.periods import find, parse, read
from sacho.read.periods import same_reading

PUBLISHED = "2021-01-26"  # a Tuesday
DAYS = st.dates(date(1912, 1, 1), date(2100, 12, 31))


def context(published: str | None = PUBLISHED) -> Context:
    """A declared context with nothing but the publication date."""
    return Context(head=ReportHead(id="sha256:0", published=published))


WORDS = [
    # absolute
    ("2021년 1월 26일", "2021-01-26", "2021-01-26", "day"),
    ("２０２１年 １月 ２６日", "2021-01-26", "2021-01-26", "day"),
    ("이천십팔년 삼월 오일", "2018-03-05", "2018-03-05", "day"),
    ("주체 110년", "2021-01-01", "2021-12-31", "year"),
    ("주체110(2021)년 1월", "2021-01-01", "2021-01-31", "month"),
    ("2021.1.26", "2021-01-26", "2021-01-26", "day"),
    ("21년 1월", "2021-01-01", "2021-01-31", "month"),
    # without a year: the nearest past
    ("1월 26일", "2021-01-26", "2021-01-26", "day"),
    ("3월 5일", "2020-03-05", "2020-03-05", "day"),
    ("14일", "2021-01-14", "2021-01-14", "day"),
    ("지난 14일", "2021-01-14", "2021-01-14", "day"),
    ("오는 14일", "2021-02-14", "2021-02-14", "day"),
    ("지난 28일 밤 11시께", "2020-12-28T23:00", "2020-12-28T23:00", "time"),
    ("14일(목)", "2021-01-14", "2021-01-14", "day"),
    # counted units
    ("오늘", "2021-01-26", "2021-01-26", "day"),
    ("어제", "2021-01-25", "2021-01-25", "day"),
    ("그제", "2021-01-24", "2021-01-24", "day"),
    ("그저께", "2021-01-24", "2021-01-24", "day"),
    ("모레", "2021-01-28", "2021-01-28", "day"),
    ("어젯밤", "2021-01-25T18:00", "2021-01-26T05:59", "part-of-day"),
    ("지난달 중순", "2020-12-11", "2020-12-20", "part-of-month"),
    ("지난달 말", "2020-12-21", "2020-12-31", "part-of-month"),
    ("이달 초", "2021-01-01", "2021-01-10", "part-of-month"),
    ("이번 달", "2021-01-01", "2021-01-31", "month"),
    ("올해", "2021-01-01", "2021-12-31", "year"),
    ("작년", "2020-01-01", "2020-12-31", "year"),
    ("재작년", "2019-01-01", "2019-12-31", "year"),
    ("지난해 말", "2020-09-01", "2020-12-31", "part-of-year"),
    ("지난해 10월 중순", "2020-10-11", "2020-10-20", "part-of-month"),
    ("지난주 목요일", "2021-01-21", "2021-01-21", "day"),
    ("지난 목요일", "2021-01-21", "2021-01-21", "day"),
    ("이번 주", "2021-01-25", "2021-01-31", "week"),
    ("다음 주", "2021-02-01", "2021-02-07", "week"),
    ("2월 하순", "2020-02-21", "2020-02-29", "part-of-month"),
    ("1월 상순", "2021-01-01", "2021-01-10", "part-of-month"),
    ("사흘 전", "2021-01-23", "2021-01-23", "day"),
    ("닷새 전", "2021-01-21", "2021-01-21", "day"),
    ("열흘 전", "2021-01-16", "2021-01-16", "day"),
    ("두 달 전", "2020-11-01", "2020-11-30", "month"),
    ("일주일 전", "2021-01-18", "2021-01-24", "week"),
    ("10여 일 전", "2021-01-07", "2021-01-16", "vague"),
    ("지난 3년", "2018-01-26", "2021-01-26", "years"),
    ("최근 10일", "2021-01-16", "2021-01-26", "days"),
    ("지난 5일간", "2021-01-21", "2021-01-26", "days"),
    # seasons, quarters, decades
    ("2018년 여름", "2018-06-01", "2018-08-31", "season"),
    ("올여름", "2021-06-01", "2021-08-31", "season"),
    ("지난 겨울", "2019-12-01", "2020-02-29", "season"),
    ("2020년 3분기", "2020-07-01", "2020-09-30", "quarter"),
    ("지난해 하반기", "2020-07-01", "2020-12-31", "part-of-year"),
    ("1990년대 후반", "1995-01-01", "1999-12-31", "years"),
    ("3월 첫째 주", "2020-03-02", "2020-03-08", "week"),
    # ranges and bounds
    ("3~4월", "2020-03-01", "2020-04-30", "month"),
    ("3월 5일부터 7일까지", "2020-03-05", "2020-03-07", "days"),
    ("3월 5~7일", "2020-03-05", "2020-03-07", "days"),
    ("2014년부터 2018년까지", "2014-01-01", "2018-12-31", "years"),
    ("10월 말~11월 초", "2020-10-21", "2020-11-10", "part-of-month"),
    ("지난해 12월부터 올해 1월까지", "2020-12-01", "2021-01-31", "month"),
    ("8월부터", "2020-08-01", None, "month"),
    ("이달 말까지", None, "2021-01-31", "part-of-month"),
    ("2019년 이후", "2019-01-01", None, "year"),
    ("2019년 이전", None, "2018-12-31", "year"),
    # clock times
    ("14일 오전 11시 30분", "2021-01-14T11:30", "2021-01-14T11:30", "time"),
    ("14일 새벽 3시경", "2021-01-14T03:00", "2021-01-14T03:00", "time"),
    ("14일 저녁", "2021-01-14T17:00", "2021-01-14T22:59", "part-of-day"),
    ("14일 낮 12시", "2021-01-14T12:00", "2021-01-14T12:00", "time"),
    ("14일 밤 12시", "2021-01-15T00:00", "2021-01-15T00:00", "time"),
    ("어제 열한 시 반쯤", "2021-01-25T11:30", "2021-01-25T23:30", "time"),
    ("23일(현지시간) 밤", "2021-01-23T18:00", "2021-01-24T05:59", "part-of-day"),
    ("지난 2일 저녁 7시부터 9시 사이", "2021-01-02T19:00", "2021-01-02T21:00", "time"),
    # named
    ("제8차 당대회", "2021-01-05", "2021-01-12", "days"),
    ("8차 당대회", "2021-01-05", "2021-01-12", "days"),
    ("노동당 제7차 대회", "2016-05-06", "2016-05-09", "days"),
    ("태양절", "2020-04-15", "2020-04-15", "day"),
    ("2019년 추석", "2019-09-13", "2019-09-13", "day"),
    ("8기 6차 전원회의", "2022-12-26", "2022-12-31", "days"),
    # vague
    ("최근", None, "2021-01-26", "vague"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "earliest", "latest", "precision"), WORDS)
def test_words_read_alone(
    words: str, earliest: str | None, latest: str | None, precision: str
) -> None:
    """Words read alone, with the publication date, give these bounds and this precision."""
    value = parse(words, context(), None)
    assert value is not None
    assert (value.earliest, value.latest, value.precision) == (earliest, latest, precision)


@pytest.mark.parametrize("words", [row[0] for row in WORDS])
@pytest.mark.parametrize("particle", ["에", "", "에는"])
def test_particles_stay_outside(words: str, particle: str) -> None:
    """With a particle attached the same words are found, and the particle is not among them."""
    if particle and words.endswith(("부터", "까지")):
        pytest.skip("the particle that makes a bound is part of the words")
    found, problems = find(f"국경에서 {words}{particle} 주민이 붙잡혔다고 한다.", context())
    assert [one.written for one in found] == [words]
    assert found[0].value == parse(words, context(), None)
    assert not problems


NOT_TIMES = [
    "10일 동안 굶었고 3일간 걸었으며 20여 일 만에 돌아왔다.",
    "오늘날 월급은 낮은 편이고 시작이 반이다.",
    "징역 2년6월을 받고 14년 만에 두시간을 걸었다.",
    "소식을 전해 들은 세 시즌 만의 한일전이었다.",
    "매년 4월 5일장에서 3월호와 10월동 소식을 읽었다.",
    "주민 3명이 5만원을 내고 이 일로 사월이를 만났다.",
]


@pytest.mark.parametrize("text", NOT_TIMES)
def test_durations_and_look_alikes_are_not_periods(text: str) -> None:
    """Durations, counts, wages, adjectives and verbs are not read as dates."""
    assert find(text, context()) == ([], [])


FROM_A_DATE = [
    ("1월 3일 붙잡혔다. 이틀 뒤 숨졌다.", "이틀 뒤", "2021-01-05"),
    ("1월 3일 붙잡혔다. 다음 날 풀려났다.", "다음 날", "2021-01-04"),
    ("1월 3일 붙잡혔다. 이튿날 풀려났다.", "이튿날", "2021-01-04"),
    ("1월 3일 붙잡혔다. 전날 밤에는 조용했다.", "전날 밤", "2021-01-02T18:00"),
    ("지난해 9월 시작됐다. 같은 달 20일 끝났다.", "같은 달 20일", "2020-09-20"),
    ("2019년 시작됐다. 이듬해 3월 끝났다.", "이듬해 3월", "2020-03-01"),
    ("지난 3일 밤 떠났다. 오전 11시 30분 도착했다.", "오전 11시 30분", "2021-01-03T11:30"),
]


@pytest.mark.parametrize(("text", "written", "earliest"), FROM_A_DATE)
def test_counting_from_a_date_of_the_text(text: str, written: str, earliest: str) -> None:
    """What counts from a date told before says so, and points at that date's words."""
    found, _ = find(text, context())
    last = found[-1]
    assert last.written == written
    assert isinstance(last.value, Period)
    assert last.value.earliest == earliest
    assert last.value.basis.rule == "relative-to-date"
    assert last.value.basis.spans == found[0].spans


@pytest.mark.parametrize(
    "words", ["지난 14일", "어제", "1월 8일", "사흘 전", "최근", "내년", "지난달 말", "태양절",
              "이틀 뒤", "다음 날", "지난 3년"]
)  # fmt: skip
def test_without_publication_relative_words_are_a_problem(words: str) -> None:
    """No publication date: relative words give period.no-anchor at their span and no value."""
    text = f"소식통은 {words} 일어났다고 했다."
    found, problems = find(text, context(None))
    assert not found
    assert [(p.code, text[slice(*p.spans[0])]) for p in problems] == [("period.no-anchor", words)]
    assert parse(words, context(None), None) is None


@pytest.mark.parametrize("words", ["2월 30일", "2021년 2월 29일", "2020년 13월"])
def test_impossible_dates_give_no_value(words: str) -> None:
    """A date that does not exist is never bent into one that does."""
    value = parse(words, context(), None)
    assert value is None


FORMATS = ["{0}년 {1}월 {2}일", "{0}년{1}월{2}일", "{0}年 {1}月 {2}日", "{0}.{1}.{2}", "{0}-{1}-{2}",
           "주체 {3}년 {1}월 {2}일"]  # fmt: skip
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


@given(day=DAYS, form=st.sampled_from(FORMATS), wide=st.booleans())
def test_a_written_date_is_read_back(day: date, form: str, wide: bool) -> None:
    """Any date, written in any supported way, in any width of figures, is read back."""
    written = form.format(day.year, day.month, day.day, day.year - 1911)
    if "주체" in written and not 10 <= day.year - 1911 <= 199:
        return
    value = parse(written.translate(FULL) if wide else written, context(None), None)
    assert value is not None, written
    assert (value.earliest, value.latest) == (day.isoformat(), day.isoformat())


PIECES = st.sampled_from(
    [
        "지난",
        "이번",
        "다음",
        "지난달",
        "이달",
        "올해",
        "지난해",
        "14일",
        "3월",
        "2021년",
        "초",
        "중순",
        "말",
        "밤",
        "새벽",
        "오전",
        "11시",
        "30분",
        "부터",
        "까지",
        "에",
        "이틀",
        "사흘",
        "전",
        "뒤",
        "후",
        "다음날",
        "이날",
        "목요일",
        "주",
        "주말",
        "3~4월",
        "5일",
        "일",
        "년",
        "월",
        "최근",
        "현재",
        "당대회",
        "8차",
        "제8차",
        "태양절",
        "1990년대",
        "후반",
        "여름",
        "사이",
        "와",
        "에서",
        ".",
        ",",
        "(",
        ")",
        "2월30일",
        "같은달",
        "그",
        "동안",
        "간",
        "반",
        "경",
        "께",
    ]
)


@given(
    words=st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=10),
    published=st.sampled_from([PUBLISHED, None]),
)
def test_what_is_found_is_read_again_from_its_words(
    words: list[tuple[str, str]], published: str | None
) -> None:
    """Reading a found value's own words again, with its anchor, gives the value; ends are ordered."""
    text = "".join(word + space for word, space in words)
    told = context(published)
    for one in find(text, told)[0]:
        if one.field == "time":
            node = read(one.written)
            assert node is not None and time_of_day(node) == one.value
            continue
        value = one.value
        assert isinstance(value, Period)
        anchor = None
        if value.basis.spans:
            first, last = value.basis.spans[0]
            anchor = parse(text[first:last], told, None)
        again = parse(one.written, told, anchor)
        assert again is not None and same_reading(again, value)
        if value.earliest is not None and value.latest is not None:
            assert value.earliest <= value.latest
        if published is None:
            assert value.basis.rule in ("absolute", "named", "relative-to-date")


@given(text=st.text(st.characters(codec="utf-8"), max_size=120))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Arbitrary text gives values and problems, never an exception."""
    find(text, context())
    parse(text, context(None), None)


@given(
    text=st.text(st.sampled_from("지난이번다음달주년월일시분전후0123456789~- ,초중말"), max_size=60)
)
def test_no_heap_of_date_letters_breaks_the_reader(text: str) -> None:
    """Text made of the letters that dates are made of never breaks the reader."""
    find(text, context())
