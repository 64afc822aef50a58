"""The routes of the interface. Thin: parse, call, answer."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from sacho.errors import UsageError
from sacho.model.vocabulary import vocabulary
from sacho.pipeline import Arrived, Given
from sacho.store import reports
from sacho.store import search as index
from sacho.web import adding, deciding, exports, heading, incident_view, judging, moving
from sacho.web.answering import encoded, shaped
from sacho.web.answers import (
    Choices,
    Decided,
    Desk,
    Found,
    Hits,
    Incidents,
    IncidentView,
    Laid,
    Preview,
    Recorded,
    ReportView,
)  # fmt: skip
from sacho.web.asked import (
    Adding,
    Grading,
    Joining,
    JoiningDecided,
    Judging,
    Mending,
    Moving,
    Respeaking,
    Retracting,
    Stepping,
    Wanted,
)  # fmt: skip
from sacho.web.desk import desk, problem_view, report_row
from sacho.web.narrowing import narrowed
from sacho.web.report_view import report_view
from sacho.web.room import Room

By = Annotated[str, Query(max_length=200, description="Who looks; decides what undo means")]
Kind = Literal["csv", "json", "geojson"]
Table = Literal["csv", "json"]
Show = Literal["waiting", "done", "all"]
EVERY = 1_000_000
"""Rows of a file: all of them."""

_BYTES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


def looking(room: Room) -> APIRouter:
    """The routes that change nothing, and the one through which reports come in."""
    api = APIRouter()

    @api.get("/desk", responses=shaped(Desk))
    def the_desk(
        show: Show = "all",
        first: Annotated[int, Query(ge=0)] = 0,
        many: Annotated[int, Query(ge=1, le=1000)] = 200,
    ) -> Response:
        """What came in, what waits, what contradicts."""
        return encoded(room.desk(show, (first, many)))

    @api.get("/next")
    def the_next(after: str | None = None) -> Response:
        """The report to review next: `{"report": id or null}`."""
        return encoded({"report": room.next(after)})

    @api.get("/opening", responses=shaped(Laid))
    def how_far() -> Response:
        """How far the project is laid out in memory; what is looked at does not wait for it."""
        return encoded(Laid(room.opening.laid, room.opening.done))

    @api.post("/reports", responses=shaped(Recorded), openapi_extra=_BYTES)
    async def recorded(
        request: Request,
        name: Annotated[str, Query(min_length=1, max_length=255)],
        how: Literal["upload", "paste"] = "upload",
        publisher: Annotated[str | None, Query(max_length=200)] = None,
        published: Annotated[str | None, Query(max_length=40)] = None,
        language: Literal["en", "ko"] | None = None,
        handling: Literal["open", "internal", "sealed"] = "open",
    ) -> Response:
        """Keep one document to the byte, and read it. The body is the document."""
        data = await request.body()
        if not data:
            raise UsageError("The document is empty.", "Choose a file that holds something.")
        given = Given(publisher or None, published or None, language)
        arrived = Arrived(data, name, how, given)
        outcome, picture = await run_in_threadpool(room.record, arrived, handling)
        codes = tuple(sorted({p.code for p in outcome.problems}))
        row = report_row(picture, outcome.report.id)
        made = Recorded(row, outcome.is_new, outcome.read, outcome.accounts, codes)
        return encoded(made)

    @api.get("/reports/{report}", responses=shaped(ReportView))
    def one_report(report: str, by: By = "") -> Response:
        """A report with its text, accounts and claims."""
        picture, linking = room.near(report)
        told = report_view(picture, room.project, report, by)
        return encoded(msgspec.structs.replace(told, linking=linking))

    @api.get("/reports/{report}/choices", responses=shaped(Choices))
    def value_choices(
        report: str,
        field: Annotated[str, Query(max_length=60)],
        start: Annotated[int, Query(ge=0)],
        end: Annotated[int, Query(ge=1)],
    ) -> Response:
        """What selected words may tell in a field, the likeliest first."""
        return encoded(adding.choices(room, report, field, (start, end)))

    @api.get("/incidents", responses=shaped(Incidents))
    def all_incidents(wanted: Annotated[Wanted, Query()]) -> Response:
        """The wanted incidents as rows, for map, timeline and table."""
        listed = narrowed(room.rows(), wanted)
        return encoded(Incidents(tuple(listed)))

    @api.get("/incidents/{incident}", responses=shaped(IncidentView))
    def one_incident(incident: str) -> Response:
        """An incident with all values of all its reports side by side."""
        return encoded(incident_view.incident_view(room.derived(), room.project, incident))

    return api


def finding(room: Room) -> APIRouter:
    """The routes that list, find and explain: files, codebook, search."""
    api = APIRouter()

    @api.get("/exports/incidents.{kind}")
    def incidents_file(kind: Kind, wanted: Annotated[Wanted, Query()]) -> Response:
        """The incidents of an overview as a file."""
        listed = narrowed(room.rows(), wanted)
        return _file(exports.incidents(listed, kind), "incidents", kind)

    @api.get("/exports/incident.{kind}")
    def incident_file(kind: Kind, incident: str) -> Response:
        """All values of one incident, with who says them, as a file."""
        view = incident_view.incident_view(room.derived(), room.project, incident)
        return _file(exports.one_incident(view, kind), "incident", kind)

    @api.get("/exports/claims.{kind}")
    def claims_file(kind: Kind, report: str) -> Response:
        """All claims of one report, with where they stand, as a file."""
        view = report_view(room.derived(), room.project, report, "")
        return _file(exports.claims(view, kind), "claims", kind)

    @api.get("/exports/reports.{kind}")
    def reports_file(kind: Table, show: Show = "all") -> Response:
        """The reports of the desk as a file."""
        told = desk(room.derived(), room.project, show, (0, EVERY))
        return _file(exports.reports(told.reports, kind), "reports", kind)

    @api.get("/exports/problems.{kind}")
    def problems_file(kind: Table) -> Response:
        """All problems, those of readings too, as a file."""
        listed = (problem_view(p) for p in room.picture().read.problems)
        return _file(exports.problems(listed, kind), "problems", kind)

    @api.get("/exports/codebook.{kind}")
    def codebook_file(kind: Table) -> Response:
        """The vocabulary as a file."""
        return _file(exports.codebook(kind), "codebook", kind)

    @api.get("/codebook")
    def codebook() -> Response:
        """The vocabulary: every kind, stage, stance, speaker, relation and field, en and ko."""
        return encoded(vocabulary())

    @api.get("/search", responses=shaped(Hits))
    def search(words: Annotated[str, Query(min_length=1, max_length=400)]) -> Response:
        """Reports that hold all the words."""
        hits = index.search(room.project, words)
        found = reports.list_all(room.project, (h.report for h in hits))
        names = {r.id: r.receipts[0].received_name for r in found}
        return encoded(
            Hits(tuple(Found(h.report, names[h.report], h.title, h.snippet) for h in hits))
        )

    return api


def judging_claims(room: Room) -> APIRouter:
    """The routes by which people judge and add claims. Each answers when it is on disk."""
    api = APIRouter()

    @api.post("/decisions", responses=shaped(Decided))
    def decided(asked: Judging) -> Response:
        """Accept, refuse or correct a claim; 409 with the claim as it stands where it changed."""
        return encoded(judging.judge(room, asked))

    @api.post("/claims", responses=shaped(Decided))
    def added(asked: Adding) -> Response:
        """Add a claim or an account by its words."""
        return encoded(adding.add(room, asked))

    @api.post("/speakers", responses=shaped(Decided))
    def respoken(asked: Respeaking) -> Response:
        """Someone else says this: the claim with other speakers, in place of the one shown."""
        return encoded(adding.respeak(room, asked))

    @api.post("/moves", responses=shaped(Decided))
    def moved(asked: Moving) -> Response:
        """Claims belong to another account of the report, or to a new one; 409 where they left."""
        return encoded(moving.move(room, asked))

    @api.post("/reports/{report}/head", responses=shaped(Decided))
    def mended(report: str, asked: Mending) -> Response:
        """Mend the outlet, date or language; 409 with the report as it stands where it changed."""
        return encoded(heading.mend(room, report, asked))

    @api.post("/undo", responses=shaped(Decided))
    def undone(asked: Stepping) -> Response:
        """Take back the person's last decision in a report."""
        return encoded(judging.step(room, asked, forward=False))

    @api.post("/redo", responses=shaped(Decided))
    def redone(asked: Stepping) -> Response:
        """Let the decision that was last taken back count again."""
        return encoded(judging.step(room, asked, forward=True))

    return api


def judging_incidents(room: Room) -> APIRouter:
    """The routes by which people judge incidents. Each answers when it is on disk."""
    api = APIRouter()

    @api.post("/incidents/{incident}/preview", responses=shaped(Preview))
    def previewed(incident: str, asked: Joining) -> Response:
        """What a split or merge would leave; changes nothing."""
        return encoded(deciding.previewed(room, incident, asked))

    @api.post("/incidents/{incident}/decisions", responses=shaped(Decided))
    def joined(incident: str, asked: JoiningDecided) -> Response:
        """Split, merge or keep apart; 409 with the incident as it stands where it changed."""
        return encoded(deciding.join(room, incident, asked))

    @api.post("/incidents/{incident}/grades", responses=shaped(Decided))
    def graded(incident: str, asked: Grading) -> Response:
        """One of the three grades; 409 with the grade as it stands where it changed."""
        return encoded(deciding.grade(room, incident, asked))

    @api.post("/retractions", responses=shaped(Decided))
    def retracted(asked: Retracting) -> Response:
        """Take back a split, merge, link or grade."""
        return encoded(deciding.take_back(room, asked))

    return api


def _file(data: bytes, name: str, kind: str) -> Response:
    named = f'attachment; filename="{name}.{kind}"'
    return Response(data, media_type=exports.MEDIA[kind], headers={"content-disposition": named})
