"""Who does what to whom within a sentence. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.read.analysis import Group, Sentence
from sacho.read.languages.en.syntax.analyse import analyse
from sacho.read.languages.en.syntax.clauses import (
    by_phrase,
    clause_of,
    complement_verb,
    conjunct_verbs,
    governor_of,
    phrase_with,
    phrases_after,
    relative_of,
)
from sacho.read.languages.en.syntax.groups import (
    conjoined,
    objects_of,
    subject_of,
    with_of,
    words_of,
)

SUBJECTS = [
    ("Guards who fired were praised.", "praised", "Guards"),
    ("Guards who hurt people were given medals.", "given", "Guards"),
    ("Guards who hurt people were given medals.", "hurt", "Guards"),
    ("A man hit by rebels died of his wounds.", "died", "A man"),
    ("A man hit by rebels died of his wounds.", "hit", "A man"),
    ("The major told the recruits to march.", "march", "the recruits"),
    ("The major was told to march.", "march", "The major"),
    ("The nurse, who was 25, fled.", "fled", "The nurse"),
    ("The driver in the truck fled and was later caught.", "caught", "The driver"),
    ("Villagers, including five children, were hurt.", "hurt", "Villagers"),
    ("Rebels opened fire, killing two nurses.", "killing", "Rebels"),
    ("Firing into the air, rebels beat the nurses.", "Firing", "rebels"),
    ("The recruits, according to a nurse, did not fire.", "fire", "The recruits"),
    ("The nurse said the driver died.", "died", "the driver"),
    ("Killed were two nurses.", "Killed", "two nurses"),
]

OBJECTS = [
    ("Rebels shot two nurses and a driver.", "shot", ["two nurses", "a driver"]),
    ("The major gave the recruits 30 rounds.", "gave", ["the recruits", "30 rounds"]),
    ("The nurse said the driver died.", "said", []),
    ("He was hit in a leg.", "hit", []),
    ("They shot a man on Monday.", "shot", ["a man"]),
    ("They shot a man last Monday.", "shot", ["a man"]),
]


def verb(sentence: Sentence, head: str) -> Group:
    return next(g for g in sentence.groups if sentence.tokens[g.head].text == head)


@pytest.mark.parametrize(("text", "head", "expected"), SUBJECTS)
def test_subject_is_found_across_clauses_and_asides(text: str, head: str, expected: str) -> None:
    """Relatives lead to their noun; participles and infinitives to the one they are said of."""
    sentence = analyse(text)[0]
    found = subject_of(sentence, verb(sentence, head))
    assert found is not None
    assert words_of(sentence, found) == expected


@pytest.mark.parametrize(("text", "head", "expected"), OBJECTS)
def test_objects_follow_their_verb(text: str, head: str, expected: list[str]) -> None:
    """Joined and double objects are found; a clause, a phrase or a date is no object."""
    sentence = analyse(text)[0]
    found = objects_of(sentence, verb(sentence, head))
    assert [words_of(sentence, g) for g in found] == expected


def test_the_agent_of_a_passive_is_named_by_its_phrase() -> None:
    """ "By" names all who did it, and "by firing" names no one."""
    sentence = analyse("He was beaten by two guards and a nurse. He woke them by firing.")[0]
    agents = by_phrase(sentence, verb(sentence, "beaten"))
    assert [words_of(sentence, g) for g in agents] == ["two guards", "a nurse"]


def test_phrases_end_with_the_clause() -> None:
    """A phrase of a later clause does not belong to the verb."""
    sentence = analyse("He died in Vell on Monday while guards stood at the gate.")[0]
    found = [p.preposition for p in phrases_after(sentence, verb(sentence, "died"))]
    assert found == ["in", "on"]
    assert phrase_with(sentence, verb(sentence, "died"), "at") is None


def test_a_clause_keeps_to_its_own_subject_and_verb() -> None:
    """What a speaker says is another clause than that he says it."""
    sentence = analyse("The nurse said the driver died in Vell.")[0]
    first, last = clause_of(sentence, verb(sentence, "died"))
    assert " ".join(t.text for t in sentence.tokens[first : last + 1]) == "the driver died in Vell"


def test_complements_and_their_governors_answer_each_other() -> None:
    """ "Ordered the recruits to march": march hangs on ordered, across the object."""
    sentence = analyse("The major ordered the recruits to march.")[0]
    ordered, march = verb(sentence, "ordered"), verb(sentence, "march")
    assert complement_verb(sentence, ordered) == march
    assert governor_of(sentence, march) == ordered


def test_verbs_joined_by_and_share_a_subject() -> None:
    """ "Attacked a village and burned houses" is one chain of two verbs."""
    sentence = analyse("Rebels attacked a village and burned houses.")[0]
    chain = conjunct_verbs(sentence, verb(sentence, "burned"))
    assert [words_of(sentence, g) for g in chain] == ["attacked", "burned"]


def test_nouns_reach_over_of_and_and() -> None:
    """ "Dozens of villagers" and "a nurse, a driver and two boys" are found whole."""
    sentence = analyse("Dozens of villagers hid.")[0]
    assert words_of(sentence, with_of(sentence, sentence.groups[0])) == "Dozens of villagers"
    sentence = analyse("They shot a nurse, a driver and two boys.")[0]
    members = conjoined(sentence, sentence.groups[2])
    assert [words_of(sentence, g) for g in members] == ["a nurse", "a driver", "two boys"]


def test_a_noun_leads_to_the_verb_that_describes_it() -> None:
    """A relative clause and a bare participle both describe the noun before them."""
    for text, head in (("Guards who fired left.", "fired"), ("A man hit by rebels died.", "hit")):
        sentence = analyse(text)[0]
        assert relative_of(sentence, sentence.groups[0]) == verb(sentence, head)


@given(
    st.lists(
        st.sampled_from(
            [
                "guards",
                "who",
                "shot",
                "the",
                "man",
                ",",
                "and",
                "by",
                "in",
                "said",
                "that",
                "was",
                "to",
                "flee",
                "killing",
                "two",
                "of",
                "it",
                ".",
                "“",
                "”",
            ]
        ),
        max_size=25,
    )
)
def test_every_question_has_an_answer_on_any_sentence(words: list[str]) -> None:
    """No order of words makes a question fail, and answers are groups of the sentence."""
    for sentence in analyse(" ".join(words)):
        for group in sentence.groups:
            if group.kind == "noun":
                assert conjoined(sentence, group)
                relative_of(sentence, group)
                continue
            subject = subject_of(sentence, group)
            assert subject is None or subject in sentence.groups
            assert set(objects_of(sentence, group)) <= set(sentence.groups)
            first, last = clause_of(sentence, group)
            assert 0 <= first <= last < len(sentence.tokens)
            by_phrase(sentence, group)
            governor_of(sentence, group)
            assert group in conjunct_verbs(sentence, group)
