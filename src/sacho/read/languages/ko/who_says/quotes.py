"""Quotation marks: which stretches of a text are somebody's words."""

from __future__ import annotations

import re

from sacho.model.span import Span

PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』"}
STRAIGHT = '"'
LONGEST = 1500  # a mark without its partner within this many characters stands alone

_MARK = re.compile("[“”‘’「」『』\"']")


def quotations(text: str) -> list[Span]:
    """Spans with their marks, outermost first; a mark without partner opens nothing."""
    found: list[Span] = []
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        opened = [o for o in opened if at - o[1] <= LONGEST]
        if mark in PAIRS:
            opened.append((mark, at))
        elif mark in ('"', "'"):
            _straight(text, mark, at, opened, found)
        else:
            for index in range(len(opened) - 1, -1, -1):
                if PAIRS.get(opened[index][0]) == mark:
                    found.append((opened[index][1], at + 1))
                    del opened[index:]
                    break
    return sorted(found, key=lambda s: (s[0], -s[1]))


def _straight(
    text: str, mark: str, at: int, opened: list[tuple[str, int]], found: list[Span]
) -> None:
    """The same mark opens and closes: it opens after white space, and ends at a paragraph."""
    for index in range(len(opened) - 1, -1, -1):
        if opened[index][0] == mark:
            if "\n\n" not in text[opened[index][1] : at]:
                found.append((opened[index][1], at + 1))
                del opened[index:]
                return
            del opened[index]
    before = text[at - 1 : at]
    if mark == STRAIGHT or not before or before.isspace() or before in '([“"':
        opened.append((mark, at))
