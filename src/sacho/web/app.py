"""The interface under `/api/v1` and the page beside it. Thin: parse, authorise, call, answer."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from sacho.errors import SachoError, UsageError
from sacho.model.vocabulary import vocabulary
from sacho.pipeline import Arrived, Given
from sacho.store import search as index
from sacho.web import incident_view, judging
from sacho.web.answers import (
    Decided,
    Desk,
    Failure,
    Found,
    Hits,
    Incidents,
    IncidentView,
    Preview,
    Recorded,
    ReportView,
    encoded,
    failed,
    schemas,
    shaped,
)
from sacho.web.asked import Joining, JoiningDecided, Judging, Retracting, Stepping
from sacho.web.desk import desk, following, queue, report_row
from sacho.web.exports import MEDIA, exported
from sacho.web.guard import Door, Guard, not_foreseen
from sacho.web.report_view import report_view
from sacho.web.room import Room

ROOT = "/api/v1"
KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css",
         ".json": "application/json", ".svg": "image/svg+xml", ".txt": "text/plain"}  # fmt: skip
By = Annotated[str, Query(max_length=200, description="Who looks; decides what undo means")]


def application(room: Room, door: Door) -> Guard:
    """The whole application for one project: give it to an ASGI server on 127.0.0.1."""
    app = FastAPI(
        title="Sacho reading room", version="1", docs_url=None, redoc_url=None, openapi_url=None
    )
    app.include_router(_looking(room), prefix=ROOT)
    app.include_router(_finding(room), prefix=ROOT)
    app.include_router(_deciding(room), prefix=ROOT)
    _page(app)

    @app.get(f"{ROOT}/openapi.json", include_in_schema=False)
    def description() -> Response:
        return encoded(openapi(app))

    @app.exception_handler(SachoError)
    async def acted_on(_request: Request, error: SachoError) -> Response:
        return failed(error)

    @app.exception_handler(RequestValidationError)
    async def mistaken(_request: Request, error: RequestValidationError) -> Response:
        # Where it is wrong, never what was sent: that may be words of a report.
        where = sorted({".".join(str(p) for p in e["loc"]) for e in error.errors()})
        told = f"The request is not as described: {', '.join(where)}."
        return encoded(Failure("wrong-request", told, f"See {ROOT}/openapi.json."), 400)

    @app.exception_handler(HTTPException)
    async def unknown(_request: Request, error: HTTPException) -> Response:
        code = "not-found" if error.status_code == 404 else "not-allowed"
        return encoded(
            Failure(code, "There is nothing at this address.", f"See {ROOT}/openapi.json."),
            error.status_code,
        )

    @app.exception_handler(Exception)
    async def unforeseen(_request: Request, error: Exception) -> Response:
        return not_foreseen(error)

    return Guard(app, door)


def openapi(app: FastAPI) -> dict[str, Any]:
    """The description of every route, with the shapes that they answer with."""
    made = get_openapi(title=app.title, version=app.version, routes=app.routes)
    components = made.setdefault("components", {})
    components.setdefault("schemas", {}).update(schemas())
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{"token": []}]
    return made


def _looking(room: Room) -> APIRouter:
    """The routes that change nothing, and the one through which reports come in."""
    api = APIRouter()

    @api.get("/desk", responses=shaped(Desk))
    def the_desk(
        show: Literal["waiting", "done", "all"] = "all",
        first: Annotated[int, Query(ge=0)] = 0,
        many: Annotated[int, Query(ge=1, le=1000)] = 200,
    ) -> Response:
        """What came in, what waits, what contradicts."""
        return encoded(desk(room.derived(), room.project, show, (first, many)))

    @api.get("/next")
    def the_next(after: str | None = None) -> Response:
        """The report to review next: `{"report": id or null}`."""
        picture = room.picture()
        order = queue(report_row(picture, r) for r in picture.read.reports)
        return encoded({"report": following(order, after)})

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
        return encoded(report_view(room.derived(), room.project, report, by))

    @api.get("/incidents", responses=shaped(Incidents))
    def all_incidents() -> Response:
        """Every incident as a row, for map, timeline and table."""
        return encoded(Incidents(incident_view.rows(room.derived(), room.project)))

    @api.get("/incidents/{incident}", responses=shaped(IncidentView))
    def one_incident(incident: str) -> Response:
        """An incident with all values of all its reports side by side."""
        return encoded(incident_view.incident_view(room.derived(), room.project, incident))

    return api


def _finding(room: Room) -> APIRouter:
    """The routes that list, find and explain: files, codebook, search."""
    api = APIRouter()

    @api.get("/exports/incidents.{kind}")
    def exports(kind: Literal["csv", "json", "geojson"]) -> Response:
        """All incidents as a file."""
        rows = incident_view.rows(room.derived(), room.project)
        return Response(
            exported(rows, kind),
            media_type=MEDIA[kind],
            headers={"content-disposition": f'attachment; filename="incidents.{kind}"'},
        )

    @api.get("/codebook")
    def codebook() -> Response:
        """The vocabulary: every kind, stage, stance, speaker, relation and field, en and ko."""
        return encoded(vocabulary())

    @api.get("/search", responses=shaped(Hits))
    def search(words: Annotated[str, Query(min_length=1, max_length=400)]) -> Response:
        """Reports that hold all the words."""
        names = {i: r.receipts[0].received_name for i, r in room.picture().read.reports.items()}
        hits = index.search(room.project, words)
        return encoded(
            Hits(tuple(Found(h.report, names[h.report], h.title, h.snippet) for h in hits))
        )

    return api


def _deciding(room: Room) -> APIRouter:
    """The routes by which people decide. Each answers when the decision is on disk."""
    api = APIRouter()

    @api.post("/decisions", responses=shaped(Decided))
    def decided(asked: Judging) -> Response:
        """Accept, refuse or correct a claim; 409 with the claim as it stands where it changed."""
        return encoded(judging.judge(room, asked))

    @api.post("/undo", responses=shaped(Decided))
    def undone(asked: Stepping) -> Response:
        """Take back the person's last decision in a report."""
        return encoded(judging.step(room, asked, forward=False))

    @api.post("/redo", responses=shaped(Decided))
    def redone(asked: Stepping) -> Response:
        """Let the decision that was last taken back count again."""
        return encoded(judging.step(room, asked, forward=True))

    @api.post("/incidents/{incident}/preview", responses=shaped(Preview))
    def previewed(incident: str, asked: Joining) -> Response:
        """What a split or merge would leave; changes nothing."""
        return encoded(judging.previewed(room, incident, asked))

    @api.post("/incidents/{incident}/decisions", responses=shaped(Decided))
    def joined(incident: str, asked: JoiningDecided) -> Response:
        """Split or merge; 409 with the incident as it stands where it changed."""
        return encoded(judging.join(room, incident, asked))

    @api.post("/retractions", responses=shaped(Decided))
    def retracted(asked: Retracting) -> Response:
        """Take back a split, merge or link."""
        return encoded(judging.take_back(room, asked))

    return api


_BYTES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class _File(msgspec.Struct, frozen=True):
    data: bytes
    media: str


def _page(app: FastAPI) -> None:
    """The built page, from a fixed list of files: neither data nor token is in it."""
    folder = files("sacho.web").joinpath("static")
    found: dict[str, _File] = {}
    for part in (folder, folder.joinpath("assets")):
        for entry in part.iterdir() if part.is_dir() else ():
            ending = entry.name[entry.name.rfind(".") :]
            if entry.is_file() and ending in KINDS:
                found[entry.name] = _File(entry.read_bytes(), KINDS[ending])

    def served(name: str) -> Response:
        if name not in found:
            raise HTTPException(404)
        return Response(found[name].data, media_type=found[name].media)

    @app.get("/", include_in_schema=False)
    def front() -> Response:
        return served("index.html")

    @app.get("/favicon.ico", include_in_schema=False)
    def icon() -> Response:
        return Response(status_code=204)

    @app.get("/assets/{name}", include_in_schema=False)
    def asset(name: str) -> Response:
        return served(name)
