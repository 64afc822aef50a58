"""What marking promises: nothing is lost, nothing is added, every claim is where its words are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sacho.model.claim import Claim
from sacho.model.span import Spans
from sacho.model.values import Count
from sacho.pages.marking import pieces

TEXT = "Guards shot dead two farmers near Hyesan. 두 명이 숨졌다. <script>x</script>"


def claim(id_: str, spans: Spans) -> Claim:
    """A count over these spans."""
    return Claim(id_, "killed", Count(2, 2), "two", spans, spans, "asserted", None, (), 0.9)


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    """Up to eight claims anywhere in the text, overlapping as they like."""
    starts = draw(st.lists(st.integers(0, len(TEXT) - 1), max_size=8))
    return [
        claim(f"c{n}", ((s, draw(st.integers(s + 1, len(TEXT)))),)) for n, s in enumerate(starts)
    ]


@given(claims())
def test_the_pieces_are_the_text(told: list[Claim]) -> None:
    """The pieces, one after the other, are the text to the letter."""
    assert TEXT == "".join(p.text for p in pieces(TEXT, told))


@given(claims())
def test_each_letter_bears_the_claims_that_point_to_it(told: list[Claim]) -> None:
    """A letter's piece names exactly the claims whose spans hold the letter."""
    place = 0
    for piece in pieces(TEXT, told):
        for at in range(place, place + len(piece.text)):
            assert {c.id for c in told if c.spans[0][0] <= at < c.spans[0][1]} == set(piece.claims)
        place += len(piece.text)


@given(claims())
def test_each_claim_is_anchored_once(told: list[Claim]) -> None:
    """A claim's anchor stands on exactly one piece."""
    anchored = [id_ for p in pieces(TEXT, told) for id_ in p.first]

    assert sorted(c.id for c in told) == sorted(anchored)


def test_a_part_of_the_text_is_cut_out_with_its_marks() -> None:
    """Within a sentence only the sentence's words are given, marks cut at its edges."""
    found = pieces(TEXT, [claim("c1", ((12, 60),))], (7, 20))

    assert [("shot ", ()), ("dead two", ("c1",))] == [(p.text, p.claims) for p in found]
