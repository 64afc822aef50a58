"""`sacho source`, `sacho open`, and what other verbs do with sealed things."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sacho.cli.options import PROJECT, FormatOption, Output, ProjectOption
from sacho.cli.unlocking import KeyFileOption, PassphraseOption, RecoveryOption

if TYPE_CHECKING:
    from sacho.pipeline import Arrived, Given, Reader
    from sacho.sealed.contents import SealedReport, Source
    from sacho.store.project import Project

source_app = typer.Typer(
    name="source",
    no_args_is_help=True,
    rich_markup_mode=None,
    help=(
        "Who speaks to you: sealed identities, contacts and notes, under a pseudonym.\n\n"
        "What you tell is asked for, or read from stdin as JSON; it is never an option, since "
        "options can be seen by others on this machine and stay in the shell's history.\n\n"
        "Example: sacho source add"
    ),
)

SourceArgument = Annotated[str, typer.Argument(metavar="S-...", help="The source's pseudonym.")]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who erases.")]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why; name no source here.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


@source_app.command("add")
def add(project: ProjectOption = PROJECT) -> None:
    """Seal a source and print the pseudonym to use from here on. Needs no passphrase.

    Examples:

      sacho source add

      sacho source add < source.json      ({"identity": "...", "contacts": ["..."], "notes": ""})
    """
    from sacho.cli import unlocking
    from sacho.store.project import open_project

    with open_project(project) as opened:
        vault = unlocking.vault(opened)
        _need_keyholder(vault.exists)
        typer.echo(vault.put(_asked_source()))


@source_app.command("change")
def change(
    name: SourceArgument,
    project: ProjectOption = PROJECT,
    key_file: KeyFileOption = None,
    recovery: RecoveryOption = False,
    passphrase_fd: PassphraseOption = None,
) -> None:
    """Tell a source's identity, contacts and notes anew; the old ones are destroyed.

    Example: sacho source change S-7K3MQ9TAWE
    """
    from sacho.cli import printing, unlocking
    from sacho.store.project import open_project

    with open_project(project) as opened:
        vault = unlocking.vault(opened)
        opener = unlocking.opener(key_file, passphrase_fd, recovery)
        _source(vault.open(name, opener))
        vault.replace(name, _asked_source(), opener)
    printing.note(f"{name} is changed.")


@source_app.command("show")
def show(
    name: SourceArgument,
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
    key_file: KeyFileOption = None,
    recovery: RecoveryOption = False,
    passphrase_fd: PassphraseOption = None,
) -> None:
    """Show a source's identity, contacts and notes to a keyholder.

    Example: sacho source show S-7K3MQ9TAWE
    """
    from sacho.cli import printing, unlocking
    from sacho.store.project import open_project

    with open_project(project) as opened:
        vault = unlocking.vault(opened)
        found = _source(vault.open(name, unlocking.opener(key_file, passphrase_fd, recovery)))
    row = {
        "source": name,
        "identity": found.identity,
        "contacts": found.contacts,
        "notes": found.notes,
    }
    printing.rows(("source", "identity", "contacts", "notes"), [row], output)


@source_app.command("list")
def list_sources(project: ProjectOption = PROJECT, output: FormatOption = Output.table) -> None:
    """The pseudonyms of the sources. Needs no passphrase, and says nothing else of them.

    Example: sacho source list
    """
    _list(project, "S-", "source", output, "There is no source yet. `sacho source add` seals one.")


@source_app.command("forget")
def forget(
    name: SourceArgument,
    by: ByOption = "",
    reason: ReasonOption = "",
    yes: YesOption = False,
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
) -> None:
    """Destroy the keys of a source for good; that it was done, by whom and why stays.

    Sealed reports that came from it keep its pseudonym, which then names nobody. Older backups
    are out of reach: destroy them too.

    Example: sacho source forget S-7K3MQ9TAWE --by Han --reason "the source asked"
    """
    from sacho.store.project import open_project

    with open_project(project) as opened:
        erase_sealed(opened, name, (by, reason), yes, output)


def open_sealed(
    report: Annotated[
        str | None, typer.Argument(metavar="R-...", help="A sealed report; none lists them.")
    ] = None,
    original: Annotated[
        bool, typer.Option("--original", help="Write the original bytes to stdout instead.")
    ] = False,
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
    key_file: KeyFileOption = None,
    recovery: RecoveryOption = False,
    passphrase_fd: PassphraseOption = None,
) -> None:
    """Read a sealed report: its text's claims, in which words, according to whom.

    What is printed is no longer sealed: mind who looks on and where it is piped to.

    Examples:

      sacho open

      sacho open R-9TAWE7K3MQ
    """
    from sacho.cli import unlocking
    from sacho.errors import UsageError
    from sacho.sealed.contents import SealedReport
    from sacho.store.project import open_project

    if report is None:
        _list(project, "R-", "report", output, "Nothing is sealed. See record --handling sealed.")
        return
    with open_project(project) as opened:
        vault = unlocking.vault(opened)
        found = vault.open(report, unlocking.opener(key_file, passphrase_fd, recovery))
    if not isinstance(found, SealedReport):
        raise UsageError("That is a source, no report.", "Use sacho source show.")
    if original:
        sys.stdout.buffer.write(found.data)
        return
    _print_report(report, found, output)


def record_sealed(
    folder: Path, arrivals: Iterable[Arrived], given: Given, source: str | None, output: Output
) -> None:
    """Seal each arrival with its reading; nothing of it is kept or printed but a pseudonym."""
    from sacho import pipeline
    from sacho.cli import printing, unlocking
    from sacho.errors import NotFound
    from sacho.store.project import DATABASE, open_project

    # Nothing is made where nobody could open what would be sealed.
    _need_keyholder((folder / DATABASE).is_file())
    done: list[dict[str, object]] = []
    with open_project(folder) as opened, pipeline.reader() as reader:
        vault = unlocking.vault(opened)
        _need_keyholder(vault.exists)
        if source is not None and source not in {item.name for item in vault.items}:
            raise NotFound("There is no such source.", "`sacho source list` names them.")
        for arrived in arrivals:
            content = _read(reader, arrived, given, source)
            _refuse_unsealed(opened, content.ingested.report)
            name = vault.put(content)
            done.append({"id": name, "read": content.reading is not None})
    printing.rows(("id", "read"), done, output, "Nothing to record.")
    if not all(row["read"] for row in done):
        printing.note("Not all could be read; they are sealed all the same. `sacho open` says why.")
        raise typer.Exit(1)


def erase_sealed(
    opened: Project, name: str, why: tuple[str, str], yes: bool, output: Output
) -> None:
    """Destroy the keys of one sealed thing; `why` is by whom and the reason."""
    from sacho.cli import printing, unlocking
    from sacho.errors import UsageError

    vault = unlocking.vault(opened)
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("Erasing cannot be undone.", "Say --yes to do it without asking.")
        typer.confirm("Erase it for good?", abort=True)
    vault.erase(name, *why)
    line = vault.erased[-1]
    row = {"report": name, "at": line.at, "by": line.by, "reason": line.reason}
    printing.rows(("report", "at", "by", "reason"), [row], output)
    printing.note("Backups made before hold it still, sealed: destroy them too.")


def _read(reader: Reader, arrived: Arrived, given: Given, source: str | None) -> SealedReport:
    from datetime import UTC, datetime

    from sacho.sealed.contents import SealedReport

    ingested, reading = reader.read(arrived.data, arrived.name, given)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return SealedReport(arrived.data, arrived.name, at, arrived.how, ingested, reading, source)


def _refuse_unsealed(opened: Project, report: str) -> None:
    """Sealing what lies beside it in the open would only look safe. Raises RefusedForSafety."""
    from sacho.errors import NotFound, RefusedForSafety
    from sacho.store import reports

    try:
        reports.get(opened, report)
    except NotFound:
        return
    raise RefusedForSafety(
        "A document given is in this project already, unsealed; it was not sealed.",
        "Erase it there first: sacho reports, sacho erase.",
    )


def _print_report(name: str, found: SealedReport, output: Output) -> None:
    from sacho.cli import printing
    from sacho.cli.telling import account_lines, told_rows

    problems = (*found.ingested.problems, *(found.reading.problems if found.reading else ()))
    if output is Output.json:
        printing.as_json(
            {
                "id": name,
                "received_name": found.received_name,
                "received_at": found.received_at,
                "source": found.source,
                "text": found.ingested.text.text if found.ingested.text else None,
                "reading": found.reading,
                "problems": problems,
            }
        )
        return
    if output is Output.csv:
        columns = ("account", "kind", "claim", "field", "value", "written", "stance", "speakers")
        printing.rows(columns, told_rows(found.reading) if found.reading else (), output)
        return
    came = f", from {found.source}" if found.source else ""
    typer.echo(printing.safe(f"{name}  {found.received_name}, {found.received_at}{came}\n"))
    if found.reading:
        typer.echo(printing.safe(found.reading.text) + "\n")
        for account in found.reading.accounts:
            for line in account_lines(account, found.reading.text, found.received_name):
                typer.echo(printing.safe(line))
            typer.echo("")
    for problem in problems:
        printing.note(f"{problem.code}: {problem.message}")


def _list(folder: Path, prefix: str, noun: str, output: Output, empty: str) -> None:
    from sacho.cli import printing, unlocking
    from sacho.store.project import open_project

    with open_project(folder) as opened:
        names = [i.name for i in unlocking.vault(opened).items if i.name.startswith(prefix)]
    printing.rows((noun,), [{noun: name} for name in names], output, empty)


def _asked_source() -> Source:
    """A source as told at the prompts, or as JSON on stdin. Nothing told is repeated in errors."""
    import msgspec

    from sacho.errors import UsageError
    from sacho.sealed.contents import Source

    if not sys.stdin.isatty():
        told = dict[str, object]
        try:
            given = msgspec.json.decode(sys.stdin.buffer.read(), type=told)
            given.pop("type", None)
            found = msgspec.convert({**given, "type": "source"}, Source)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise UsageError(
                "Stdin holds no source.",
                'Write {"identity": "...", "contacts": ["..."], "notes": "..."}.',
            ) from None
    else:
        identity = typer.prompt("Who is it", err=True)
        contacts: list[str] = []
        while told := typer.prompt("A contact (empty: no more)", "", show_default=False, err=True):
            contacts.append(told)
        notes = typer.prompt("Notes", "", show_default=False, err=True)
        found = Source(identity, tuple(contacts), notes)
    if not found.identity.strip():
        raise UsageError("A source needs an identity.", "Nothing was sealed.")
    return found


def _source(found: object) -> Source:
    from sacho.errors import UsageError
    from sacho.sealed.contents import Source

    if not isinstance(found, Source):
        raise UsageError("That is a report, no source.", "Use sacho open.")
    return found


def _need_keyholder(there: bool) -> None:
    from sacho.errors import RefusedForSafety

    if not there:
        raise RefusedForSafety(
            "Nobody could open it: this project has no keyholder. Nothing was written.",
            "Make one first: sacho keys init NAME.",
        )
