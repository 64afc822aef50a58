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
# Letters of Cyrillic and Greek that look like Latin ones; a unit such as \u03bcm is no deceit.
_TWINS = (
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b9\u03ba\u03bd\u03bf\u03c1"
    "\u0405\u0406\u0408\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430\u0435\u043e\u0440"
    "\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u0501\u051b\u051d"
)
_LATIN = "A-Za-z\u00c0-\u024f"
_LOOK_ALIKES = re.compile(f"[{_LATIN}][{_TWINS}]|[{_TWINS}][{_LATIN}]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def has_hiding(text: str) -> bool:
    """Whether the text has characters that reorder or hide others; direction marks are harmless."""
    return re.search("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]", text) is not None


def has_look_alikes(text: str) -> bool:
    """Whether a Latin letter stands against a letter of another alphabet that looks like one."""
    return _LOOK_ALIKES.search(text) is not None


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
