"""Searches that people keep by name. Append-only: the newest row of a name is what holds."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, select

from sacho.errors import NotFound, ProjectError, UsageError
from sacho.store import schema
from sacho.store.encoding import to_json
from sacho.store.project import SEARCHES, Project

Asked = dict[str, str | int | float | None]
"""What a search asks: the words, and a filter's value by its name."""

LIST = "list"
"""No search bears this name: `--saved list` names them all."""


def save(project: Project, name: str, asked: Asked) -> None:
    """Keep a search by name; an older one of the name stays in the journal and holds no more.

    Raises UsageError where it can bear no such name.
    """
    name = name.strip()
    if not name or name == LIST:
        raise UsageError(f"A search cannot be named `{name}`.", "Give it another name.")
    _adopt(project)
    with project.writing() as writing:
        if _held(writing.connection).get(name) == asked:
            return
        writing.add(schema.saved_search, name=name, asked=to_json(asked))
        writing.record("search-saved")


def forget(project: Project, name: str) -> None:
    """Keep a search no more; what it asked stays in the journal. Raises NotFound."""
    _adopt(project)
    with project.writing() as writing:
        if name not in _held(writing.connection):
            raise _unknown(name)
        writing.add(schema.saved_search, name=name, asked=None)
        writing.record("search-forgotten")


def get(project: Project, name: str) -> Asked:
    """What the search of this name asks. Raises NotFound."""
    every = list_all(project)
    if name not in every:
        raise _unknown(name)
    return every[name]


def list_all(project: Project) -> dict[str, Asked]:
    """Every kept search by its name, in order of names."""
    _adopt(project)
    with project.reading() as connection:
        held = _held(connection)
    return {name: held[name] for name in sorted(held)}


def _held(connection: Connection) -> dict[str, Asked]:
    held: dict[str, Asked] = {}
    for row in connection.execute(select(schema.saved_search).order_by("entry", "name")):
        if row.asked is None:
            held.pop(row.name, None)
        else:
            held[row.name] = msgspec.json.decode(row.asked, type=Asked)
    return held


def _adopt(project: Project) -> None:
    """Record the searches of the file that older versions kept, then remove it."""
    file = project.path / SEARCHES
    if not file.is_file():
        return
    try:
        found: Mapping[str, Asked] = msgspec.json.decode(file.read_bytes(), type=dict[str, Asked])
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise ProjectError(
            f"{SEARCHES} is damaged.", "Remove it; searches can be saved again."
        ) from None
    with project.writing() as writing:
        held = _held(writing.connection)
        # What was recorded since is newer than the file.
        for name, asked in found.items():
            if name not in held and name != LIST:
                writing.add(schema.saved_search, name=name, asked=to_json(asked))
        writing.record("search-saved")
        writing.afterwards.append(lambda: file.unlink(missing_ok=True))


def _unknown(name: str) -> NotFound:
    return NotFound(f"No search is saved as `{name}`.", "`sacho search --saved list`.")
