"""Writes `cli.md` beside this file: `python docs/reference/make_cli.py`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import typer

from sacho.cli.app import app

PAGE = Path(__file__).with_name("cli.md")
INTRO = """\
# The command line

Made from the program's own help by `python docs/reference/make_cli.py`.
"""


def verbs() -> dict[str, str]:
    """The help text of the program and of every verb, by name."""
    group: Any = typer.main.get_command(app)
    found = {"sacho": _help(group, "sacho", None)}
    top = group.make_context("sacho", [], resilient_parsing=True)
    for name, command in group.commands.items():
        found[f"sacho {name}"] = _help(command, name, top)
        within = command.make_context(name, [], parent=top, resilient_parsing=True)
        for verb, inner in getattr(command, "commands", {}).items():
            found[f"sacho {name} {verb}"] = _help(inner, verb, within)
    return found


def _help(command: Any, name: str, parent: Any) -> str:
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    context.terminal_width = context.max_content_width = 96
    return re.sub(r"[ \t]+$", "", command.get_help(context), flags=re.M).strip()


def page() -> str:
    """The whole page as Markdown."""
    parts = [INTRO]
    parts += [f"## `{name}`\n\n```text\n{told}\n```\n" for name, told in verbs().items()]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
