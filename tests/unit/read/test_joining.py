"""Which tellings are of one happening."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sacho.model.account import FoundValue
from sacho.model.values import Basis, Count, Period
from sacho.read.analysis import Slot, Telling
from sacho.read.joining import Placed, join


def placed(
    sentence: int,
    kind: str = "shooting",
    day: int | None = None,
    killed: int | None = None,
    speaker: str = "",
    back: bool = False,
    aggregate: bool = False,
    issuer: str = "",
) -> Placed:
    """A telling of one sentence, one paragraph a sentence."""
    slots = (Slot("issuer", ((0, 1),)),) if issuer else ()
    telling = Telling(
        kind, (sentence * 10, sentence * 10 + 5), sentence, "accomplished", (), "asserted", slots,
        "test", back, aggregate,
    )  # fmt: skip
    periods = ()
    if day is not None:
        iso = f"2031-05-{day:02}"
        value = Period(iso, iso, "day", Basis("absolute"))
        periods = (FoundValue("period", value, iso, ((0, 1),)),)
    counts = (("killed", Count(killed, killed)),) if killed is not None else ()
    parties = (("issuer", issuer),) if issuer else ()
    return Placed(telling, sentence, periods, (), counts, speaker, parties)


def sizes(*told: Placed) -> list[int]:
    """How many tellings each happening takes."""
    return [len(h.told) for h in join(list(told))]


def test_a_telling_joins_the_nearest_that_it_can_belong_to() -> None:
    """Without anything against it, a second telling of a kind is of the same happening."""
    assert [2] == sizes(placed(1), placed(2))


def test_days_apart_are_happenings_apart() -> None:
    """Another day is another happening, even for words that point back."""
    assert [1, 1] == sizes(placed(1, day=3), placed(2, day=9, back=True))


def test_an_outcome_joins_its_act_and_takes_its_kind() -> None:
    """A killing told after a shooting is of that shooting; the act names the happening."""
    (happening,) = join([placed(1, "killing"), placed(2, "shooting")])

    assert "shooting" == happening.kind


def test_unlike_acts_never_join() -> None:
    """A detention is never of the shooting before it."""
    assert [1, 1] == sizes(placed(1, "shooting"), placed(2, "detention"))


def test_a_sum_never_takes_one_of_its_parts() -> None:
    """ "Five shootings this winter" does not swallow the shooting of one day."""
    assert [1, 1] == sizes(placed(1, aggregate=True), placed(2, day=3, killed=1))


def test_another_number_of_another_speaker_is_the_same_happening() -> None:
    """Speakers contradict one another about one happening."""
    assert [2] == sizes(placed(1, killed=3, speaker="a"), placed(2, killed=4, speaker="b"))


def test_orders_of_other_issuers_are_other_orders() -> None:
    """Two bodies that order are two orders; words without an issuer belong to the last."""
    one, two = placed(1, "order", issuer="the army"), placed(1, "order", issuer="the party")

    assert [1, 1] == sizes(one, two)
    assert [2] == sizes(one, placed(1, "order"))


DRAWN = st.lists(
    st.builds(
        placed,
        st.integers(0, 9),
        st.sampled_from(["shooting", "killing", "order", "reaction", "detention"]),
        st.none() | st.integers(1, 28),
        st.none() | st.integers(0, 9),
        st.sampled_from(["", "a", "b"]),
    ),
    max_size=12,
)


@given(DRAWN)
def test_no_telling_is_lost_or_told_twice(told: list[Placed]) -> None:
    """Every telling stands in exactly one happening."""
    assert len(told) == sum(len(h.told) for h in join(told))
