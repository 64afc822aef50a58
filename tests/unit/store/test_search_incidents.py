"""Incidents found by what is told of them."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.promises.invented import invented
from tests.unit.store.filled import add

from sacho.model.incident import Incident, Origin, Voice
from sacho.model.values import Basis, Party, Period, Place, Text
from sacho.store import accounts, incidents, search_incidents
from sacho.store.project import Project
from sacho.store.search_incidents import DAYS, Filters, Near, period_row

FORD = Place("Ford", "XX", None, 41.0, 126.0, 30.0, "admin2")
MAY = Period("2031-05-01", "2031-05-31", "month", Basis("absolute"))


@pytest.fixture
def told(project: Project) -> tuple[Project, str, str]:
    """Two incidents: a shooting of villagers at Ford in May, and an order of which little is told."""
    made = invented(0)
    add(project, made)
    shooting, order = accounts.current(project)[0].accounts
    report = shooting.report
    claims = {c.field: c.id for c in shooting.account.claims if not c.of}
    voices = (
        Voice("period", MAY, (claims["kind"],), (report,)),
        Voice("place", FORD, (claims["place"],), (report,)),
        Voice("victim", Party("the villagers", ("주민들",)), (claims["perpetrator"],), (report,)),
        Voice("stage", Text("tried", "attempted"), (claims["kind"],), (report,)),
    )
    one = Incident(
        shooting.account.id, "shooting", (shooting.account.id,), (report,), (report, "other"),
        voices, (),
    )  # fmt: skip
    two = Incident(order.account.id, "order", (order.account.id,), (report,), (report,), (), ())
    incidents.replace(project, [one, two], [Origin(report, (report,))])
    return project, one.id, two.id


@pytest.mark.parametrize(
    "filters",
    [
        Filters(kind="shooting"),
        Filters(class_="harm"),
        Filters(stage="attempted"),
        Filters(earliest=date(2031, 5, 31), latest=date(2031, 6, 9)),
        Filters(earliest=date(2031, 5, 7), latest=date(2031, 5, 7)),
        Filters(near=Near(41.0, 126.5, 15.0)),
        Filters(party="Villagers"),
        Filters(party="주민들"),
        Filters(speaker="miller"),
        Filters(origins=2),
        Filters(words="weavers", kind="shooting"),
    ],
)
def test_a_filter_finds_the_incident_that_meets_it(
    told: tuple[Project, str, str], filters: Filters
) -> None:
    """Each filter finds the shooting, by interval overlap and by reach of the radius."""
    project, shooting, order = told

    assert [shooting] == [i for i in search_incidents.search(project, filters) if i != order]
    assert order not in search_incidents.search(project, filters) or filters == Filters()


@pytest.mark.parametrize(
    "filters",
    [
        Filters(kind="killing"),
        Filters(earliest=date(2031, 6, 1)),
        Filters(latest=date(2031, 4, 30)),
        Filters(near=Near(41.0, 126.5, 5.0)),
        Filters(party="soldiers"),
        Filters(origins=3),
        Filters(words="astronaut"),
        Filters(kind="shooting", only=frozenset()),
        Filters(kind="shooting", stage="accomplished"),
    ],
)
def test_a_filter_that_is_not_met_finds_nothing(
    told: tuple[Project, str, str], filters: Filters
) -> None:
    """Nothing is found that does not meet every filter."""
    assert [] == search_incidents.search(told[0], filters)


def test_words_find_the_incidents_of_their_reports(told: tuple[Project, str, str]) -> None:
    """Words of a report lead to all that it tells; filters narrow that."""
    project, shooting, order = told

    assert [shooting, order] == search_incidents.search(project, Filters(words="weavers"))


def test_what_is_cleared_is_not_found(told: tuple[Project, str, str]) -> None:
    """An erasure forgets the derived incidents, and the index with them."""
    project = told[0]
    with project.locked() as connection:
        incidents.clear(connection)

    assert [] == search_incidents.search(project, Filters(kind="shooting"))


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(0, 500))
def test_a_period_is_kept_by_its_width(first: date, more: int) -> None:
    """No period is wider than the class that it is kept in, and none loses a bound."""
    last = date.fromordinal(first.toordinal() + more)
    row = period_row(Period(first.isoformat(), last.isoformat(), "days", Basis("absolute")))

    assert (first.toordinal(), last.toordinal()) == (row["first"], row["last"])
    assert more + 1 <= DAYS[row["wide"]]
    assert row["wide"] == 0 or more + 1 > DAYS[row["wide"] - 1]


def test_an_open_end_reaches_on() -> None:
    """A period without an end overlaps every later day."""
    row = period_row(msgspec.structs.replace(MAY, latest=None))

    assert row["last"] > date(2500, 1, 1).toordinal()
