"""Model types to the JSON kept in columns and back, in one deterministic order."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import msgspec

from sacho.errors import EvidenceError

_T = TypeVar("_T")

_encode = msgspec.json.Encoder(order="deterministic").encode


def to_json(value: object) -> str:
    """The one JSON text of a value: same value, same bytes."""
    return _encode(value).decode()


def to_json_or_none(value: object | None) -> str | None:
    """As `to_json`; nothing stays nothing (NULL)."""
    return None if value is None else to_json(value)


@cache
def _decoder(shape: Any) -> msgspec.json.Decoder[Any]:
    """Made once for each shape: making it costs ten times what a small value costs to read."""
    return msgspec.json.Decoder(shape)


def from_json(kept: str, shape: type[_T]) -> _T:
    """The value kept. Raises EvidenceError where the column no longer holds one of its shape."""
    try:
        return _decoder(shape).decode(kept)
    except (msgspec.DecodeError, TypeError) as error:
        raise EvidenceError(
            "A kept value cannot be read back: it was altered.", "Run `sacho verify`."
        ) from error


def canonical(value: object) -> bytes:
    """The bytes that are hashed for a record; bytes inside become base64."""
    return _encode(value)
