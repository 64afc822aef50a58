"""`sacho launcher`: a file to click for those who never see a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from sacho.cli import entries
from sacho.cli.options import PROJECT, ProjectOption


def launcher(
    project: ProjectOption = PROJECT,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="DIR", help="Where to put it, instead of where this desktop looks."
        ),
    ] = None,
    system: Annotated[
        entries.System | None,
        typer.Option("--system", help="For another desktop than this machine's; needs --to."),
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take this project's launcher away again.")
    ] = False,
) -> None:
    """Make a launcher: a file to click that opens the reading room of one project.

    On Linux it is an entry of the applications menu, on macOS a file on the desktop, on Windows
    one in the start menu. A small window stays open while Sacho runs; closing it stops Sacho.
    Whoever uses this desktop can see the name and the place of the project in that file.

    Example: sacho launcher --project reports-2021

    Example: sacho launcher --project reports-2021 --remove

    Example: sacho launcher --project reports-2021 --to ~/Desktop
    """
    from sacho.errors import UsageError

    here = entries.system_of(sys.platform)
    if system is not None and system is not here and to is None:
        raise UsageError("Where another system looks is not known here.", "Name a folder: --to.")
    folder = to or entries.folder_of(here, Path.home(), dict(os.environ))
    made = _entry(system or here, project)
    if remove:
        gone = entries.remove(folder, made)
        typer.echo(f"Removed {gone}" if gone else f"There is no launcher of {project} in {folder}.")
        return
    typer.echo(f"Made {entries.write(folder, made)}")


def _entry(system: entries.System, project: Path) -> entries.Entry:
    """By absolute paths: a desktop starts things from anywhere."""
    whole = str(project.resolve())
    code = "from sacho.cli import main; main()"
    command = (sys.executable, "-c", code, "serve", "--project", whole)
    return entries.entry(system, command, whole)
