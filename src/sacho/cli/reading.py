"""`sacho read`: one document, no store, no network, the reading on standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sacho.cli.options import (
    FormatOption,
    LanguageOption,
    Output,
    PublishedOption,
    PublisherOption,
)

COLUMNS = (
    "account", "kind", "stage", "claim", "field", "value", "written", "stance", "speakers",
    "confidence",
)  # fmt: skip
READ_EXAMPLES = """Examples:

  sacho read report.html --format json

  sacho read - --published 2021-01-26 --publisher "Daily Example" < report.txt
"""


def read(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A document, or - for stdin.")],
    output: FormatOption = Output.table,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    language: LanguageOption = None,
) -> None:
    """Read one document and print what it tells, in which words, according to whom.

    Needs no project and no network. A value that cannot be resolved is printed as a problem.
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
    with pipeline.reader() as reader:
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
