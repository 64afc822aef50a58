"""`sacho rebuild`, `verify` and `erase`: what is kept stays whole, and is shown to be."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sacho.cli.options import PROJECT, FormatOption, Output, ProjectOption, QuietOption

if TYPE_CHECKING:
    from sacho.store.project import Project
    from sacho.store.verify import Verification


def rebuild(
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
    read: Annotated[
        bool, typer.Option("--read", help="Also read every text again with this reader.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Make again all that is derived: index, views, origins, incidents. Ids and bytes stay.

    Example: sacho rebuild --read
    """
    from sacho import pipeline
    from sacho.cli import printing
    from sacho.store import rebuild as store
    from sacho.store.project import open_project

    with open_project(project) as opened:
        added = 0
        if read:
            for report, new in pipeline.read_again(opened):
                added += new
                if new and not quiet:
                    printing.note(f"{report.receipts[0].received_name}: read differently now")
        store.rebuild(opened)
        found = pipeline.link(opened)
        row = {
            "incidents": len(found),
            "new_readings": added,
            "sha256": store.dump_hash(opened),
        }
    printing.rows(("incidents", "new_readings", "sha256"), [row], output)


def verify(
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
    quiet: QuietOption = False,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A checkpoint that was kept elsewhere.")
    ] = None,
) -> None:
    """Check every original, row and journal entry; name what is wrong (exit 3).

    Example: sacho verify --against stand.txt
    """
    from sacho.cli import printing
    from sacho.store.project import open_project
    from sacho.store.verify import verify as check

    def progress(done: int, total: int) -> None:
        if not quiet and sys.stderr.isatty():
            sys.stderr.write(f"\r{done}/{total} originals")
            sys.stderr.flush()

    with open_project(project) as opened:
        found = check(opened, progress)
        if against is not None:
            found = _against(opened, found, against)
    if sys.stderr.isatty() and not quiet:
        sys.stderr.write("\r\x1b[K")
    if output is Output.json:
        printing.as_json({"clean": found.clean, "verification": found})
    elif output is Output.csv:
        import msgspec

        faults = [msgspec.to_builtins(f) for f in found.faults]
        printing.rows(("code", "item", "what", "next_step"), faults, output)
    else:
        typer.echo(
            f"{found.reports} originals ({found.bytes} bytes), {found.entries} journal entries, "
            f"{found.rows} rows looked at; {found.erased} entries erased with a reason."
        )
        if found.sealed or found.sealed_erased:
            typer.echo(
                f"{found.sealed} sealed things looked at, without opening them; "
                f"{found.sealed_erased} erased with a reason."
            )
        for fault in found.faults:
            typer.echo(
                printing.safe(
                    f"WRONG  {fault.item}: {fault.message}\n       {fault.korean}\n"
                    f"       {fault.next_step} [{fault.code}]"
                )
            )
        typer.echo("Nothing is wrong." if found.clean else f"{len(found.faults)} faults.")
        typer.echo(f"Newest journal entry: {found.head}  (keep a copy elsewhere)")
        if found.stamped:
            printing.note(found.stamped)
        for unchecked in found.unchecked:
            printing.note(f"Not checked: {unchecked}.")
    if not found.clean:
        raise typer.Exit(3)


def _against(opened: Project, found: Verification, file: Path) -> Verification:
    """What was found, with what does not follow from a checkpoint kept elsewhere."""
    import msgspec

    from sacho.errors import UsageError
    from sacho.store.log import checkpoints

    beside = file.with_name(f"{file.name}.leaves")
    try:
        told = file.read_bytes().decode(errors="replace")
        leaves = beside.read_bytes() if beside.exists() else b""
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    _, faults = checkpoints.outside(opened, told, leaves)
    return msgspec.structs.replace(found, faults=(*found.faults, *faults))


def erase(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="The report's id; R-... or S-... sealed.")
    ],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who erases.")] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; name no source here.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
) -> None:
    """Remove a report's content for good; that it was removed, when and why, stays.

    Copies elsewhere and older backups are out of reach. This cannot be undone.

    Example: sacho erase sha256:5b0c1d --by Han --reason "the source asked"
    """
    from sacho import pipeline
    from sacho.cli import printing
    from sacho.cli.unlocking import looks_sealed
    from sacho.errors import UsageError
    from sacho.store import erase as store
    from sacho.store import finding
    from sacho.store.project import open_project

    with open_project(project) as opened:
        if looks_sealed(report):
            from sacho.cli.sealing import erase_sealed

            erase_sealed(opened, report, (by, reason), yes, output)
            return
        noun, id_ = finding.resolve(opened, report)
        if noun != "report":
            raise UsageError(f"{id_} is no report.", "`sacho reports` lists them.")
        if not yes:
            if not sys.stdin.isatty():
                raise UsageError("Erasing cannot be undone.", "Say --yes to do it without asking.")
            typer.confirm(f"Erase {id_} for good?", abort=True)
        made = store.erase(opened, id_, by, reason)
        pipeline.link(opened)
    row = {"report": id_, "at": made.at, "by": made.by, "reason": made.reason}
    printing.rows(("report", "at", "by", "reason"), [row], output)
