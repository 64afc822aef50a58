"""How accounts of several reports become incidents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sacho.link.incidents import incidents
from sacho.model.incident import Origin, Ruled
from sacho.model.recorded import RecordedAccount
from sacho.model.values import Count, Party
from tests.unit.link.accounts import account, period, place

MAY3 = period("2024-05-03", "2024-05-03")
FORD = place("Ford", 41.0, 126.0)
FAR = place("Farhaven", 45.0, 130.0)


def origins_of(accounts: list[RecordedAccount]) -> list[Origin]:
    """Every report its own origin."""
    return [Origin(r, (r,)) for r in dict.fromkeys(a.report for a in accounts)]


def test_same_day_and_place_are_one_incident() -> None:
    """Two reports of one shooting on one day at one place make one incident with both accounts."""
    told = [
        account("a", "r1", 1, when=MAY3, where=FORD, killed=Count(2, 2)),
        account("b", "r2", 2, when=MAY3, where=FORD, killed=Count(3, 3)),
    ]

    found = incidents(told, origins_of(told))

    assert ["account:a"] == [i.id for i in found]
    assert ("account:a", "account:b") == found[0].accounts


def test_contradicting_values_stay_side_by_side() -> None:
    """Two numbers of dead are two voices, each with its own claims and origins."""
    told = [
        account("a", "r1", 1, when=MAY3, where=FORD, killed=Count(2, 2)),
        account("b", "r2", 2, when=MAY3, where=FORD, killed=Count(3, 3)),
    ]

    voices = [v for v in incidents(told, origins_of(told))[0].voices if v.field == "killed"]

    assert [Count(2, 2), Count(3, 3)] == [v.value for v in voices]
    assert [("r1",), ("r2",)] == [v.origins for v in voices]


def test_the_join_lists_what_it_compared() -> None:
    """A join shows both values of each field compared and which way it speaks."""
    told = [
        account("a", "r1", 1, when=MAY3, where=FORD, killed=Count(2, 2)),
        account("b", "r2", 2, when=MAY3, where=FORD, killed=Count(5, 5)),
    ]

    (join,) = incidents(told, origins_of(told))[0].joins

    assert {"kind", "period", "place", "killed"} == {c.field for c in join.compared}
    assert "against" == next(c.weight for c in join.compared if c.field == "killed")


def test_far_places_are_two_incidents() -> None:
    """The same day in places beyond each other's radius is two incidents."""
    told = [
        account("a", "r1", 1, when=MAY3, where=FORD),
        account("b", "r2", 2, when=MAY3, where=FAR),
    ]

    assert 2 == len(incidents(told, origins_of(told)))


def test_weeks_apart_are_two_incidents() -> None:
    """The same place three weeks later is another incident."""
    told = [
        account("a", "r1", 1, when=MAY3, where=FORD),
        account("b", "r2", 2, when=period("2024-05-24", "2024-05-24"), where=FORD),
    ]

    assert 2 == len(incidents(told, origins_of(told)))


def test_one_report_never_folds() -> None:
    """Two accounts of one report stay two incidents, for the reader told them apart."""
    told = [
        account("a", "r1", 1, when=MAY3, where=FORD, killed=Count(2, 2)),
        account("b", "r1", 2, when=MAY3, where=FORD, killed=Count(2, 2)),
        account("c", "r2", 3, when=MAY3, where=FORD, killed=Count(2, 2)),
    ]

    found = incidents(told, origins_of(told))

    assert 2 == len(found)
    assert all(
        len({a.report for a in told if a.account.id in i.accounts}) == len(i.accounts)
        for i in found
    )


def test_kind_alone_joins_nothing() -> None:
    """Two shootings of which nothing else is told are two incidents."""
    told = [account("a", "r1", 1), account("b", "r2", 2)]

    assert 2 == len(incidents(told, origins_of(told)))


def test_a_person_may_join_and_part() -> None:
    """A must-link joins what the machine would not; a cannot-link parts what it would."""
    alike = [
        account("a", "r1", 1, when=MAY3, where=FORD),
        account("b", "r2", 2, when=MAY3, where=FORD),
    ]
    unlike = [account("a", "r1", 1), account("b", "r2", 2, where=FAR)]
    pair = (("account:a", "account:b"),)

    assert 2 == len(incidents(alike, origins_of(alike), Ruled(apart=pair)))
    assert 1 == len(incidents(unlike, origins_of(unlike), Ruled(together=pair)))


def test_a_refused_claim_has_no_voice() -> None:
    """A claim that a person refused is no value of the incident."""
    told = [account("a", "r1", 1, when=MAY3, killed=Count(2, 2))]
    ruled = Ruled(refused=frozenset({"claim:a:killed"}))

    (incident,) = incidents(told, origins_of(told), ruled)

    assert "killed" not in {v.field for v in incident.voices}


def test_two_reports_of_one_origin_count_once() -> None:
    """Copies of one telling are one origin behind the incident."""
    told = [
        account("a", "r1", 1, when=MAY3, where=FORD),
        account("b", "r2", 2, when=MAY3, where=FORD),
    ]

    (incident,) = incidents(told, [Origin("r1", ("r1", "r2"), ("copy",))])

    assert ("r1",) == incident.origins
    assert ("r1", "r2") == incident.reports


DAYS = st.integers(1, 28).map(lambda d: period(f"2024-05-{d:02}", f"2024-05-{d:02}"))
PLACES = st.sampled_from([FORD, FAR, None])
PARTIES = st.sampled_from([None, Party("a farmer"), Party("two traders")])


@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.none() | DAYS, PLACES, st.integers(0, 5), PARTIES),
        max_size=12,
    )
)
def test_every_account_stands_in_exactly_one_incident(
    drawn: list[tuple[int, object, object, int, object]],
) -> None:
    """Whatever is told, no account is lost or doubled, and an incident is named by its earliest."""
    told = [
        account(f"n{i}", f"r{r}", i, when=w, where=p, killed=Count(k, k), victim=v)  # type: ignore[arg-type]
        for i, (r, w, p, k, v) in enumerate(drawn)
    ]

    found = incidents(told, origins_of(told))

    assert sorted(a.account.id for a in told) == sorted(a for i in found for a in i.accounts)
    order = {a.account.id: a.order for a in told}
    assert all(i.id == min(i.accounts, key=lambda a: order[a]) for i in found)


@given(st.permutations(range(6)))
def test_the_order_of_arrival_in_the_list_changes_nothing(order: list[int]) -> None:
    """Linking depends on what was recorded, not on how it is listed."""
    told = [
        account(f"n{i}", f"r{i}", i, when=MAY3, where=FORD if i % 2 else FAR, killed=Count(i, i))
        for i in range(6)
    ]

    assert incidents(told, origins_of(told)) == incidents(
        [told[i] for i in order], origins_of(told)
    )
