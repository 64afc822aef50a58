"""Who says what in Korean: cues, contents, chains, stances, dates of telling."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sacho.model.account import ReportHead
from sacho.model.claim import Attribution
from sacho.model.span import words
from sacho.read.context import Context
from sacho.read.languages.ko.syntax.analyse import analyse
from sacho.read.languages.ko.who_says.attributions import attributions


def read(text: str) -> list[Attribution]:
    """The attributions of a text."""
    return attributions(text, analyse(text), Context(ReportHead("x")))


CASES = [
    # text, speaker, kind, cue, content
    ("소식통은 “주민 3명이 숨졌다”고 전했다.", "소식통", "anonymous", "전했다", "“주민 3명이 숨졌다”"),
    ("소식통은 주민 3명이 숨졌다고 밝혔다.", "소식통", "anonymous", "밝혔다", "주민 3명이 숨졌다"),
    ("양강도의 한 소식통은 총성이 났다고 말했다.", "양강도의 한 소식통", "anonymous", "말했다", "총성이 났다"),
    ("익명을 요구한 간부는 “모른다”고 말했다.", "익명을 요구한 간부", "anonymous", "말했다", "“모른다”"),
    ("복수의 소식통은 군인이 왔다고 전했다.", "복수의 소식통", "anonymous", "전했다", "군인이 왔다"),
    ("“총을 쐈다”고 목격자는 증언했다.", "목격자", "witness", "증언했다", "“총을 쐈다”"),
    ("총을 쐈다고 이웃 주민은 주장했다.", "이웃 주민", "anonymous", "주장했다", "총을 쐈다"),
    ("소식통에 따르면 주민 2명이 체포됐다.", "소식통", "anonymous", "따르면", "주민 2명이 체포됐다"),
    ("소식통의 말에 의하면 주민이 체포됐다.", "소식통", "anonymous", "의하면", "주민이 체포됐다"),
    ("목격자들의 증언에 따르면 경찰이 총을 쐈다.", "목격자들", "witness", "따르면", "경찰이 총을 쐈다"),
    ("유가족은 “시신을 받지 못했다”며 오열했다.", "유가족", "relative", "며", "“시신을 받지 못했다”"),
    ("가나통신은 군인 5명이 숨졌다고 보도했다.", "가나통신", "media", "보도했다", "군인 5명이 숨졌다"),
    ("국방부 대변인은 “조사하고 있다”고 밝혔다.", "국방부 대변인", "official", "밝혔다", "“조사하고 있다”"),
    ("인권단체는 11명이 송환됐다고 발표했다.", "인권단체", "ngo", "발표했다", "11명이 송환됐다"),
    ("법원은 피고인이 총을 쐈다고 판단했다며 이같이 밝혔다.", "법원", "court", "밝혔다", None),
    ("유엔 보고서는 고문이 있었다고 지적했다.", "유엔 보고서", "document", "지적했다", "고문이 있었다"),
    ("소식통은 이번 사건은 처음이라고 설명했다.", "소식통", "anonymous", "설명했다", "이번 사건은 처음이라"),
    ("이런 일은 없었다는 게 소식통의 설명이다.", "소식통", "anonymous", "설명이다", "이런 일은 없었다"),
    ("그런 일이 있었다는 것이 주민들의 증언이다.", "주민들", "anonymous", "증언이다", "그런 일이 있었다"),
    ("주민들 사이에서는 “살 수가 없다”는 말이 나온다.", "주민들", "anonymous", "말", "“살 수가 없다”"),
    ("소식통은 \"총소리를 들었다\"고 했다.", "소식통", "anonymous", "했다", "\"총소리를 들었다\""),
    ("소식통은 보위부가 나섰다면서 불안해했다고 덧붙였다.", "소식통", "anonymous", "덧붙였다", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "kind", "cue", "content"), CASES)
def test_a_telling_has_its_speaker_cue_and_words(
    text: str, speaker: str, kind: str, cue: str, content: str | None
) -> None:
    """Name, kind, cue and content are the words that stand in the sentence."""
    found = read(text)
    held = [a for a in found if a.speaker is not None and words(text, a.cue) == cue]
    assert held, found
    assert held[0].speaker is not None
    assert (held[0].speaker.name, held[0].speaker.kind) == (speaker, kind)
    if content is not None:
        assert words(text, held[0].content) == content


@pytest.mark.parametrize(
    "text", ["주민 3명이 숨진 것으로 전해졌다.", "주민 3명이 숨진 것으로 알려졌다.", "주민 3명이 숨졌다고 한다.",
             "주민 3명이 숨졌다는 소문이 돌고 있다."]
)  # fmt: skip
def test_hearsay_has_no_speaker_and_is_hedged(text: str) -> None:
    """It was told, but the words do not say by whom."""
    (found,) = read(text)
    assert found.speaker is None
    assert found.stance == "hedged"


def test_claiming_and_denying_are_not_asserting() -> None:
    """주장하다 alleges, 부인하다 denies."""
    assert read("주민은 군인이 쐈다고 주장했다.")[0].stance == "alleged"
    assert read("당국은 총격 사실을 부인했다.")[0].stance == "denied"


def test_a_bare_source_is_the_fullest_one_named_before() -> None:
    """이 소식통 and 그 go back; 다른 소식통 does not."""
    text = (
        "함경도 소식통은 “총성이 났다”고 전했다. 이 소식통은 “셋이 죽었다”고 했다. "
        "그는 “무섭다”고 덧붙였다. 다른 소식통은 “둘이 죽었다”고 말했다."
    )
    names = [a.speaker.name for a in read(text) if a.speaker]
    assert names == ["함경도 소식통"] * 3 + ["다른 소식통"]


def test_the_date_of_telling_is_said_and_not_content() -> None:
    """지난 4일 데일리OO에 dates the telling; a date inside the words does not."""
    text = "소식통은 지난 4일 데일리OO에 “2일 총격이 있었다”고 전했다."
    (found,) = read(text)
    assert found.said is not None
    assert found.said.written == "지난 4일"
    assert read("소식통은 “2일 총격이 있었다”고 전했다.")[0].said is None


def test_a_quotation_of_several_sentences_has_the_speaker_before_it() -> None:
    """The cue stands in the last sentence, the speaker in the first."""
    text = "소식통은 5일 본지에 “총성이 났다. 셋이 죽었다. 모두 떤다”고 말했다."
    (found,) = read(text)
    assert found.speaker is not None
    assert found.speaker.name == "소식통"
    assert found.said is not None
    assert found.said.written == "5일"


def test_two_quotations_of_one_sentence_are_one_telling() -> None:
    """“…”며 “…”고 전했다 has two pieces of content."""
    (found,) = read("소식통은 “총을 쐈다”며 “셋이 죽었다”고 전했다.")
    assert len(found.content) == 2


def test_a_quoted_quotation_is_within_the_outer_one() -> None:
    """The chain runs from the outlet inwards."""
    outer, inner = read("소식통은 “간부가 ‘쏘지 않았다’고 말했다”고 전했다.")
    assert inner.within == outer.id
    assert inner.speaker is not None
    assert inner.speaker.name == "간부"


def test_an_outlet_that_cites_a_source_is_outside_it() -> None:
    """가나일보 quotes the source, and the source said it."""
    outer, inner = read("가나일보는 현지 소식통을 인용해 주민이 사살됐다고 보도했다.")
    assert outer.speaker is not None
    assert outer.speaker.kind == "media"
    assert inner.within == outer.id
    assert inner.speaker is not None
    assert inner.speaker.name == "현지 소식통"


@pytest.mark.parametrize(
    "text", ["당국은 쏘라고 지시했다.", "중대장은 ‘쏘라’고 명령했다.", "군인이 총을 쐈다."]
)
def test_an_order_is_no_telling(text: str) -> None:
    """What is ordered is nobody's report."""
    assert read(text) == []


@given(st.lists(st.sampled_from([
    "소식통은", "그는", "“", "”", "고", "말했다", "전했다.", "주민이 숨졌다", "라며", "에 따르면", "것으로 알려졌다.", "‘", "’",
    "부인했다.", "다는 것이다.", "\n", "인용해", "…", "3명", ", ", "한다.",
]), max_size=25))  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_any_mixture_of_cues_gives_valid_spans(parts: list[str]) -> None:
    """No exception; every span lies in the text and no telling is within itself."""
    text = " ".join(parts)
    found = read(text)
    ids = {a.id for a in found}
    for one in found:
        assert one.within is None or (one.within in ids and one.within != one.id)
        for start, end in (*one.cue, *one.content, *(one.speaker.spans if one.speaker else ())):
            assert 0 <= start < end <= len(text)
