"""`sacho doctor`: what this machine can do for the safety of what is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sacho.cli.options import PROJECT, FormatOption, Output

COLUMNS = ("what", "state", "ok")


def doctor(
    project: Annotated[
        Path, typer.Option("--project", metavar="DIR", help="The project whose sealing is told.")
    ] = PROJECT,
    output: FormatOption = Output.table,
) -> None:
    """Say which walls stand around a document on this machine, and whether sealing is set up.

    Changes nothing and needs no project. The exit code is 1 where something is missing without
    which files from people you do not trust should not be read here.

    Example: sacho doctor --format json
    """
    from sacho.cli import printing

    listed = [*_walls(), _library(), _sealing(project)]
    printing.rows(COLUMNS, listed, output)
    if any(each["ok"] == "no" for each in listed):
        raise typer.Exit(1)


def _walls() -> list[dict[str, str]]:
    from sacho.ingest import sandbox

    return [
        {"what": f"wall: {name}", "state": state, "ok": "yes" if stands else "no"}
        for name, state, stands in sandbox.standing()
    ]


def _library() -> dict[str, str]:
    from sacho.errors import ProjectError
    from sacho.store.dialect import check_version, sqlite

    version = ".".join(map(str, sqlite.sqlite_version_info))
    try:
        check_version()
    except ProjectError:
        return {"what": "SQLite", "state": f"{version}, too old", "ok": "no"}
    return {"what": "SQLite", "state": version, "ok": "yes"}


def _sealing(project: Path) -> dict[str, str]:
    from sacho.cli import unlocking
    from sacho.store.project import open_project

    if not (project / "sacho.db").is_file():
        return {"what": "sealing", "state": "no project here", "ok": ""}
    with open_project(project) as opened:
        made = unlocking.vault(opened).exists
    return {"what": "sealing", "state": "set up" if made else "no keyholder yet", "ok": ""}
