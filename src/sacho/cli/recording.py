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
    ModelAddressOption,
    ModelNameOption,
    Output,
    ProjectOption,
    PublishedOption,
    PublisherOption,
    QuietOption,
    SandboxOption,
)

if TYPE_CHECKING:
    from sacho.model.report import Handling
    from sacho.pipeline import Arrived, Outcome

NetworkOption = Annotated[
    bool, typer.Option("--allow-network", help="Visit the web addresses that are given.")
]
WHOLE = "format.web-archive"
COLUMNS = ("id", "received_name", "new", "read", "accounts", "problems")


def record(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, web addresses, or - for stdin."),
    ],
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    language: LanguageOption = None,
    handling: Annotated[
        str,
        typer.Option(
            metavar="open|internal|sealed", help="Who may see it; sealed: keyholders alone."
        ),
    ] = "open",
    name: Annotated[str, typer.Option(metavar="NAME", help="What stdin is called.")] = "stdin",
    allow_network: NetworkOption = False,
    without_sandbox: SandboxOption = False,
    model_address: ModelAddressOption = None,
    model_name: ModelNameOption = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="S-...", help="From which sealed source; only with sealed."),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Keep documents to the byte, read them, and link what they tell into incidents.

    Each is accepted whole or not at all; one that cannot be read is kept all the same, with a
    problem that says why, and the exit code is 1. A language model, if you name one, proposes words
    beside the built-in reader; its answers are kept in the project, and sealed reports never go
    to it.

    Examples:

      sacho record reports/

      sacho record a.pdf b.eml --publisher "Daily Example" --published 2021-01-26

      sacho record https://news.example/report --allow-network

      cat letter.txt | sacho record - --name letter.txt --handling internal

      sacho record letter.txt --handling sealed --source S-7K3MQ9TAWE

      sacho record reports/ --model-address http://127.0.0.1:8080/v1 --model-name small
    """
    from sacho import pipeline
    from sacho.errors import UsageError

    kept_how = _handling(handling)
    _refuse_visits(paths, allow_network, kept_how)
    given = pipeline.Given(publisher=publisher, published=published, language=language)
    if kept_how == "sealed":
        from sacho.cli.sealing import record_sealed

        record_sealed(project, _sealed_arrivals(paths, name), given, source, output)
        return
    if source is not None:
        raise UsageError(
            "Which source a report came from is kept only of sealed reports.",
            "Add --handling sealed.",
        )
    listed = list(_listed(paths))
    from sacho.cli.reading import proposer_at
    from sacho.store.project import ANSWERS, open_project

    proposer = proposer_at(model_address, model_name, allow_network, project / ANSWERS)
    with open_project(project, create=True) as opened:
        missed: list[str] = []
        arrivals = _unpacked(_arrivals(listed, name, missed), without_sandbox)
        outcomes = pipeline.record(opened, arrivals, given, kept_how, without_sandbox, proposer)
        done = [_row(o) for o in watch(outcomes, len(listed), quiet)]
    _told(done, output, quiet)
    if missed:
        raise typer.Exit(1)


def _told(done: list[dict[str, object]], output: Output, quiet: bool) -> None:
    from sacho.cli import printing

    # A web archive is kept beside its pages, which are the reports.
    unread = [row for row in done if not row["read"] and row["problems"] != [WHOLE]]
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
    from sacho.errors import UsageError

    if handling == "open" or handling == "internal" or handling == "sealed":
        return handling
    raise UsageError(f"There is no handling `{handling}`.", "Use open, internal or sealed.")


def _listed(paths: list[str]) -> Iterator[tuple[str, Path | None]]:
    """(how, file) for every file named or found below a folder; stdin has no file."""
    from sacho.errors import UsageError

    for given in paths:
        path = Path(given)
        if _is_address(given):
            yield given, None
        elif given == "-":
            yield "stdin", None
        elif path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.is_file()):
                if not any(part.startswith(".") for part in file.relative_to(path).parts):
                    yield "folder", file
        elif path.is_file():
            yield "file", path
        else:
            raise UsageError(f"There is no file or folder {given}.", "Nothing was recorded.")


def _arrivals(
    listed: list[tuple[str, Path | None]], name: str, missed: list[str]
) -> Iterator[Arrived]:
    """What was listed, as bytes. An address that gives no page is told, and put into `missed`."""
    from sacho.cli import printing
    from sacho.pipeline import Arrived

    for how, path in listed:
        if _is_address(how):
            visited = _visited(how)
            if visited is None:
                missed.append(how)
            else:
                yield visited
            continue
        if path is None:
            yield Arrived(sys.stdin.buffer.read(), name, how)
            continue
        try:
            yield Arrived(path.read_bytes(), path.name, how)
        except OSError as error:
            printing.note(f"{path}: not recorded, it cannot be opened ({error.strerror}).")


def _is_address(given: str) -> bool:
    return "://" in given


def _refuse_visits(paths: list[str], allowed: bool, handling: Handling) -> None:
    from sacho.errors import RefusedForSafety

    asked = any(_is_address(each) for each in paths)
    if asked and handling == "sealed":
        raise RefusedForSafety(
            "A sealed report is not fetched: the visit would tell of it.",
            "Save the page safely and record the file.",
        )
    if asked and not allowed:
        raise RefusedForSafety(
            "Sacho does not go to the network by itself.",
            "Add --allow-network. The visited site can then learn your internet address, the time, "
            "and that this page was read. Or save the page and record the file.",
        )


def _visited(url: str) -> Arrived | None:
    from sacho.cli import printing
    from sacho.errors import SachoError
    from sacho.ingest import web
    from sacho.pipeline import Arrived

    printing.note(web.VISIBLE)
    try:
        fetched = web.fetch(url)
    except SachoError as error:
        printing.note(f"{url}: not recorded. {error.message}")
        return None
    if not 200 <= fetched.status < 300:
        printing.note(f"{url}: not recorded. The site answered with status {fetched.status}.")
        return None
    return Arrived(fetched.archive, fetched.url, "web")


def _unpacked(arrivals: Iterator[Arrived], without_sandbox: bool) -> Iterator[Arrived]:
    """The arrivals, with each WARC kept whole and followed by one arrival for each page in it."""
    from sacho.cli import printing
    from sacho.pipeline import Arrived

    for arrived in arrivals:
        if arrived.how == "web" or not _may_be_warc(arrived):
            yield arrived
            continue
        from sacho.ingest import problems, warc

        found = warc.split(arrived.data, without_sandbox)
        yield arrived
        for part in found.parts if warc.is_many(found) else ():
            yield Arrived(part.data, part.name or arrived.name, "warc", arrived.given)
        if found.skipped:
            printing.note(f"{arrived.name}: {found.skipped} responses hold no page; skipped.")
        for code in found.codes:
            if code in problems.MESSAGES:
                printing.note(f"{arrived.name}: {problems.MESSAGES[code]}")


def _may_be_warc(arrived: Arrived) -> bool:
    packed = arrived.data.startswith(b"\x1f\x8b") and arrived.name.lower().endswith(".warc.gz")
    return packed or arrived.data.startswith(b"WARC/1.")


def _sealed_arrivals(paths: list[str], name: str) -> Iterator[Arrived]:
    """As `_arrivals`, but what cannot be opened is named by its place: a name may be a person's."""
    from sacho.errors import UsageError
    from sacho.pipeline import Arrived

    for number, given in enumerate(paths, 1):
        try:
            for how, path in _listed([given]):
                data = sys.stdin.buffer.read() if path is None else path.read_bytes()
                yield Arrived(data, name if path is None else path.name, how)
        except (OSError, UsageError):
            raise UsageError(
                f"What was named at place {number} cannot be opened.",
                "What came before it is sealed; record the rest again.",
            ) from None


def _row(outcome: Outcome) -> dict[str, object]:
    return {
        "id": outcome.report.id,
        "received_name": outcome.report.receipts[-1].received_name,
        "new": outcome.is_new,
        "read": outcome.read,
        "accounts": outcome.accounts,
        "problems": sorted({p.code for p in outcome.problems}),
    }
