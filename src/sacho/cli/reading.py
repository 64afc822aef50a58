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
    from sacho.cli.telling import told_rows
    from sacho.errors import UsageError

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
    printing.rows(
        ("account", "kind", "stage", "field", "value", "written", "stance", "speakers"),
        told_rows(result), output, "No incident is told in this document.",
    )  # fmt: skip
    for problem in result.problems if output is Output.table else ():
        printing.note(f"{problem.code}: {problem.message}")


read.__doc__ = f"{read.__doc__}\n{READ_EXAMPLES}"
