"""`sacho record`: documents come in; each is kept, read and linked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sacho.cli.options import (
    PROJECT,
    FormatOption,
    LanguageOption,
    Output,
    ProjectOption,
    PublishedOption,
    PublisherOption,
    QuietOption,
)

if TYPE_CHECKING:
    from sacho.model.report import Handling
    from sacho.pipeline import Arrived, Outcome

COLUMNS = ("id", "received_name", "new", "read", "accounts", "problems")


def record(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for stdin.")
    ],
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    language: LanguageOption = None,
    handling: Annotated[
        str, typer.Option(metavar="open|internal|sealed", help="Who may see it.")
    ] = "open",
    name: Annotated[str, typer.Option(metavar="NAME", help="What stdin is called.")] = "stdin",
    quiet: QuietOption = False,
) -> None:
    """Keep documents to the byte, read them, and link what they tell into incidents.

    Each is accepted whole or not at all; one that cannot be read is kept all the same, with a
    problem that says why, and the exit code is 1.

    Examples:

      sacho record reports/

      sacho record a.pdf b.eml --publisher "Daily Example" --published 2021-01-26

      cat letter.txt | sacho record - --name letter.txt --handling internal
    """
    from sacho import pipeline
    from sacho.cli import printing

    kept_how = _handling(handling)
    given = pipeline.Given(publisher=publisher, published=published, language=language)
    listed = list(_listed(paths))
    from sacho.store.project import open_project

    with open_project(project, create=True) as opened:
        arrivals = _arrivals(listed, name)
        outcomes = pipeline.record(opened, arrivals, given, kept_how)
        done = [_row(o) for o in watch(outcomes, len(listed), quiet)]
    unread = [row for row in done if not row["read"]]
    if output is not Output.table or not quiet:
        printing.rows(COLUMNS, done, output, "Nothing to record.")
    if unread:
        printing.note(
            f"{len(unread)} of {len(done)} could not be read; they are kept. "
            "`sacho problems` says why."
        )
        raise typer.Exit(1)


def watch(outcomes: Iterable[Outcome], total: int, quiet: bool) -> Iterator[Outcome]:
    """The outcomes, with a bar, counts and the time left on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("Recording", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("record", total=total)
        for outcome in outcomes:
            progress.advance(task)
            yield outcome


def _handling(handling: str) -> Handling:
    from sacho.errors import RefusedForSafety, UsageError

    if handling == "sealed":
        raise RefusedForSafety(
            "Sealed reports cannot be kept safely yet, so nothing was written.",
            "Keep the document offline and encrypted until sealing exists.",
        )
    if handling == "open" or handling == "internal":
        return handling
    raise UsageError(f"There is no handling `{handling}`.", "Use open, internal or sealed.")


def _listed(paths: list[str]) -> Iterator[tuple[str, Path | None]]:
    """(how, file) for every file named or found below a folder; stdin has no file."""
    from sacho.errors import UsageError

    for given in paths:
        path = Path(given)
        if given == "-":
            yield "stdin", None
        elif path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.is_file()):
                if not any(part.startswith(".") for part in file.relative_to(path).parts):
                    yield "folder", file
        elif path.is_file():
            yield "file", path
        else:
            raise UsageError(f"There is no file or folder {given}.", "Nothing was recorded.")


def _arrivals(listed: list[tuple[str, Path | None]], name: str) -> Iterator[Arrived]:
    from sacho.cli import printing
    from sacho.pipeline import Arrived

    for how, path in listed:
        if path is None:
            yield Arrived(sys.stdin.buffer.read(), name, how)
            continue
        try:
            yield Arrived(path.read_bytes(), path.name, how)
        except OSError as error:
            printing.note(f"{path}: not recorded, it cannot be opened ({error.strerror}).")


def _row(outcome: Outcome) -> dict[str, object]:
    return {
        "id": outcome.report.id,
        "received_name": outcome.report.receipts[-1].received_name,
        "new": outcome.is_new,
        "read": outcome.read,
        "accounts": outcome.accounts,
        "problems": sorted({p.code for p in outcome.problems}),
    }
