"""The interface under `/api/v1` and the page beside it. Thin: parse, authorise, call, answer."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException

from sacho.errors import SachoError
from sacho.web.answering import encoded, failed, schemas
from sacho.web.answers import Failure
from sacho.web.guard import Door, Guard, not_foreseen
from sacho.web.room import Room
from sacho.web.routes import finding, judging_claims, judging_incidents, looking

ROOT = "/api/v1"
KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css",
         ".json": "application/json", ".svg": "image/svg+xml", ".txt": "text/plain"}  # fmt: skip


def application(room: Room, door: Door) -> Guard:
    """The whole application for one project: give it to an ASGI server on 127.0.0.1."""
    app = FastAPI(
        title="Sacho reading room", version="1", docs_url=None, redoc_url=None, openapi_url=None
    )
    for router in (looking(room), finding(room), judging_claims(room), judging_incidents(room)):
        app.include_router(router, prefix=ROOT)
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
