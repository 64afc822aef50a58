"""A report that comes in is linked by itself, and all stays as linking everything would have it."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sacho import pipeline, relinking
from sacho.link import words
from sacho.model import ids
from sacho.model.report import Ingested, Metadata, ReportText
from sacho.pipeline import read_report
from sacho.store import decisions, incidents, readings, rebuild, reports
from sacho.store.project import Project, open_project

TOWNS = ("Hyesan", "Musan", "Hoeryong")
THINGS = [
    "river",
    "grain",
    "market",
    "salt",
    "snow",
    "bridge",
    "lorry",
    "boat",
    "cart",
    "mill",
    "lantern",
    "rope",
]


def told(number: int, town: str, killed: str, day: int) -> str:
    """An invented report of one shooting, in words of its own."""
    own = random.Random(number)
    things = " ".join(own.choice(THINGS) for _ in range(9))
    total = f" Five shootings occurred in {town} in May, killing nine people." * (number % 4 == 0)
    return (
        f"INVENTED EXAMPLE {number}. Border guards shot dead {killed} people near {town} on May "
        f"{day}, a source said. They had carried {things}.{total}"
    )


def record(project: Project, text: str, outlet: str = "Invented Courier") -> str:
    """Keep a text and its reading, without linking; gives the report's id."""
    data = text.encode()
    report = ids.report_id(data)
    made = ReportText(ids.text_id(report, text), report, "plain/1", text)
    metadata = Metadata(None, None, outlet, "2031-05-14", "given", "en")
    ingested = Ingested(report, "text", metadata, made)
    arrival = reports.Arrival(data, "letter.txt", "file")
    reports.add(project, arrival, ingested, read_report(made, metadata))
    return report


def dump(project: Project) -> tuple[list[bytes], object]:
    """Every row, and the incidents with what they are part of."""
    return list(rebuild.canonical_dump(project)), incidents.list_all(project)


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rarity is counted anew at steps from the second report on, so that others are added."""
    monkeypatch.setattr(words, "EVERY", 2)
    monkeypatch.setattr(words, "SMALL_STEP", 1.25)


one = st.tuples(
    st.integers(0, 50), st.sampled_from(TOWNS), st.sampled_from(("two", "three")), st.integers(1, 3)
)


@pytest.mark.usefixtures("often")
@settings(
    max_examples=6, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.lists(one, min_size=3, max_size=9, unique=True), st.sets(st.integers(1, 8), max_size=2))
def test_reports_added_one_by_one_are_linked_as_all_at_once(
    tmp_path_factory: pytest.TempPathFactory,
    told_of: list[tuple[int, str, str, int]],
    judged: set[int],
) -> None:
    """Whatever comes in and is decided, in whatever order, a rebuild gives the same bytes."""
    with open_project(tmp_path_factory.mktemp("one") / "project", create=True) as project:
        came: list[str] = []
        for number, each in enumerate(told_of):
            came.append(record(project, told(*each)))
            pipeline.link_new(project)
            if number in judged and came[0] != came[-1]:
                decisions.add(
                    project, "same-origin", (came[0], came[-1]), ("Reviewer", "one desk"), "{}"
                )
                pipeline.link_new(project)
        before = dump(project)

        rebuild.rebuild(project)
        pipeline.link(project)

        assert dump(project) == before


@pytest.mark.usefixtures("often")
def test_a_new_report_is_linked_by_itself(tmp_path: Path) -> None:
    """Between steps the earlier reports are not linked again, and the incident still gains it."""
    with open_project(tmp_path / "project", create=True) as project:
        for number in range(12):
            record(project, told(number, TOWNS[number % 3], "two", 1 + number % 3))
        pipeline.link(project)

        record(project, told(77, "Hyesan", "two", 1))

        assert relinking.relink(project)
        assert not incidents.stale(project)
        assert any(len(i.reports) > 1 for i in incidents.list_all(project))


@pytest.mark.usefixtures("often")
def test_another_reading_makes_everything_be_linked_again(tmp_path: Path) -> None:
    """A report that was read again is left to linking everything: nothing is half done."""
    with open_project(tmp_path / "project", create=True) as project:
        for number in range(12):
            record(project, told(number, TOWNS[number % 3], "two", 1 + number % 3))
        pipeline.link(project)
        again = readings.get(project, readings.list_all(project)[0].id)
        made_with = msgspec.structs.replace(again.made_with, reader="invented/2")
        text = readings.list_all(project)[0].text
        readings.add(project, text, msgspec.structs.replace(again, made_with=made_with))
        record(project, told(77, "Hyesan", "two", 1))
        before = dump(project)

        assert not relinking.relink(project)
        assert dump(project) == before


@pytest.mark.usefixtures("often")
def test_a_copy_that_comes_in_joins_its_origin(tmp_path: Path) -> None:
    """The new report's copies are found among the kept ones, and its incident counts one origin."""
    with open_project(tmp_path / "project", create=True) as project:
        for number in range(12):
            record(project, told(number, TOWNS[number % 3], "two", 1 + number % 3))
        pipeline.link(project)

        first = record(project, told(91, "Musan", "three", 2) + " The mill stood empty.")
        pipeline.link_new(project)
        copy = record(project, "From our partners. " + told(91, "Musan", "three", 2), "River Post")
        assert relinking.relink(project)

        (origin,) = (o for o in incidents.origins(project) if copy in o.reports)
        assert first in origin.reports


def test_rarity_is_counted_anew_when_a_project_has_grown_by_a_fifth() -> None:
    """Up to 1,000 reports few of them count rarity anew, and none is behind by over a fifth."""
    steps = {words.counted(reports) for reports in range(words.EVERY, words.SMALL + 1)}

    assert len(steps) < 20
    assert all(words.counted(n) <= n <= words.counted(n) * 1.2 + 1 for n in range(1, 1001))
    assert words.counted(words.SMALL) == words.SMALL
