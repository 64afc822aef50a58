"""Who says it, in English. All people, outlets and sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.model.account import ReportHead
from sacho.model.claim import Attribution
from sacho.model.span import words
from sacho.read.context import Context
from sacho.read.languages.en.syntax.analyse import analyse
from sacho.read.languages.en.who_says.attributions import attributions


def read(text: str, publisher: str | None = "The Vell Courier") -> list[Attribution]:
    return attributions(text, analyse(text), Context(ReportHead(id="r", publisher=publisher)))


def told(text: str) -> list[tuple[str | None, str, str]]:
    """Speaker as written, cue and content of each telling."""
    return [
        (
            words(text, a.speaker.spans[:1]) if a.speaker else None,
            words(text, a.cue),
            words(text, a.content),
        )
        for a in read(text)
    ]


TELLINGS = [
    ("Ana Ruiz said the guards left.", ("Ana Ruiz", "said", "the guards left")),
    ("Ana Ruiz said that they left.", ("Ana Ruiz", "said", "that they left")),
    ("The guards left, Ana Ruiz said.", ("Ana Ruiz", "said", "The guards left")),
    ("“They left,” said Ana Ruiz, a nurse.", ("Ana Ruiz, a nurse", "said", "“They left,”")),
    ('"They left," a nurse also said.', ("a nurse", "also said", '"They left,"')),
    ("According to a nurse, they left.", ("a nurse", "According to", "they left")),
    ("They left, according to the nurse.", ("the nurse", "according to", "They left")),
    ("The boats, he said, were empty.", ("he", "said", "The boats … were empty")),
    ("“I left,” she said. “I ran.”", ("she", "said", "“I left,” … “I ran.”")),
    ("“It was dark. I ran,” she said.", ("she", "said", "“It was dark. I ran,”")),
    ("A guard told the Courier that two men died.", ("A guard", "told", "that two men died")),
    ("Two men died, the Courier has learned.", ("the Courier", "has learned", "Two men died")),
    ("It was reported that two men died.", (None, "was reported", "that two men died")),
    ("Few heard the nurse’s claim that he died.", ("the nurse", "’s claim", "that he died")),
    ("Officials fear that he died.", ("Officials", "fear", "that he died")),
    ("Police denied shooting the men.", ("Police", "denied", "shooting the men")),
    ("“Why?” Ana Ruiz asked.", ("Ana Ruiz", "asked", "“Why?”")),
    ("Two men were reportedly hurt.", (None, "reportedly", "Two men were … hurt")),
    ("He is expected to die.", (None, "is expected", "He … to die")),
    ("Ana Ruiz, the mayor, said he left.", ("Ana Ruiz, the mayor,", "said", "he left")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TELLINGS)
def test_a_telling_has_its_speaker_cue_and_content(
    text: str, expected: tuple[str | None, str, str]
) -> None:
    """Each of the ways in which English says who says what gives the three spans."""
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    ["The guards left the camp.", "He wore a “new” coat in the camp.", "Two men died on Monday."],
)
def test_what_no_one_is_said_to_say_is_no_telling(text: str) -> None:
    """Plain statements and scare quotes give no attribution."""
    assert read(text) == []


STANCES = [
    ("Ana Ruiz said he died.", "asserted"),
    ("Ana Ruiz claimed he died.", "alleged"),
    ("Police believe that he died.", "hedged"),
    ("Doctors predict that he will die.", "expected"),
    ("The ministry denied that he died.", "denied"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_the_cue_tells_how_far_the_speaker_commits(text: str, stance: str) -> None:
    """The stance of a telling is that of its cue."""
    assert [a.stance for a in read(text)] == [stance]


SPEAKERS = [
    ("A source close to the mayor said he left. The source said he ran.",
     "A source close to the mayor", "anonymous"),
    ("Nurse Ana Ruiz said he left. Ruiz said he ran.", "Nurse Ana Ruiz", "witness"),
    ("Mayor Ana Ruiz said he left. She said he ran.", "Mayor Ana Ruiz", "official"),
    ("A source said he left. Another source said he ran.", "Another source", "anonymous"),
    ("The father of the boy said he left.", "father of the boy", "relative"),
    ("The court said he left.", "court", "court"),
    ("A report by the clinic said he left.", "A report by the clinic", "document"),
    ("The Vell Courier said he left.", "Vell Courier", "media"),
    ("A villager said he left.", "A villager", "witness"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "kind"), SPEAKERS)
def test_the_last_speaker_is_led_back_to_the_fullest_naming(
    text: str, name: str, kind: str
) -> None:
    """Pronouns, surnames and "the source" name whom they named before; a new source stays new."""
    speaker = read(text)[-1].speaker
    assert speaker is not None
    assert (speaker.name, speaker.kind) == (name, kind)


def test_a_resolved_speaker_keeps_the_words_beside_the_cue_first() -> None:
    """`spans[0]` is what stands at the cue, the next span the full naming."""
    text = "A source close to the mayor said he left. The source said he ran."
    speaker = read(text)[-1].speaker
    assert speaker is not None
    assert [words(text, (s,)) for s in speaker.spans] == [
        "The source",
        "A source close to the mayor",
    ]


def test_chains_nest_from_the_outside_in() -> None:
    """What an officer told is within what the source said of it."""
    text = "A source said that officers told recruits that no one should fire."
    outer, inner = read(text)
    assert (outer.within, inner.within) == (None, outer.id)


SAID = [
    ("A nurse told the Courier last Thursday that two men died.", "last Thursday"),
    ("“They left,” a nurse said on Monday.", "Monday"),
    ("A nurse said in a statement on Jan. 5 that two men died.", "Jan. 5"),
    ("A nurse said that two men died on Monday.", None),
    ("Two men died on Monday, a nurse said.", None),
]


@pytest.mark.parametrize(("text", "written"), SAID)
def test_only_words_beside_the_cue_date_the_telling(text: str, written: str | None) -> None:
    """A date within the content dates the deed, not the telling."""
    (attribution,) = read(text)
    assert (attribution.said.written if attribution.said else None) == written


def test_a_quotation_without_cue_belongs_to_the_last_speaker() -> None:
    """A quoted paragraph right after a telling goes on with it; later prose does not."""
    text = "“They left,” a nurse said.\n\n“No one stayed.”\n\nThe camp is empty."
    (attribution,) = read(text)
    assert [words(text, (s,)) for s in attribution.content] == ["“They left,”", "“No one stayed.”"]


def test_a_quotation_over_paragraphs_opens_again_without_closing() -> None:
    """A paragraph left open and one that opens anew are one quotation."""
    text = "A nurse said: “They left.\n\n“No one stayed.”"
    (attribution,) = read(text)
    assert "“No one stayed.”" in words(text, attribution.content)


@given(
    st.lists(
        st.sampled_from(
            [
                "Ana",
                "Ruiz",
                "said",
                "that",
                "the",
                "source",
                ",",
                "“",
                "”",
                '"',
                "told",
                "guards",
                "according",
                "to",
                "he",
                "left",
                ".",
                "report",
                "claim",
                "'s",
                "which",
                "was",
                "expected",
                "\n\n",
                "and",
                "but",
                "(",
                ")",
            ]
        ),
        max_size=40,
    )
    | st.lists(st.characters(), max_size=80)
)
def test_any_text_gives_valid_spans_and_chains_that_end(pieces: list[str]) -> None:
    """Spans lie in the text, ids are unique, and `within` never leads in a circle."""
    text = " ".join(pieces)
    found = {a.id: a for a in read(text)}
    for attribution in found.values():
        speaker = attribution.speaker.spans if attribution.speaker else ()
        for start, end in (*attribution.cue, *attribution.content, *speaker):
            assert 0 <= start < end <= len(text)
        seen = set[str]()
        at = attribution
        while at.within is not None:
            assert at.id not in seen
            seen.add(at.id)
            at = found[at.within]
