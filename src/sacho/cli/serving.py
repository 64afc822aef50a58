"""`sacho serve`: the reading room, on this machine alone."""

from __future__ import annotations

from typing import Annotated

import typer

from sacho.cli.options import PROJECT, ProjectOption


def serve(
    project: ProjectOption = PROJECT,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, metavar="N", help="The port; 0 for any free one."),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the address; open nothing.")
    ] = False,
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
        # A program that started us may be waiting for this line.
        import sys

        sys.stdout.flush()
        if not no_browser:
            typer.launch(address)

    with open_project(project, create=True) as opened:
        serving(opened, port, told)
