"""According to whom: the chain of speakers behind words."""

from __future__ import annotations

from sacho.model.claim import Attribution, Speaker
from sacho.read.speakers import chain, innermost, same_mouth, stance_of

OUTLET = Speaker("Kestrel Daily", "media", ((0, 7),))
SOURCE = Speaker("a source", "anonymous", ((10, 18),))
OFFICER = Speaker("an officer", "official", ((30, 40),))
OUTER = Attribution("q1", SOURCE, ((19, 23),), ((24, 90),))
INNER = Attribution("q2", OFFICER, ((41, 45),), ((46, 90),), within="q1", stance="alleged")


def test_the_tightest_content_is_the_innermost() -> None:
    """Words within two contents belong to the inner one."""
    assert INNER == innermost([OUTER, INNER], ((50, 55),))
    assert OUTER == innermost([OUTER, INNER], ((25, 28),))
    assert None is innermost([OUTER, INNER], ((1, 2),))


def test_who_ordered_is_not_who_tells_of_the_order() -> None:
    """An attribution whose cue is the act itself does not speak for the act."""
    assert OUTER == innermost([OUTER, INNER], ((50, 55),), trigger=(41, 45))


def test_the_chain_runs_from_the_outlet_inwards() -> None:
    """Outlet, source, officer, in this order."""
    told = chain(INNER, [OUTER, INNER], "Kestrel Daily")

    assert ["Kestrel Daily", "a source", "an officer"] == [s.name for s in told]


def test_an_outlet_that_the_text_names_too_stands_once() -> None:
    """ "The Kestrel Daily has learned" adds no second outlet."""
    own = Attribution(
        "q1", Speaker("The Kestrel Daily", "media", ((0, 7),)), ((8, 9),), ((10, 90),)
    )

    assert [Speaker("Kestrel Daily", "media")] == list(chain(own, [own], "Kestrel Daily"))


def test_attributions_that_name_each_other_end() -> None:
    """A broken chain of attributions is followed once and no further."""
    left = Attribution("q1", SOURCE, ((0, 1),), ((2, 9),), within="q2")
    right = Attribution("q2", OFFICER, ((0, 1),), ((2, 9),), within="q1")

    assert 2 == len(chain(left, [left, right], None))


def test_a_hedge_of_the_words_wins_over_the_cue() -> None:
    """The telling's own stance stands; an asserted one takes the cue's."""
    assert "hedged" == stance_of("hedged", INNER)
    assert "alleged" == stance_of("asserted", INNER)
    assert "asserted" == stance_of("asserted", None)


def test_an_outlet_and_its_source_are_one_mouth() -> None:
    """What the outlet sums up and its source tells is one voice; two sources are two."""
    assert same_mouth((OUTLET,), (OUTLET, SOURCE))
    assert not same_mouth((OUTLET, OFFICER), (OUTLET, SOURCE))
