"""How likely a claim is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sacho.read.tagger.weighing import Evidence, Weigher

CHANCE = st.floats(min_value=0, max_value=1)


def evidence(marked: float, grammar: float = 0.0, by: str = "tagger") -> Evidence:
    return Evidence("en", "killed", by, grammar, marked, 0.5, 0.5, 0.5, 2, 1, 0.1)


def weigher() -> Weigher:
    return Weigher({"all": -0.5, "by both": 1.0, "* mark": 0.8}, {"tagger": 0.6, "grammar": 0.2})


@given(CHANCE, CHANCE)
def test_a_chance_is_never_certain(marked: float, grammar: float) -> None:
    """Confidence stays between what one reading can say: above 0 and below 1."""
    assert 0 < weigher().chance(evidence(marked, grammar)) < 1


@given(CHANCE, CHANCE)
def test_surer_marks_never_make_a_claim_less_likely(one: float, other: float) -> None:
    """With a slope above nought the chance grows with the network's mark."""
    low, high = sorted((one, other))

    assert weigher().chance(evidence(low)) <= weigher().chance(evidence(high))


def test_what_both_propose_is_likelier() -> None:
    """The constant of the proposer counts."""
    assert weigher().chance(evidence(0.5, by="both")) > weigher().chance(evidence(0.5))


def test_the_grammar_is_believed_sooner_than_the_tagger() -> None:
    """Each proposer has a least chance of its own."""
    assert weigher().stands(evidence(0.5, grammar=0.8, by="grammar"), 0.4)
    assert not weigher().stands(evidence(0.5), 0.4)
