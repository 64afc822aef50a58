"""Incidents in the interface: three grades, the history of every field, views as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sacho import pipeline
from sacho.bundled import arrivals
from sacho.link.compare import compare
from sacho.link.words import rarity
from sacho.model.values import Basis, Period, Place
from sacho.web.answers import IncidentRow
from sacho.web.asked import Wanted
from sacho.web.narrowing import narrowed
from tests.unit.web.asking import Served, served

OTHER = (
    "INVENTED EXAMPLE\n\nA militia executed two farmers in Kassala on 9 June 2029, a court said.\n"
)


@pytest.fixture
def fresh(tmp_path: Path) -> Generator[Served]:
    """A room of the test's own, with one report."""
    with served(tmp_path / "project") as made:
        made.record()
        yield made


def the_incident(room: Served) -> str:
    listed = room.get("/incidents")["incidents"]
    return next(i["id"] for i in listed if "killed" in i["counts"])


def graded(told: Any) -> dict[str, tuple[str | None, str | None]]:
    return {g["name"]: (g["source"], g["information"]) for g in told["grades"]}


def test_three_grades_are_kept_apart(fresh: Served) -> None:
    """A grade of one question leaves the others open; its letter and number are never joined, and
    whoever grades second is told what stands."""
    incident = the_incident(fresh)
    path = f"/incidents/{incident}/grades"
    body = {"grade": "count", "source": "C", "information": "3", "by": "Han",
            "reason": "invented", "seen": None}  # fmt: skip
    fresh.post(path, body)
    now = fresh.get(f"/incidents/{incident}")
    none = (None, None)
    assert {"happened": none, "count": ("C", "3"), "attribution": none} == graded(now)
    refused = fresh.post(path, {**body, "by": "Mina", "source": "A"}, 409)
    assert ("C", "Han") == (refused["current"]["source"], refused["current"]["by"])
    seen = now["grades"][1]["seen"]
    fresh.post(path, {**body, "source": "A", "seen": seen})
    assert ("A", "3") == graded(fresh.get(f"/incidents/{incident}"))["count"]
    assert 2 == len(fresh.get(f"/incidents/{incident}")["history"])


def test_every_field_tells_who_decided_what_and_why(fresh: Served) -> None:
    """A correction and its retraction both stand in the history of the field, with both values."""
    report = fresh.get("/desk")["reports"][0]["id"]
    killed = next(c for c in fresh.claims(report) if c["claim"]["field"] == "killed")
    made = fresh.judge(killed, "correct", value="3-4")
    fresh.post("/undo", {"by": "Han", "report": report, "decision": made["undo"]})
    incident = fresh.get(f"/incidents/{the_incident(fresh)}")
    steps = next(f for f in incident["fields"] if f["field"] == "killed")["history"]
    assert ["retract", "correct"] == [s["verb"] for s in steps]
    first = steps[1]
    assert (3, 4, "invented", False) == (
        first["was"]["low"], first["value"]["high"], first["reason"], first["counts"],
    )  # fmt: skip


def test_incidents_kept_apart_are_not_suggested(fresh: Served) -> None:
    """What a person split off or keeps apart stays an incident of its own and is not suggested as
    the same again."""
    fresh.record(OTHER, "other.txt")
    fresh.record(OTHER.replace("a court", "a nurse"), "b.txt")
    listed = [i["id"] for i in fresh.get("/incidents")["incidents"] if i["kind"] == "execution"]
    whole = fresh.get(f"/incidents/{listed[0]}")
    assert 1 == len(listed)
    by = {"by": "Han", "reason": "invented"}
    away = whole["members"][-1]["account"]
    body = {"verb": "split", "other": away, "seen": whole["seen"], **by}
    left = set(fresh.post(f"/incidents/{listed[0]}/decisions", body)["incidents"])
    assert 2 == len(left)
    for one in left:
        told = fresh.get(f"/incidents/{one}")["suggestions"]
        assert not left & {s["incident"]["id"] for s in told}
    shooting = the_incident(fresh)
    seen = fresh.get(f"/incidents/{shooting}")["seen"]
    other = next(iter(left - {shooting}))
    body = {"verb": "apart", "other": other, "seen": seen, **by}
    assert {shooting, other} == set(
        fresh.post(f"/incidents/{shooting}/decisions", body)["incidents"]
    )
    assert ["split"] == [s["verb"] for s in fresh.get(f"/incidents/{shooting}")["history"]]


def test_every_view_is_a_file(fresh: Served) -> None:
    """Reports, claims, incidents, one incident, problems and codebook come as CSV and JSON, each
    row with its id; what has places comes as GeoJSON with radii."""
    report, incident = fresh.get("/desk")["reports"][0]["id"], the_incident(fresh)
    views = {"reports": "", "problems": "", "codebook": "", "incidents": "",
             "claims": f"?report={report}", "incident": f"?incident={incident}"}  # fmt: skip
    for view, query in views.items():
        told = fresh.ask("GET", f"/api/v1/exports/{view}.json{query}").told
        rows = list(csv.DictReader(io.StringIO(
            fresh.ask("GET", f"/api/v1/exports/{view}.csv{query}").body.decode()
        )))  # fmt: skip
        assert len(rows) == len(next(iter(told.values())))
        assert rows or view == "problems"
    for view in ("incidents", "claims", "incident"):
        told = fresh.ask("GET", f"/api/v1/exports/{view}.geojson{views[view]}").told
        assert told["features"][0]["properties"]["radius_km"] > 0
    assert 400 == fresh.ask("GET", "/api/v1/exports/codebook.geojson").status


def a_row(place: Place | None, period: Period | None) -> IncidentRow:
    return IncidentRow(
        "account:x", "shooting", "harm", (period,) if period else (), (place,) if place else (),
        {}, (), 1, 1, 1, True,
    )  # fmt: skip


def test_an_area_reaches_into_a_box_that_it_only_touches() -> None:
    """A place counts as wanted where its radius reaches the box; unplaced is in no box; a box may
    cross the date line."""
    place = Place("Invented", None, None, 10.0, 20.0, 60.0, "admin1")
    row = a_row(place, None)
    assert [row] == narrowed([row], Wanted(box="20.4,9,25,11"))
    assert [] == narrowed([row], Wanted(box="21,9,25,11"))
    assert [] == narrowed([a_row(None, None)], Wanted(box="-180,-90,180,90"))
    edge = a_row(Place("Invented", None, None, 0.0, -179.5, 1.0, "point"), None)
    assert [edge] == narrowed([edge], Wanted(box="178,-5,-178,5"))


def test_a_period_is_wanted_where_it_may_lie_within() -> None:
    """Intervals that overlap the wanted days stay, others and the undated go."""
    told = Period("2031-05-01", "2031-05-10", "part-of-month", Basis("absolute"))
    row = a_row(None, told)
    assert [row] == narrowed([row], Wanted.model_validate({"from": "2031-05-10"}))
    assert [] == narrowed([row], Wanted.model_validate({"from": "2031-05-11"}))
    assert [] == narrowed([row], Wanted.model_validate({"to": "2031-04-30"}))
    assert [] == narrowed([a_row(None, None)], Wanted.model_validate({"to": "2031-04-30"}))


def test_suggestions_weigh_words_as_linking_does(tmp_path: Path) -> None:
    """What speaks for and against a suggestion is, line by line and in sum, what the command line
    shows of the same two accounts, the rarity of their words among it.
    """
    with served(tmp_path / "project") as room:
        project = room.room.project
        list(pipeline.record(project, list(arrivals())[:14], without_sandbox=True))
        listed = room.get("/incidents")["incidents"]
        found = [(i, s) for i in listed for s in room.get(f"/incidents/{i['id']}")["suggestions"]]
        told = {a.account.id: a for a in pipeline.recorded_accounts(project)}
        known = rarity(told.values())

        assert found
        words = 0
        for incident, suggested in found:
            mine, other = (
                room.room.derived().incident_of[i]
                for i in (incident["id"], suggested["incident"]["id"])
            )
            joins = [
                compare(told[a], told[b], known) for a in mine.accounts for b in other.accounts
            ]
            best = max(joins, key=lambda j: j.score)
            assert best.score == suggested["score"]
            assert list(msgspec.to_builtins(best.compared)) == suggested["compared"]
            words += any(c["field"] == "words" for c in suggested["compared"])
        assert words
