"""`sacho read`: one document, no store, no network, the reading on standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sacho.cli.options import (
    AllowNetworkOption,
    FormatOption,
    LanguageOption,
    ModelAddressOption,
    ModelNameOption,
    Output,
    PublishedOption,
    PublisherOption,
    SandboxOption,
)

if TYPE_CHECKING:
    from sacho.llm.reader import ModelProposer

COLUMNS = (
    "account", "kind", "stage", "claim", "field", "value", "written", "stance", "speakers",
    "confidence",
)  # fmt: skip
READ_EXAMPLES = """Examples:

  sacho read report.html --format json

  sacho read - --published 2021-01-26 --publisher "Daily Example" < report.txt

  sacho read report.pdf --model-address http://127.0.0.1:8080/v1 --model-name small
"""


def read(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A document, or - for stdin.")],
    output: FormatOption = Output.table,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    language: LanguageOption = None,
    model_address: ModelAddressOption = None,
    model_name: ModelNameOption = None,
    allow_network: AllowNetworkOption = False,
    without_sandbox: SandboxOption = False,
) -> None:
    """Read one document and print what it tells, in which words, according to whom.

    Needs no project and no network. A value that cannot be resolved is printed as a problem.
    A language model, if you name one, proposes words beside the built-in reader; every value is
    still read from the words.
    """
    from sacho import pipeline
    from sacho.cli import printing
    from sacho.cli.telling import account_lines, told_rows
    from sacho.errors import UsageError
    from sacho.model.vocabulary import label

    given = pipeline.Given(publisher=publisher, published=published, language=language)
    if file == "-":
        data, name = sys.stdin.buffer.read(), "stdin"
    else:
        path = Path(file)
        if not path.is_file():
            raise UsageError(f"There is no file {file}.", "Name a document, or - for stdin.")
        data, name = path.read_bytes(), path.name
    proposer = proposer_at(model_address, model_name, allow_network)
    with pipeline.reader(proposer, without_sandbox) as reader:
        ingested, result = reader.read(data, name, given)
    if result is None:
        for problem in ingested.problems:
            printing.note(f"{problem.code}: {problem.message}")
        raise typer.Exit(1)
    if output is Output.json:
        printing.as_json(result)
        return
    if output is Output.csv:
        printing.rows(COLUMNS, told_rows(result), output)
        return
    for account in result.accounts:
        for line in account_lines(account, result.text, name):
            typer.echo(printing.safe(line))
        typer.echo("")
    for link in result.links:
        typer.echo(f"{link.source} {label('relation', link.relation)} {link.target}")
    if not result.accounts:
        printing.note("No incident is told in this document.")
    for problem in (*ingested.problems, *result.problems):
        words = "; ".join(result.text[s:e] for s, e in problem.spans)
        printing.note(f"{problem.code}: {problem.message}" + (f" «{words}»" if words else ""))


read.__doc__ = f"{read.__doc__}\n{READ_EXAMPLES}"


def proposer_at(
    url: str | None, model: str | None, allow_network: bool, answers: Path | None = None
) -> ModelProposer | None:
    """The language model asked for, if any, once it is said what would leave the machine. Its
    answers are kept in the folder `answers`, so that no report is asked about twice.
    """
    from sacho.cli import printing
    from sacho.llm.address import address
    from sacho.llm.asking import ask_at
    from sacho.llm.cache import Cache
    from sacho.llm.reader import ModelProposer

    found = address(url, model, allow_network)
    if found is None:
        return None
    if found.leaving:
        printing.note(found.leaving)
    return ModelProposer(ask_at(found), found.model, Cache(answers))
