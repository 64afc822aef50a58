"""Incidents are rewritten as a whole, and every id once shown resolves."""

from __future__ import annotations

import msgspec
import pytest
from tests.unit.store.filled import FIRST, SECOND, add

from sacho.errors import NotFound, UsageError
from sacho.model.incident import Incident
from sacho.store import accounts, decisions, erase, incidents, rebuild
from sacho.store.project import Project
from sacho.store.verify import verify


def _incident(*members: str, aliases: tuple[str, ...] = ()) -> Incident:
    return Incident(members[0], "shooting", members, (), (), (), (), aliases)


@pytest.fixture
def members(project: Project) -> tuple[str, str]:
    """Two accounts of two reports."""
    for made in (FIRST, SECOND):
        add(project, made)
    one, two = (told.accounts[0].account.id for told in accounts.current(project))
    return one, two


def test_incidents_and_origins_come_back_as_given(filled: Project) -> None:
    """Voices, joins with what was compared, aliases and origins survive unchanged."""
    [incident] = incidents.list_all(filled)
    [origin] = incidents.origins(filled)
    before = rebuild.dump_hash(filled)

    incidents.replace(filled, [incident], [origin])

    assert incidents.list_all(filled) == [incident]
    assert incidents.origins(filled) == [origin]
    assert incident.joins[0].compared[0].weight == "against"
    assert rebuild.dump_hash(filled) == before


def test_a_merged_incident_resolves_to_the_earlier(
    project: Project, members: tuple[str, str]
) -> None:
    """After a merge, and after the merge is undone, both ids lead where they should."""
    one, two = members
    incidents.replace(project, [_incident(one), _incident(two)], [])
    assert incidents.resolve(project, two) == two

    incidents.replace(project, [_incident(one, two, aliases=(two,))], [])
    assert incidents.resolve(project, two) == one
    assert incidents.get(project, two).accounts == (one, two)

    incidents.replace(project, [_incident(one), _incident(two)], [])
    assert incidents.resolve(project, two) == two
    assert incidents.shown(project) == sorted(members)
    assert verify(project).clean


def test_an_alias_outlives_its_account(project: Project, members: tuple[str, str]) -> None:
    """An alias recorded once resolves even when no incident holds that account any more."""
    one, two = members
    incidents.replace(project, [_incident(one, two, aliases=(two,))], [])
    incidents.replace(project, [_incident(one)], [])

    assert incidents.resolve(project, two) == one


def test_a_beginning_resolves_if_it_is_alone(project: Project, members: tuple[str, str]) -> None:
    """Enough of an id is enough; too little or an unknown one is said."""
    one, two = members
    incidents.replace(project, [_incident(one), _incident(two)], [])

    assert incidents.resolve(project, one[: len("account:") + 10]) == one
    assert incidents.resolve(project, one.removeprefix("account:")[:10]) == one
    with pytest.raises(UsageError):
        incidents.resolve(project, "account:a")
    with pytest.raises(NotFound):
        incidents.resolve(project, "account:zzzzzzzzz")


def test_an_incident_that_no_reading_tells_is_known_but_gone(
    project: Project, members: tuple[str, str]
) -> None:
    """An id once shown is never unknown: when nothing tells of it, that is what is said."""
    incidents.replace(project, [_incident(members[0])], [])
    incidents.replace(project, [], [])

    with pytest.raises(NotFound, match="no present reading"):
        incidents.resolve(project, members[0])


def test_an_erased_incident_is_known_but_gone(project: Project, members: tuple[str, str]) -> None:
    """Erasing its report leaves the id known, without any content."""
    incidents.replace(project, [_incident(members[0])], [])

    erase.erase(project, FIRST.ingested.report, "Owner", "asked")

    with pytest.raises(NotFound, match="no present reading"):
        incidents.resolve(project, members[0])


def test_aliases_in_a_circle_end(project: Project, members: tuple[str, str]) -> None:
    """Ids that were aliases of each other at different times do not loop for ever."""
    one, two = members
    incidents.replace(project, [_incident(one, aliases=(two,))], [])
    incidents.replace(project, [_incident(two, aliases=(one,))], [])
    incidents.replace(project, [], [])

    with pytest.raises(NotFound):
        incidents.resolve(project, one)


def test_what_was_recorded_since_makes_incidents_stale(filled: Project) -> None:
    """A decision after the last linking is noticed until incidents are derived again."""
    listed = incidents.list_all(filled)
    incidents.replace(filled, listed, incidents.origins(filled))
    fresh = incidents.stale(filled)
    decisions.add(filled, "accept", (listed[0].id,), ("Han", "as told"), "{}")

    assert (False, True) == (fresh, incidents.stale(filled))
    incidents.replace(filled, listed, incidents.origins(filled))
    assert not incidents.stale(filled)


def test_what_an_incident_is_part_of_comes_back(project: Project, members: tuple[str, str]) -> None:
    """The totals in which an incident lies are kept with it, and go when they do."""
    one, two = members
    inside = msgspec.structs.replace(_incident(two), part_of=(one,))
    incidents.replace(project, [_incident(one), inside], [])
    before = incidents.get(project, two).part_of

    incidents.replace(project, [_incident(two)], [])

    assert (before, ()) == ((one,), incidents.get(project, two).part_of)


def test_incidents_come_in_the_order_of_what_was_recorded(
    project: Project, members: tuple[str, str]
) -> None:
    """However they are given, the one whose account was recorded first stands first."""
    one, two = members
    incidents.replace(project, [_incident(two), _incident(one)], [])

    assert [one, two] == [i.id for i in incidents.list_all(project)]
