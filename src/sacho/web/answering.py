"""How an answer becomes JSON, and its shape a part of the description in OpenAPI."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from fastapi import Response

from sacho.errors import EvidenceError, NotFound, RefusedForSafety, SachoError
from sacho.web.answers import (
    Choices,
    Decided,
    Desk,
    Failure,
    Hits,
    Incidents,
    IncidentView,
    Laid,
    Preview,
    Recorded,
    ReportView,
)  # fmt: skip


class Conflict(SachoError):
    """Somebody decided meanwhile; `current` is how the thing stands now."""

    def __init__(self, message: str, next_step: str, current: object) -> None:
        super().__init__(message, next_step)
        self.current = current


_STATUS: tuple[tuple[type[SachoError], int, str], ...] = (
    (Conflict, 409, "conflict"),
    (NotFound, 404, "not-found"),
    (RefusedForSafety, 403, "refused-for-safety"),
    (EvidenceError, 500, "evidence"),
)


# What turns the direction of words or hides between them, and C1 controls, as UTF-8 writes them.
_HIDING = re.compile(
    rb"\x7f|\xe2\x80[\x8b\x8e\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa4\xa6-\xaf]|\xef\xbb\xbf|\xd8\x9c|\xc2[\x80-\x9f\xad]"
    rb"|\xf3\xa0[\x80\x81][\x80-\xbf]"
)
_SHOWN = "\N{REPLACEMENT CHARACTER}".encode()


def encoded(value: object, status: int = 200) -> Response:
    """The value as a JSON answer. What would hide or turn words (in the name of a file) is shown as
    a replacement character, one for one, so that no place in a text moves."""
    told = _HIDING.sub(_SHOWN, msgspec.json.encode(value))
    return Response(told, status, media_type="application/json")


def failed(error: SachoError) -> Response:
    """A failure that a person can act on, as JSON with the status that fits it."""
    for kind, status, code in _STATUS:
        if isinstance(error, kind):
            current = error.current if isinstance(error, Conflict) else None
            return encoded(Failure(code, error.message, error.next_step, current), status)
    return encoded(Failure("wrong-use", error.message, error.next_step), 400)


SHAPES: tuple[type, ...] = (
    Choices, Decided, Desk, Failure, Hits, Incidents, IncidentView, Laid, Preview, Recorded,
    ReportView,
)  # fmt: skip


def shaped(shape: type) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that answers with this shape, and with `Failure` otherwise."""

    def named(name: str, told: str) -> dict[str, Any]:
        schema = {"$ref": f"#/components/schemas/{name}"}
        return {"description": told, "content": {"application/json": {"schema": schema}}}

    failures = {
        400: "The request does not make sense as it stands",
        401: "No token, or a wrong one",
        403: "From another host or origin, or refused for safety",
        404: "No such thing in this project",
        409: "Somebody decided meanwhile",
        413: "Too large",
    }
    return {
        200: named(shape.__name__, "Done"),
        **{status: named("Failure", told) for status, told in failures.items()},
    }


def schemas() -> dict[str, Any]:
    """The JSON Schemas of all shapes, by name."""
    _, components = msgspec.json.schema_components(
        SHAPES, ref_template="#/components/schemas/{name}"
    )
    return components
