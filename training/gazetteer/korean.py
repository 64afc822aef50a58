"""Hangul letter by letter in the Revised Romanisation, enough to file a name by its sound."""

from __future__ import annotations

_FIRST = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t",
          "p", "h"]  # fmt: skip
_VOWEL = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo",
          "we", "wi", "yu", "eu", "ui", "i"]  # fmt: skip
_LAST = ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p",
         "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"]  # fmt: skip
_VOICED = {"k": "g", "t": "d", "p": "b", "l": "r"}


def romanised(hangul: str) -> str:
    """`신의주` gives `sinuiju`; sounds that change one another are left as they are written."""
    written = ""
    for letter in hangul:
        code = ord(letter) - 0xAC00
        if not 0 <= code < 11172:
            continue
        first, vowel, last = code // 588, code % 588 // 28, code % 28
        lead = _FIRST[first]
        if not lead and written[-1:] in _VOICED and not written.endswith("ng"):
            written = written[:-1] + _VOICED[written[-1]]
        written += lead + _VOWEL[vowel] + _LAST[last]
    return written
