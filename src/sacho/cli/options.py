"""Options that several verbs share, so that they read and behave alike."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Output(StrEnum):
    """How a verb prints what it found."""

    table = "table"
    json = "json"
    csv = "csv"


ProjectOption = Annotated[
    Path,
    typer.Option(
        "--project", envvar="SACHO_PROJECT", metavar="DIR", help="The project folder.",
        show_default="./sacho-project",
    ),
]  # fmt: skip
FormatOption = Annotated[Output, typer.Option("--format", help="How to print.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, only results.")]
PublisherOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The outlet, where the document does not name it."),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="When it came out, as 2021-01-26: relative dates need it."),
]
LanguageOption = Annotated[
    str | None,
    typer.Option(metavar="en|ko", help="The language, where it should not be guessed."),
]
ModelAddressOption = Annotated[
    str | None,
    typer.Option(
        "--model-address", envvar="SACHO_MODEL_ADDRESS", metavar="URL",
        help="Ask a language model too, at this OpenAI-compatible address.",
    ),
]  # fmt: skip
ModelNameOption = Annotated[
    str | None,
    typer.Option(
        "--model-name", envvar="SACHO_MODEL_NAME", metavar="NAME",
        help="The model's name at that address.",
    ),
]  # fmt: skip
AllowNetworkOption = Annotated[
    bool, typer.Option("--allow-network", help="Something may leave this machine.")
]
PROJECT = Path("sacho-project")
SandboxOption = Annotated[
    bool, typer.Option("--without-sandbox", help="Read files even where their sandbox is missing.")
]
