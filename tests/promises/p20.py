"""P20: what evidence says is kept to the letter and shown honestly.

Strings with controls, escape sequences, marks that turn or hide words, spreadsheet formulas and
look-alike letters become names of files, titles, outlets and texts of invented reports. A try is
kept where, for such a string, no line of the command (table, words, CSV) and no answer of the reading
room holds a control or a mark that turns or hides words; JSON of the command gives the string back
exactly with none in it either; the dossier of a bundle shows none; a spreadsheet sees no formula; the
frozen text holds no mark of direction; and marks of direction and look-alikes in a document are named
as problems. Before that, a project with such names is listed, shown and searched by the command.
Not promised: that a word wholly of another alphabet is told from a Latin one, or that letters which
look alike within one alphabet are.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tests.promises.run import Told
from typer.testing import CliRunner

from sacho.bundle.dossier import visible
from sacho.cli import printing
from sacho.cli.app import app
from sacho.cli.options import Output
from sacho.ingest import normal
from sacho.ingest.draft import Task
from sacho.ingest.parse import parse, preload
from sacho.model.spreadsheet import FORMULA, inert
from sacho.web.answering import encoded

QUICK = 800
FULL = 10_000
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TURNS = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")
HIDDEN = "\u200b\u2060\ufeff\u00ad\U000e0041\U000e007f\u2063\u180e"
CONTROLS = "".join(chr(n) for n in (*range(32), *range(0x7F, 0xA0)) if n != 0)
SEQUENCES = (
    "\x1b[2J",
    "\x1b]0;a\x07",
    "\x9b31m",
    "\x1b[8m",
    "\x08\x08\x08",
    "\r",
    "\x1bP+q\x1b\\\\",
)
ALIKE = ("p\u0430ypal", "\u0410nn", "B\u043eb", "\u039dora", "Kim\u0435")
PAYLOADS = Path(__file__).parents[1] / "stories" / "payloads" / "naughty.txt"
# Allowed in an answer: joiners, which some scripts need, and format letters of those scripts.
_FINE = frozenset("\u200c\u200d")
_TRIED_BY_COMMAND = 40


def run(told: Told) -> tuple[int, int]:
    """How many strings were kept and shown honestly, of so many."""
    preload("full")
    chance = random.Random(told.seed)
    kept = 0
    for text, _ in zip(strings(chance), range(told.tries), strict=False):
        wrong = _wrong(text)
        kept += not wrong
        if wrong:
            print(f"P20: {ascii(text)[:80]}: {wrong}", flush=True)
    wrong = _wrong_by_command(chance)
    if wrong:
        print(f"P20: {wrong}", flush=True)
    return (0 if wrong else kept), told.tries


def strings(chance: random.Random) -> Iterator[str]:
    """The strings of the payloads, then invented ones without end."""
    lines = PAYLOADS.read_text("utf-8").splitlines()
    yield from (json.loads(line) for line in lines if not line.startswith("#"))
    pieces = (*BIDI, *HIDDEN, *CONTROLS, *SEQUENCES, *ALIKE, *FORMULA, "cmd|' /C calc'!A0", "Varn", " ",
              "강가", "gpj.exe", "(", "\u0301")  # fmt: skip
    while True:
        yield "".join(chance.choices(pieces, k=chance.randint(1, 8)))


def has_unseen(text: str, fine: str = "") -> bool:
    """Whether the text holds a control or a format character that is not fine."""
    return any(unicodedata.category(c) in ("Cc", "Cf") and c not in fine for c in text)


def _wrong(text: str) -> str:
    """What is not honest in how a string is shown; empty where nothing is."""
    if has_unseen(printing.safe(text), "\n\t") or has_unseen(printing.cell(text)):
        return "a cell or line of the command"
    if visible(text) and has_unseen(visible(text)):
        return "the dossier"
    if inert(text).lstrip(" ").startswith(FORMULA):
        return "a spreadsheet sees a formula"
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        printing.as_json({"name": text})
    told = said.getvalue()
    if has_unseen(told, "\n") or json.loads(told)["name"] != text:
        return "JSON of the command"
    body = bytes(encoded({"name": text}).body).decode()
    if any(c in body for c in BIDI + HIDDEN[:-1]) or _is_control(body):
        return "an answer of the reading room"
    if len(json.loads(body)["name"]) != len(text):
        return "an answer of the reading room moves places"
    return _wrong_in_text(text)


def _is_control(body: str) -> bool:
    return any(unicodedata.category(c) == "Cc" for c in body)


def _wrong_in_text(text: str) -> str:
    """A document with the string, frozen: nothing turned or hidden is left, and it is named."""
    reply = parse(f"INVENTED EXAMPLE. It said {text} that day.".encode(), Task("text"))
    if reply.text is None:
        return "" if reply.codes else "neither text nor problem"
    if any(c in BIDI or (unicodedata.category(c) == "Cc" and c != "\n") for c in reply.text):
        return "the frozen text"
    if TURNS & set(text) and "text.hidden-characters" not in reply.codes:
        return "no problem names what turned words"
    if any(each in reply.text for each in ALIKE) and "text.look-alikes" not in reply.codes:
        return "no problem names letters that look alike"
    return "" if normal.letters(reply.text) == reply.text else "the frozen text is not its own form"


def _wrong_by_command(chance: random.Random) -> str:
    """The command lists, shows and searches reports with such names and titles."""
    with tempfile.TemporaryDirectory(prefix="sacho-p20-") as made:
        folder = Path(made) / "in"
        folder.mkdir()
        for number, text in zip(range(_TRIED_BY_COMMAND), strings_of_names(chance), strict=False):
            told = (
                f"INVENTED EXAMPLE {number}. Guards shot two ferrymen in Varn {text} on 4 May 2031."
            )
            (folder / f"{text}{number}.txt").write_bytes(told.encode())
        project = str(Path(made) / "project")
        asked = [["record", str(folder), "--project", project]]
        for output in Output:
            for verb in (
                ["reports"],
                ["problems"],
                ["search", "ferrymen"],
                ["incidents"],
                ["origins"],
            ):
                asked.append([*verb, "--project", project, "--format", output.value])
        for words in asked:
            if wrong := _wrong_said(words):
                return wrong
        listed = CliRunner().invoke(app, ["reports", "--project", project, "--format", "json"])
        rows = json.loads(listed.stdout)
        if len(rows) != _TRIED_BY_COMMAND:
            return f"only {len(rows)} reports are listed"
        for row in rows:
            if wrong := _wrong_said(["show", row["id"], "--project", project]):
                return wrong
    return ""


def _wrong_said(words: list[str]) -> str:
    done = CliRunner().invoke(app, words)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        return f"{words[0]} raised {type(done.exception).__name__}"
    if done.exit_code not in (0, 1):
        return f"{words[0]} ended with {done.exit_code}: {done.output[:200]!r}"
    if has_unseen(done.output, "\n\t"):
        at = next(n for n, c in enumerate(done.output) if has_unseen(c, "\n\t"))
        return f"{words} shows what it must not: {done.output[max(0, at - 60) : at + 20]!r}"
    return ""


def strings_of_names(chance: random.Random) -> Iterator[str]:
    """Strings that the file system takes for a name."""
    for text in strings(random.Random(chance.random())):
        name = text.replace("/", "").replace("\0", "")
        if has_unseen(name) and name.isascii() is False and len(name.encode()) < 200:
            yield name
