"""The letters of the frozen text: Unicode NFC, one kind of line end, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Tab and newline stay; the rest of C0, DEL and C1 stand for no letter.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
# Characters that reorder or hide what stands beside them (bidirectional controls, tags).
_HIDING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def has_hiding(text: str) -> bool:
    """Whether the text has characters that reorder or hide others; direction marks are harmless."""
    return re.search("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]", text) is not None


def letters(text: str) -> str:
    """The text in NFC with newline as the only line end, without controls and invisible letters."""
    text = _LINE_ENDS.sub("\n", text)
    text = _HIDING.sub("", _INVISIBLE.sub("", _CONTROLS.sub("", text)))
    return unicodedata.normalize("NFC", text)


def line(text: str) -> str:
    """One line: runs of spaces become one, none at either end."""
    return _SPACES.sub(" ", text).strip()


def lines(text: str) -> list[str]:
    """The lines of one block, each as `line` gives it; empty ones are left out."""
    return [tidy for raw in letters(text).split("\n") if (tidy := line(raw))]
