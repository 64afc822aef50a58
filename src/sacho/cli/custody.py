"""`sacho checkpoint`, `stamp`, `backup`, `restore` and `bundle`: what leaves the building to vouch for it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sacho.cli.options import PROJECT, FormatOption, Output, ProjectOption


def checkpoint(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Where to write it; else it is printed.")
    ] = None,
    project: ProjectOption = PROJECT,
) -> None:
    """Sign where the journal stands; keep the result elsewhere, on paper or with a partner.

    With a FILE, FILE.leaves beside it lets `verify` name the first entry that was changed later.
    Nothing is sent anywhere and no time stamping service is asked.

    Example: sacho checkpoint stand.txt
    """
    from sacho.cli import printing
    from sacho.errors import ProjectError
    from sacho.store.log import checkpoints, stamps
    from sacho.store.project import open_project

    with open_project(project) as opened:
        signed = checkpoints.make(opened)
        told = checkpoints.newest(opened)
        assert told
        if file is None:
            typer.echo(signed, nl=False)
            return
        try:
            file.write_text(signed, encoding="utf-8")
            leaves = checkpoints.leaves_of(opened, told.size)
            file.with_name(f"{file.name}.leaves").write_bytes(leaves)
        except OSError as error:
            raise ProjectError(f"{file} cannot be written: {error.strerror}.") from error
        stamped = stamps.state(opened, told.size)
    typer.echo(f"{told.size} journal entries, root {told.root.hex()}")
    printing.note(f"{stamped} Keep a copy outside this building.")


def stamp(
    given: Annotated[
        str, typer.Argument(metavar="URL|FILE", help="A service, or a token that it gave.")
    ],
    authority: Annotated[
        Path, typer.Option(metavar="FILE", help="The certificates that you trust for it (PEM).")
    ],
    project: ProjectOption = PROJECT,
    allow_network: Annotated[
        bool, typer.Option("--allow-network", help="Ask the service at the address.")
    ] = False,
    output: FormatOption = Output.table,
) -> None:
    """Have the newest checkpoint stamped by an outside service (RFC 3161), and keep its token.

    One hash of the whole log is sent, never one of a report. Without a network: carry the
    checkpoint to the service by other means and give the token's FILE.

    Example: sacho stamp https://stamps.example --authority roots.pem --allow-network
    """
    import msgspec

    from sacho.cli import printing
    from sacho.errors import RefusedForSafety, UsageError
    from sacho.store.log import stamps
    from sacho.store.project import open_project

    asked = "://" in given
    if asked and not allow_network:
        raise RefusedForSafety(
            "Sacho does not go to the network by itself.",
            f"Add --allow-network. {stamps.VISIBLE}",
        )
    try:
        trusted = authority.read_bytes()
        token = b"" if asked else Path(given).read_bytes()
    except OSError as error:
        raise UsageError(f"The file cannot be read: {error.strerror}.") from error
    with open_project(project) as opened:
        if asked:
            printing.note(stamps.VISIBLE)
            made = stamps.ask(opened, given, trusted)
        else:
            made = stamps.take(opened, token, trusted)
    printing.rows(("size", "at", "authority"), [msgspec.to_builtins(made)], output)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file for the backup.")],
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
) -> None:
    """Write the whole project into one file while others may go on working.

    Sealed things stay encrypted in it; all else is as readable as in the project.

    Example: sacho backup friday.tar
    """
    import msgspec

    from sacho.cli import printing
    from sacho.store import backup as store
    from sacho.store.project import open_project

    with open_project(project) as opened:
        made = store.take(opened, file)
    printing.rows(("reports", "entries", "root"), [msgspec.to_builtins(made)], output)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
) -> None:
    """Lay out a backup in a new folder and verify it: the root must be the same (else exit 3).

    Example: sacho restore friday.tar --project restored
    """
    import msgspec

    from sacho.cli import printing
    from sacho.store import backup as store

    made = store.restore(file, project)
    printing.rows(("reports", "entries", "root"), [msgspec.to_builtins(made)], output)


def bundle(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="The incident's id.")],
    file: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The zip to write.")
    ] = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="Also with reports for internal use.")
    ] = False,
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
) -> None:
    """Put the evidence of an incident into one zip that a stranger can check offline.

    Example: sacho bundle account:5b0c1d --output bundle.zip
    """
    import msgspec

    from sacho.bundle.make import make
    from sacho.cli import printing
    from sacho.store.project import open_project

    with open_project(project) as opened:
        made = make(opened, incident, file or Path("bundle.zip"), internal=internal)
    columns = ("incident", "reports", "claims", "decisions", "entries", "left_out")
    printing.rows(columns, [msgspec.to_builtins(made)], output)
