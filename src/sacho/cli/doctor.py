"""`sacho doctor`: what this machine can do for the safety of what is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sacho.cli.options import PROJECT, FormatOption, Output

COLUMNS = ("what", "state", "ok", "do")
_ELSEWHERE = (
    "Do not open files from people you do not trust here. Read them on Linux 5.13 or newer with "
    "Landlock and seccomp, or have them sent as plain text."
)


def doctor(
    project: Annotated[
        Path, typer.Option("--project", metavar="DIR", help="The project whose sealing is told.")
    ] = PROJECT,
    output: FormatOption = Output.table,
) -> None:
    """Try the walls around a document on this machine, and say which hold and what to do.

    A harmless stand-in for a hostile document tries to read and write a file, to send, to start
    and stop programs, to fill the memory and to go on for ever. Changes nothing and needs no
    project. The exit code is 1 where something is missing without which files from people you do
    not trust should not be read here.

    Example: sacho doctor --format json
    """
    from sacho.cli import printing

    listed = [*_tried(), *_walls(), _library(), _sealing(project)]
    printing.rows(COLUMNS, listed, output)
    if any(each["ok"] == "no" for each in listed):
        raise typer.Exit(1)
    printing.note("All walls hold here: each document is read behind them.")


def _tried() -> list[dict[str, str]]:
    from sacho.ingest import trial

    return [
        _row(each.what, "tried: held" if each.held else "tried: NOT held", each.held, _ELSEWHERE)
        for each in trial.tried()
    ]


def _walls() -> list[dict[str, str]]:
    from sacho.ingest import sandbox

    return [
        _row(f"wall: {name}", state, stands, _ELSEWHERE)
        for name, state, stands in sandbox.standing()
    ]


def _library() -> dict[str, str]:
    from sacho.errors import ProjectError
    from sacho.store.dialect import check_version, sqlite

    version = ".".join(map(str, sqlite.sqlite_version_info))
    try:
        check_version()
    except ProjectError as error:
        return _row("SQLite", f"{version}, too old", False, error.next_step or "Update Sacho.")
    return _row("SQLite", version, True)


def _sealing(project: Path) -> dict[str, str]:
    from sacho.cli import unlocking
    from sacho.store.project import open_project

    if not (project / "sacho.db").is_file():
        return _row("sealing", "no project here", None)
    with open_project(project) as opened:
        if unlocking.vault(opened).exists:
            return _row("sealing", "set up", None)
    return _row(
        "sealing", "no keyholder yet", None, "Before you seal a source: sacho keys init NAME"
    )


def _row(what: str, state: str, stands: bool | None, do: str = "") -> dict[str, str]:
    ok = "" if stands is None else "yes" if stands else "no"
    return {"what": what, "state": state, "ok": ok, "do": "" if stands else do}
