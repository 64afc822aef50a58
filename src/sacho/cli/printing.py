"""How rows are printed: as a table for people, as JSON or CSV for programs."""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from sacho.cli.options import Output
from sacho.model.spreadsheet import inert

LONG_ID = re.compile(
    r"\b(?:sha256|account|claim|reading|text|decision|problem|receipt):([0-9a-f]{10})[0-9a-f]*"
)

# Controls beyond those that JSON escapes by itself, and the format characters (Cf) of Unicode.
_UNSEEN = re.compile(
    "[\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)


def rows(
    columns: Sequence[str], listed: Iterable[Mapping[str, Any]], output: Output, empty: str = ""
) -> None:
    """Print rows that have (at least) these columns. `empty` is said where there are none."""
    found = list(listed)
    if output is Output.json:
        as_json(found)
    elif output is Output.csv:
        _csv(columns, found)
    elif not found:
        if empty:
            note(empty)
    else:
        _table(columns, found)


def as_json(value: object) -> None:
    """One JSON document, readable, in code points."""
    encoded = msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2)
    sys.stdout.write(_UNSEEN.sub(_escaped, encoded.decode()) + "\n")


def _escaped(found: re.Match[str]) -> str:
    """The letter as JSON writes it in code points: the same value, and nothing moves the screen."""
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))


def note(message: str) -> None:
    """A line for the person, kept apart from results that a program may read."""
    sys.stderr.write(safe(message) + "\n")


def safe(text: str) -> str:
    """The text without what could move the cursor, colour the screen or turn its direction."""
    return "".join(
        c
        if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf")
        else "\N{REPLACEMENT CHARACTER}"
        for c in text
    )


def cell(value: Any) -> str:
    """One value as one line of text; several stand side by side."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return " | ".join(cell(v) for v in value)
    return " ".join(safe(str(value)).split())


def short(text: str) -> str:
    """Ids cut to ten digits, enough for every verb that takes one; JSON and CSV give them whole."""
    return LONG_ID.sub(r"\1", text)


def _csv(columns: Sequence[str], found: list[Mapping[str, Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in found:
        cells = [cell(row.get(c)) for c in columns]
        writer.writerow(map(inert, cells))


def _table(columns: Sequence[str], found: list[Mapping[str, Any]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in found:
        table.add_row(*(Text(short(cell(row.get(c)))) for c in columns))
    Console().print(table)
