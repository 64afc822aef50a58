"""The grounding gate, tried both ways: a falsified text under a true proposal, and a lie."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import msgspec
import pytest

from sacho.model.account import ReportHead
from sacho.model.claim import Claim, Field, Speaker
from sacho.model.values import AnyValue, Basis, Count, Party, Period, Place, Text
from sacho.read.context import Context
from sacho.read.grounding import refusal
from sacho.read.languages import grammar_for

CONTEXT = Context(ReportHead("sha256:0", publisher="Kestrel Daily", published="2031-05-09"))

# What stands in a sentence and what it could be falsified to; any two differ in what they say.
ENGLISH: dict[Field, tuple[str, ...]] = {
    "killed": (
        "three people", "two soldiers", "at least 12 villagers", "six to seven traders",
        "dozens of residents", "a farmer", "more than 40 prisoners", "two women and a child",
    ),
    "period": (
        "3 May 2031", "May 4", "last Thursday", "the night of May 3", "early April",
        "between 24 and 26 April", "two weeks ago", "the Day of the Sun",
    ),
    "place": (
        "Hyesan", "Sinuiju", "Musan", "North Hamgyong Province", "Dandong", "Hoeryong",
        "near Hyesan", "Chongjin",
    ),
    "perpetrator": (
        "border guards", "the police", "a company commander", "security agents", "two officers",
        "the militia", "Kim Dok-su", "Pak Yong-il",
    ),
}  # fmt: skip
KOREAN: dict[Field, tuple[str, ...]] = {
    "killed": (
        "주민 3명", "군인 두 명", "최소 12명", "6~7명", "수십 명", "10여 명", "여성 세 명", "노인 두 분",
    ),
    "period": (
        "2031년 5월 3일", "지난 4일", "지난달 중순", "이달 초", "사흘 전", "태양절", "지난주 목요일",
        "4월 하순",
    ),
    "place": (
        "혜산시", "신의주", "무산군", "함경북도", "단둥", "회령시", "혜산 인근", "청진시",
    ),
    "perpetrator": (
        "국경경비대", "보위원들", "안전원 두 명", "중대장", "경찰", "김덕수", "박용일", "초병",
    ),
}  # fmt: skip
FRAMES = {
    "en": "INVENTED EXAMPLE. {perpetrator} shot {killed} in {place} on {period}, a teacher said.",
    "ko": "지어낸 예문. {period} {place}에서 {perpetrator}에 의해 {killed}이 숨졌다고 한 교사가 말했다.",
}
WORDS = {"en": ENGLISH, "ko": KOREAN}
PARSERS: dict[Field, str] = {
    "killed": "parse_count", "perpetrator": "parse_party", "place": "parse_place",
}  # fmt: skip


def read(language: str, field: Field, words: str) -> AnyValue:
    """What the grammar reads in the words; every test word must be readable."""
    grammar = grammar_for(language)
    if field == "period":
        value = grammar.parse_period(words, CONTEXT, None)
    else:
        value = getattr(grammar, PARSERS[field])(words)
    assert value is not None, (language, field, words)
    return value


def claim(language: str, field: Field, words: str) -> tuple[str, Claim]:
    """A sentence of the language and the true claim of `words` in it."""
    filled = {name: told[0] for name, told in WORDS[language].items()} | {field: words}
    head, tail = FRAMES[language].split("{" + field + "}")
    before = head.format(**filled)
    text = before + words + tail.format(**filled)
    span = (len(before), len(before) + len(words))
    made = Claim(
        "c1", field, read(language, field, words), words, (span,), ((0, len(text)),), "asserted",
        None, (Speaker("Kestrel Daily", "media"),), 0.8,
    )  # fmt: skip
    return text, made


def pairs() -> Iterator[tuple[str, Field, str, str]]:
    """Every ordered pair of different words of a field, in both languages."""
    for language, fields in WORDS.items():
        for field, told in fields.items():
            for true, false in itertools.permutations(told, 2):
                yield language, field, true, false


def test_there_are_at_least_four_hundred_falsifications() -> None:
    """The gate is tried on enough altered numbers, dates, names and places."""
    assert len(list(pairs())) >= 400


def test_every_true_claim_is_kept() -> None:
    """Words that say what the claim says pass, in both languages."""
    refused = {
        (language, field, words): why
        for language, fields in WORDS.items()
        for field, told in fields.items()
        for words in told
        if (why := _refusal(language, *claim(language, field, words)))
    }

    assert {} == refused


def test_no_falsified_text_passes_under_a_true_proposal() -> None:
    """The text altered after the proposal: same place in the sentence, other words; 0 accepted."""
    accepted: list[tuple[str, Field, str, str]] = []
    for language, field, true, false in pairs():
        _, proposed = claim(language, field, true)
        text, altered = claim(language, field, false)
        if read(language, field, true) == read(language, field, false):
            continue
        moved = msgspec.structs.replace(
            proposed, spans=altered.spans, written=altered.written, evidence=altered.evidence
        )
        if _refusal(language, text, moved) is None:
            accepted.append((language, field, true, false))

    assert [] == accepted


def test_no_lie_passes_over_a_true_text() -> None:
    """A reader that always lies: true words, another value; 0 accepted."""
    accepted: list[tuple[str, Field, str, str]] = []
    for language, field, true, false in pairs():
        text, proposed = claim(language, field, true)
        lie = msgspec.structs.replace(proposed, value=read(language, field, false))
        if lie.value != proposed.value and _refusal(language, text, lie) is None:
            accepted.append((language, field, true, false))

    assert [] == accepted


def test_words_of_one_field_differ_in_what_they_say() -> None:
    """The falsifications are real ones: hardly any two words of a field are read alike."""
    alike = [
        (language, field, true, false)
        for language, field, true, false in pairs()
        if read(language, field, true) == read(language, field, false)
    ]

    assert len(alike) <= 8, alike


def _refusal(language: str, text: str, made: Claim) -> str | None:
    return refusal(made, text, CONTEXT, grammar_for(language))


TEXT, TRUE = claim("en", "killed", "three people")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"spans": ()}, "do not lie"),
        ({"spans": ((5, 5),)}, "do not lie"),
        ({"spans": ((0, 10_000),)}, "do not lie"),
        ({"written": "four people"}, "not those that stand"),
        ({"evidence": ((0, 3),)}, "does not hold"),
        ({"value": Text("three people")}, "does not take this type"),
        ({"value": Party("three people")}, "does not take this type"),
        ({"value": Count(3, None)}, "read again"),
        ({"confidence": 1.0}, "no chance"),
        ({"speakers": (Speaker("Other Daily", "media"),)}, "speaker"),
        ({"speakers": (Speaker("a colonel", "official", ((0, 8),)),)}, "speaker"),
        ({"speakers": (Speaker("x", "official"),)}, "speaker"),
    ],
)
def test_each_step_of_the_gate_refuses_what_it_is_there_for(
    change: dict[str, object], why: str
) -> None:
    """Spans, words, evidence, type, value, confidence and speakers are each checked."""
    assert why in str(_refusal("en", TEXT, msgspec.structs.replace(TRUE, **change)))


def test_a_relative_date_must_have_its_anchor_in_the_text() -> None:
    """A period counted from another date is refused when the words of that date say another."""
    text = "INVENTED EXAMPLE. Guards came on 3 May 2031. Two days later they left."
    start, anchor = text.index("Two days later"), text.index("3 May 2031")
    basis = Basis("relative-to-date", "2031-05-03", ((anchor, anchor + 10),))
    true = Claim(
        "c1", "period", Period("2031-05-05", "2031-05-05", "day", basis), "Two days later",
        ((start, start + 14),), ((0, len(text)),), "asserted", None, (), 0.8,
    )  # fmt: skip
    grammar = grammar_for("en")
    value = grammar.parse_period(
        "Two days later", CONTEXT, grammar.parse_period("3 May 2031", CONTEXT, None)
    )
    assert isinstance(value, Period)
    true = msgspec.structs.replace(
        true,
        value=msgspec.structs.replace(
            value, basis=msgspec.structs.replace(value.basis, spans=basis.spans)
        ),
    )

    assert _refusal("en", text, true) is None
    assert _refusal("en", text.replace("3 May", "9 May"), true) is not None


def test_a_place_is_refused_with_another_radius() -> None:
    """The words "near" carry the radius; a proposal cannot widen or narrow it."""
    text, near = claim("en", "place", "near Hyesan")
    assert isinstance(near.value, Place)
    narrow = msgspec.structs.replace(near.value, radius_km=1.0)

    assert _refusal("en", text, msgspec.structs.replace(near, value=narrow)) is not None
