"""Tags, lemmas and groups of English sentences. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.read.analysis import Group, Sentence
from sacho.read.languages.en.syntax.analyse import analyse

GROUPS = [
    ("Two guards were shot and killed.", "[Two guards] {were shot} {killed}"),
    (
        "At least 20 people have been given medals.",
        "[At least 20 people] {have been given} [medals]",
    ),
    ("The 37-year-old farmer did not fire.", "[The 37-year-old farmer] {did not fire}"),
    ("She is expected to die.", "[She] {is expected} {to die}"),
    ("Cpl. Abel Tor of the Third Brigade fled.", "[Cpl. Abel Tor] [the Third Brigade] {fled}"),
    ("The town’s mayor had been waiting.", "[The town ’s mayor] {had been waiting}"),
    ("They must “quickly leave” the camp.", "[They] {must “ quickly leave} [the camp]"),
    ("Dozens of villagers hid on Monday.", "[Dozens] [villagers] {hid} [Monday]"),
    ("The wounded were taken away.", "[The wounded] {were taken}"),
    ("Guards opened fire, wounding two boys.", "[Guards] {opened} [fire] {wounding} [two boys]"),
]

LEMMAS = [
    ("Guards fled.", "fled", "flee", "VERB", "VBD"),
    ("Two men were shot.", "shot", "shoot", "VERB", "VBN"),
    ("Two men were shot.", "men", "man", "NOUN", ""),
    ("The gunmen left the wives.", "gunmen", "gunman", "NOUN", ""),
    ("The gunmen left the wives.", "left", "leave", "VERB", "VBD"),
    ("THE REBELS ATTACKED A POLICE STATION IN VELL.", "ATTACKED", "attack", "VERB", "VBD"),
    ("THE REBELS ATTACKED A POLICE STATION IN VELL.", "REBELS", "rebel", "NOUN", ""),
    ("The raid, they say, killed two nurses.", "killed", "kill", "VERB", "VBD"),
    ("He could not have known.", "could", "could", "AUX", "MD"),
]


def drawn(sentence: Sentence, group: Group) -> str:
    words = " ".join(t.text for t in sentence.tokens[group.first : group.last + 1])
    return f"[{words}]" if group.kind == "noun" else f"{{{words}}}"


@pytest.mark.parametrize(("text", "expected"), GROUPS)
def test_groups_run_from_determiner_or_auxiliary_to_head(text: str, expected: str) -> None:
    """Noun groups hold determiner, numerals and possessors; verb groups all their auxiliaries."""
    (sentence,) = analyse(text)
    assert " ".join(drawn(sentence, g) for g in sentence.groups) == expected


@pytest.mark.parametrize(("text", "word", "lemma", "tag", "form"), LEMMAS)
def test_tokens_carry_lemma_tag_and_form(
    text: str, word: str, lemma: str, tag: str, form: str
) -> None:
    """The tag follows from the sentence, the lemma from tag and lexicon; capitals do not matter."""
    token = next(t for t in analyse(text)[0].tokens if t.text == word)
    assert (token.lemma, token.tag, token.form) == (lemma, tag, form)


def verb(text: str, head: str) -> Group:
    sentence = analyse(text)[0]
    return next(g for g in sentence.groups if sentence.tokens[g.head].text == head)


def test_a_shared_auxiliary_makes_both_verbs_passive() -> None:
    """ "Were shot and killed" says that they were killed."""
    assert verb("Two guards were shot and killed.", "killed").passive


def test_negation_and_modality_are_kept_with_the_verb() -> None:
    """ "Will not survive" is negated and carries its modal."""
    group = verb("He will not survive.", "survive")
    assert (group.negated, group.modal, group.passive) == (True, "will", False)


def test_infinitives_and_bare_participles_are_told_apart() -> None:
    """ "To leave" is an infinitive; "wounding" without auxiliary a participle."""
    assert verb("They tried to leave.", "leave").infinitive
    assert verb("They fired, wounding two.", "wounding").participle


def test_furniture_is_not_analysed() -> None:
    """No token of a sentence lies in furniture."""
    text = "Guards fired. Read more here. Two men died."
    tokens = [t for s in analyse(text, ((14, 29),)) for t in s.tokens]
    assert all(t.end <= 14 or t.start >= 29 for t in tokens)


@given(st.text(max_size=200) | st.text(alphabet="ab.,;“”\"’'-() \n12THE", max_size=200))
def test_any_text_gives_sentences_whose_spans_hold(text: str) -> None:
    """Tokens lie in order within their sentence, read as the text reads, and groups never overlap."""
    for sentence in analyse(text):
        position = sentence.start
        for token in sentence.tokens:
            assert position <= token.start < token.end <= sentence.end
            assert text[token.start : token.end] == token.text
            position = token.end
        last = -1
        for group in sentence.groups:
            assert last < group.first <= group.head <= group.last < len(sentence.tokens)
            last = group.last
