"""Whatever the text, the finder of acts does not fail and stays inside the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sacho.model.span import covers
from sacho.read.languages.en.acts.tellings import carries, tellings
from sacho.read.languages.en.syntax.analyse import analyse

WORDS = [
    "guards",
    "soldiers",
    "two",
    "three",
    "men",
    "people",
    "the",
    "a",
    "of",
    "in",
    "by",
    "who",
    "which",
    "and",
    "while",
    ",",
    ".",
    "“",
    "”",
    "(",
    ")",
    "shot",
    "killed",
    "killing",
    "wounded",
    "opened",
    "fire",
    "at",
    "on",
    "bomb",
    "exploded",
    "attack",
    "attacks",
    "attempted",
    "to",
    "cross",
    "river",
    "will",
    "was",
    "were",
    "been",
    "not",
    "no",
    "one",
    "other",
    "another",
    "ordered",
    "told",
    "that",
    "must",
    "each",
    "30",
    "rounds",
    "given",
    "medals",
    "denied",
    "afraid",
    "police",
    "arrested",
    "for",
    "smuggling",
    "including",
    "children",
    "died",
    "dead",
    "wound",
    "leg",
    "expected",
    "survive",
    "investigated",
    "they",
    "he",
    "if",
    "would",
    "have",
    "reportedly",
    "Kim's",
    "Dern",
]

scrambled = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(scrambled | st.text(max_size=200))
def test_any_text_gives_tellings_with_spans_inside_it(text: str) -> None:
    """No exception; every span lies in the text, every `of` names another slot of its telling."""
    sentences = analyse(text)
    for telling in tellings(text, sentences, []):
        spans = [telling.trigger, *telling.stage_spans]
        for index, slot in enumerate(telling.slots):
            spans += slot.spans
            spans += [slot.part_of] if slot.part_of else []
            assert slot.spans
            assert slot.of is None or (slot.of != index and 0 <= slot.of < len(telling.slots))
        assert all(0 <= start < end <= len(text) for start, end in spans)
        home = next(s for s in sentences if s.index == telling.sentence)
        assert covers((home.start, home.end), telling.trigger)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_the_gate_can_be_asked_about_any_words(words: str) -> None:
    """`carries` answers for any words and any code, and knows no field but its three."""
    for code in ("shooting", "order", "rifle", "planned", "unheard-of"):
        for field in ("kind", "stage", "means"):
            assert carries(field, code, words) in (True, False)
    assert carries("victim", "shooting", words) is False
