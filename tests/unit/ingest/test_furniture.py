"""Furniture: notices, bylines and captions are marked; what is told never is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.ingest import furniture

TELLING = (
    "INVENTED EXAMPLE. Soldiers on the far bank fired at four people who waded into the river, "
    "a resident of Ashford said, and two of them did not get up again.\n\n"
    "다리 옆 초소에서 경비병들이 강을 건너던 주민 네 명에게 총을 쏘았고 그중 두 명이 숨졌다고 소식통이 전했다."
)

NOTICES = [
    "By Ann Fielding",
    "By Ann Fielding and Tom Marsh, staff reporters",
    "Reporting by Ann Fielding; editing by Tom Marsh",
    "Send us questions? Contact the author at ann@courier.example",
    "Please send your corrections to the desk of the Hill Courier",
    "Read this story in Korean",
    "Subscribe to our weekly letter",
    "Share this on Facebook",
    "The bridge at Ashford in winter. / Photo: Hill Courier",
    "Photo by Ann Fielding",
    "(Image: Hill Courier)",
    "The ferry before the flood. (Photo: Ann Fielding)",
    "Copyright 2021 Hill Courier. All rights reserved.",
    "© 2021 Hill Courier",
    "Ann Fielding is a staff reporter for the Hill Courier.",
    "ann@courier.example",
    "Related articles",
    "이나리 기자",
    "이나리 기자 nari@courier.example",
    "[언덕신문 이나리 기자]",
    "(사진=언덕신문)",
    "▲ 겨울의 애시퍼드 다리 (사진=언덕신문)",
    "홍수 전의 나루터 /사진=언덕신문",
    "저작권자 ⓒ 언덕신문, 무단 전재 및 재배포 금지",
    "<저작권자(c) 언덕신문. 무단전재-재배포 금지>",
    "입력 2021.01.26 09:30",
    "관련기사",
    "영어로 보기",
]

# Words of furniture in sentences that tell.
TELLINGS = [
    "The photographer was shot in one leg as he took a picture of the bridge, a nurse said.",
    "By Monday the soldiers had closed the road and shot two men.",
    "By Ashford bridge the guards opened fire.",
    "A reporter for the Hill Courier was arrested at the ferry.",
    "Ann Fielding, a reporter, was beaten by two guards.",
    "Photo albums of the dead were burnt, and three people were arrested.",
    "The writer is a prisoner of the province.",
    "Share prices fell after the guards killed four people.",
    "Join the army or be shot, the officers told them.",
    "Follow the river and they will shoot, she said.",
    "Contact with the three was lost on Monday.",
    "Related families were punished for the crossing.",
    "Read in court, the sentence was death for two of the five.",
    "Save for one guard, all were killed.",
    "Register of deaths shows nine names, an official said.",
    "Soldiers fired at the crowd. Two men were killed, she said. (Photo: Hill Courier)",
    "이나리 기자가 다리에서 총에 맞아 숨졌다.",
    "사진을 찍던 주민 두 명이 체포됐다.",
    "경비대는 기자 세 명을 체포해 구금했다고 소식통이 밝혔다.",
    "더 많은 주민이 총살됐다.",
    "무단으로 강을 건넌 주민 세 명이 사살됐다.",
    "다음 날 군인 두 명이 처형됐다.",
    "관련 주민 다섯 명이 보위부에 끌려갔다.",
    "구독료를 걷던 간부 한 명이 피살됐다.",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_is_furniture(notice: str) -> None:
    """A line that is a notice, byline, caption or copyright is marked from end to end."""
    text = f"{TELLING}\n\n{notice}"
    assert furniture.find(text) == ((len(TELLING) + 2, len(text)),)


@pytest.mark.parametrize("sentence", TELLINGS)
def test_a_telling_is_not_furniture(sentence: str) -> None:
    """A sentence that tells of a happening is never marked, whatever words it holds."""
    text = f"{TELLING}\n\n{sentence}\n\n{TELLING}"
    start = len(TELLING) + 2
    told = len(sentence.split(" (Photo:")[0])
    assert all(e <= start or s >= start + told for s, e in furniture.find(text))


def test_a_credit_behind_a_telling_is_marked_alone() -> None:
    """Only the credit at the end of a line that tells is marked, and the line before it is read."""
    told = "다리가 끊겨 주민 두 명이 숨졌다고 소식통이 전했다."
    text = f"{TELLING}\n\n{told} (사진=언덕신문)"
    ((start, end),) = furniture.find(text)
    assert text[start:end] == " (사진=언덕신문)"


def test_a_reporter_before_a_telling_is_marked_alone() -> None:
    """Of a Korean dateline only the reporter's name is marked; the outlet's tag stays readable."""
    text = f"(애시퍼드=언덕통신) 이나리 기자 = 주민 두 명이 숨졌다.\n\n{TELLING}"
    ((start, end),) = furniture.find(text)
    assert text[start:end] == "이나리 기자 ="


def test_titles_under_related_articles_are_furniture() -> None:
    """The titles of other reports under such a heading are marked, the next sentence is not."""
    listed = "More stories\nTwo more shot at Ashford\nGuards close the ferry"
    text = f"{TELLING}\n\n{listed}\n\nThe ferry was closed on Monday, she said."
    start = len(TELLING) + 2
    assert all(start <= s and e <= start + len(listed) for s, e in furniture.find(text))
    assert sum(e - s for s, e in furniture.find(text)) == len(listed) - 2


def test_marks_of_the_format_are_kept() -> None:
    """Spans that a format marked are joined with those that the patterns find."""
    text = f"{TELLING}\n\nBy Ann Fielding"
    assert furniture.find(text, ((0, 16),))[0] == (0, 16)
    assert len(furniture.find(text, ((0, 16),))) == 2


def test_patterns_never_take_most_of_a_text() -> None:
    """Were most of a text furniture, the patterns would be wrong about it, and nothing is marked."""
    assert furniture.find("By Ann Fielding\n\nPhoto by Ann Fielding\n\nIt burnt.") == ()


LINES = st.lists(
    st.one_of(st.text(max_size=320), st.sampled_from(NOTICES), st.sampled_from(TELLINGS)),
    max_size=12,
)


@given(LINES)
def test_spans_are_valid_whatever_the_text(lines: list[str]) -> None:
    """Spans lie within the text, in order and apart, and cover at most half of it."""
    text = "\n".join(lines)
    last = 0
    for start, end in furniture.find(text):
        assert last <= start < end <= len(text)
        last = end + 1
    assert sum(e - s for s, e in furniture.find(text)) <= len(text) * furniture.MOST + 1


@pytest.mark.parametrize("unit", ["A", "Ab ", "A. ", "By A, ", "a@a.", "#가 ", "가가 기자 ", "[가",
                                  "(사진=", "▲ 가/", "Photo by A ", "of of ", "Ab is a b ", "- "])  # fmt: skip
def test_no_line_takes_long(unit: str) -> None:
    """A line made to mislead the patterns takes no longer than any other."""
    furniture.warm()
    text = f"{TELLING * 4}\n" + "\n".join(
        (lead + unit * 300)[:300] for lead in ("", "By ", "[", "▲ ")
    )
    began = time.perf_counter()
    furniture.find(text)
    assert time.perf_counter() - began < 0.5
