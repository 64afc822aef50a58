"""The bundled reports: every one of them invented, and each says so in its own text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from sacho.pipeline import Arrived, Given

DESCRIPTION = (
    "seventeen invented reports about a border; the towns are real, and no person, outlet or "
    "happening in them is"
)


def arrivals() -> Iterator[Arrived]:
    """The bundled documents as if they came in from a folder, in the order of their names."""
    folder = files("sacho.bundled")
    desk = tomllib.loads(folder.joinpath("desk.toml").read_text(encoding="utf-8"))
    for entry in sorted(folder.joinpath("reports").iterdir(), key=lambda e: e.name):
        given = Given(**desk.get(entry.name, {}))
        yield Arrived(entry.read_bytes(), entry.name, "bundled", given)


def described() -> str:
    """What to say wherever these reports are shown."""
    return DESCRIPTION
