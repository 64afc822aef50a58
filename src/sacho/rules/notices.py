"""Whether a report says of itself, at its head, that it corrects or withdraws an earlier one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from sacho.rules.case import Notice, NoticeKind

HEAD = 10
"""Lines of a text, blank ones not counted, that may carry a notice: later ones are the telling."""

LONGEST = 240
"""Characters of the line of a notice that are shown."""


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    en: tuple[str, ...]
    ko: tuple[str, ...]


class _Notices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    corrects: _Words
    retracts: _Words


def notice(title: str | None, text: str) -> Notice | None:
    """The notice at a report's head; a withdrawal before a correction. None where there is none."""
    lines = [title or "", *(line for line in text.splitlines()[: HEAD * 3] if line.strip())]
    head = [" ".join(line.split()) for line in lines[: HEAD + 1]]
    for kind, pattern in _patterns():
        for line in head:
            match = pattern.match(line.casefold())
            if match:
                return Notice(kind, match[0].strip(), _short(line))
    return None


def _short(line: str) -> str:
    return line if len(line) <= LONGEST else line[: LONGEST - 2].rsplit(" ", 1)[0] + " …"


@cache
def _patterns() -> list[tuple[NoticeKind, re.Pattern[str]]]:
    raw = files("sacho.rules").joinpath("notices.toml").read_text(encoding="utf-8")
    words = msgspec.convert(tomllib.loads(raw), _Notices)
    return [
        ("retracts", _pattern(words.retracts)),
        ("corrects", _pattern(words.corrects)),
    ]


def _pattern(words: _Words) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in (*words.en, *words.ko)))
