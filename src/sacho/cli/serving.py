"""`sacho serve`: the reading room, on this machine alone."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from sacho.cli.options import PROJECT, ProjectOption, SandboxOption


def serve(
    project: ProjectOption = PROJECT,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, metavar="N", help="The port; 0 for any free one."),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the address; open nothing.")
    ] = False,
    without_sandbox: SandboxOption = False,
) -> None:
    """Open the reading room: a page where reports come in and claims are checked.

    It answers on 127.0.0.1 alone, and only to who holds the address that it prints: the part after
    # is the secret of this run. Stop it with Ctrl-C; every decision is kept as it is made.

    Example: sacho serve --project reports-2021
    """
    from sacho.store.project import open_project
    from sacho.web.serving import serve as serving

    def told(address: str) -> None:
        typer.echo(address)
        sys.stdout.flush()  # a program that started us may be waiting for this line
        if not no_browser:
            door.write_text(DOOR.format(address=address), encoding="utf-8")
            typer.launch(door.as_uri())

    with open_project(project, create=True) as opened, _private() as folder:
        door = folder / "reading-room.html"
        serving(opened, port, told, without_sandbox)


# The browser is given a file of ours, never the address: a command line is seen by every user of
# the machine, and the address holds the token.
DOOR = """<!doctype html><meta charset="utf-8"><title>Sacho</title>
<meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url={address}">
<p><a href="{address}">Open the reading room</a></p>
"""


@contextmanager
def _private() -> Generator[Path]:
    """A folder that nobody else may look into, gone when the room closes."""
    with tempfile.TemporaryDirectory(prefix="sacho-") as made:
        yield Path(made)
