"""Paragraphs, sentences and tokens of English text, every one with its exact place.

A token never holds white space. Clitics ("’s", "n’t", "’re") are tokens of their own; hyphened
compounds ("37-year-old"), initials ("U.S.") and figures ("1,200", "3.5") stay whole.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from sacho.model.span import Span, Spans
from sacho.read.languages.en.tables import FOLDER, rows_of, words_in

OPENING = "“‘\"'([{«`"
CLOSING = "”’\"')]}»"
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"""
      https?://\S*[^\s.,;:!?)\]}}"'”’] | www\.\S*[^\s.,;:!?)\]}}"'”’]
    | [\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+
    | \#\w+ | @\w+
    | (?:{_LETTER}\.){{2,}}(?:{_LETTER}\b)?
    | \d+(?:[.,:/]\d+)*(?:(?:st|nd|rd|th|s|am|pm|m|km|bn|mm|%)\b|(?=\W|$)|(?={_LETTER}))(?:[-–]\w+(?:-\w+)*)?
    | {_LETTER}+(?:[-'’‑]\w+|(?<={_LETTER})&(?={_LETTER})\w+)*
    | \w+
    | -{{2,}} | \.{{2,}}(?:\s\.)* | ``|''
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_CLITIC = re.compile(r"(?i)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
# '"Why?" Ana Ruiz asked': a name and a verb of saying right behind a question do not part from it.
_TELLS = re.compile(
    r"(?<=[”\"’'])\s+(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|wrote|added|told|shouted|replied)\b"
)
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_STARTERS = words_in("syntax.toml", "tokens.starters")


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words written with a full stop: those that never end a sentence, those that end one only
    when no figure follows, and those that may end one."""
    table = rows_of(FOLDER / "abbreviations.toml")
    never, before_figure, may_end = (
        frozenset(str(word).lower() for word in table[key])
        for key in ("never_ends", "before_figure", "may_end")
    )
    return never, before_figure, may_end


def token_spans(text: str, start: int, end: int) -> list[Span]:
    """Where each token of `text[start:end]` stands, in order."""
    found: list[Span] = []
    position = start
    while position < end:
        if text[position].isspace():
            position += 1
            continue
        match = _TOKEN.match(text, position, end)
        if match is None:  # the last alternative takes any character
            break
        stop = match.end()
        piece = match.group()
        if stop < end and text[stop] == "." and piece.isalpha():
            stop = _with_full_stop(text, position, stop, end)
        found.extend(_split_clitics(text, position, stop))
        position = stop
    return found


def _with_full_stop(text: str, start: int, stop: int, end: int) -> int:
    """Where the word ends once the full stop of an abbreviation or an initial is taken in."""
    word = text[start:stop]
    never, before_figure, may_end = _abbreviations()
    key = word.lower()
    follows = text[stop + 1 : min(stop + 3, end)].strip()
    if key in before_figure and not (word.isupper() and len(word) > 2):
        return stop + 1 if follows[:1].isdigit() or key not in {"no", "art", "pp"} else stop
    if key in never or (key in may_end and len(word) > 1):
        return stop + 1
    if len(word) == 1 and word.isupper() and follows:
        return stop + 1
    return stop


def _split_clitics(text: str, start: int, stop: int) -> list[Span]:
    piece = text[start:stop]
    low = piece.lower()
    if low == "cannot":
        return [(start, start + 3), (start + 3, stop)]
    match = _CLITIC.search(piece) if len(piece) > 2 else None
    if match is None or match.start() == 0:
        return [(start, stop)]
    cut = start + match.start()
    return [(start, cut), (cut, stop)]


def paragraphs(text: str, furniture: Spans) -> list[Span]:
    """Paragraphs outside `furniture`, without the white space around them.

    A blank line parts paragraphs. A single line break does too, unless the text is hard-wrapped.
    """
    wrapped = _wrap_width(text)
    found: list[Span] = []
    for start, end in _outside(len(text), furniture):
        position = start
        for match in _BLANK.finditer(text, start, end):
            found.extend(_lines(text, position, match.start(), wrapped))
            position = match.end()
        found.extend(_lines(text, position, end, wrapped))
    return found


def _outside(length: int, furniture: Spans) -> list[Span]:
    gaps: list[Span] = []
    position = 0
    for start, end in sorted(furniture):
        if start > position:
            gaps.append((position, min(start, length)))
        position = max(position, end)
    if position < length:
        gaps.append((position, length))
    return gaps


def _wrap_width(text: str) -> int:
    """The longest line where the text is broken into lines of like length, else 0."""
    inner = [
        len(line.strip()) for block in _BLANK.split(text) for line in block.strip().split("\n")[:-1]
    ]
    if len(inner) < 3:
        return 0
    ordered = sorted(inner)
    median, longest = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.98)]
    return longest if median >= 35 and longest <= 110 and median > longest * 0.7 else 0


def _lines(text: str, start: int, end: int, wrapped: int) -> list[Span]:
    """The parts of one block: its lines, or its wrapped paragraphs."""
    cuts = [i for i in range(start, end) if text[i] == "\n"]
    edges = [start - 1, *(c for c in cuts if _breaks(text, start, c, end, wrapped)), end]
    trimmed = (_trim(text, left + 1, right) for left, right in pairwise(edges))
    return [span for span in trimmed if span[0] < span[1]]


def _breaks(text: str, start: int, cut: int, end: int, wrapped: int) -> bool:
    if not wrapped:
        return True
    line_start = max(text.rfind("\n", start, cut) + 1, start)
    line = text[line_start:cut].rstrip()
    following = text[cut + 1 : min(cut + 4, end)]
    if following.startswith(("  ", "\t", "- ", "* ", "• ")):
        return True
    return len(line.strip()) < wrapped * 0.65 and line.endswith((".", "!", "?", '"', "”", ":"))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentence_ends(text: str, tokens: list[Span]) -> list[int]:
    """For the tokens of one paragraph, the index after the last token of each sentence."""
    ends: list[int] = []
    index, count = 0, len(tokens)
    first = 0
    while index < count:
        start, stop = tokens[index]
        word = text[start:stop]
        index += 1
        if not _may_end(word):
            continue
        while index < count and _closes(text, tokens, index, first):
            index += 1
        if index < count and _ends_here(text, tokens, index, word):
            ends.append(index)
            first = index
    if first < count:
        ends.append(count)
    return ends


def _may_end(word: str) -> bool:
    if word in {".", "!", "?", "…"} or word.startswith(".."):
        return True
    return word.endswith(".") and word[:-1].lower() not in _abbreviations()[0]


def _closes(text: str, tokens: list[Span], index: int, first: int) -> bool:
    """Whether this token closes the sentence before: a mark of quotation or bracket at its end."""
    start, stop = tokens[index]
    word = text[start:stop]
    if word in {"!", "?", ".", "…"}:
        return True
    if word in {"”", "’", ")", "]", "»", "''"}:
        return start == tokens[index - 1][1] or word in {"”", "’"}
    if word in {'"', "'"}:
        if start != tokens[index - 1][1]:
            return False
        inside = sum(text[s:e] == word for s, e in tokens[first:index])
        return inside % 2 == 1 or index + 1 == len(tokens) or text[stop : stop + 1].isspace()
    return False


def _ends_here(text: str, tokens: list[Span], index: int, mark: str) -> bool:
    start, stop = tokens[index]
    word = text[start:stop]
    after = tokens[index - 1][1]
    if start == after and mark == "." and not word[:1].isupper() and word[:1] not in OPENING:
        return False
    ahead = index
    while ahead < len(tokens) and text[tokens[ahead][0] : tokens[ahead][1]] in OPENING:
        ahead += 1
    begins = text[tokens[ahead][0] : tokens[ahead][1]] if ahead < len(tokens) else word
    if begins[:1].islower() or begins in {",", ";", ":", "—", "–", "--", "-", ")"}:
        return False
    if mark in {"!", "?"}:
        return _TELLS.match(text, after) is None
    if mark == ".":
        return True
    if mark in {"…"} or mark.startswith(".."):
        return begins[:1].isupper()
    return _abbreviation_ends(begins, mark, ahead > index)


def _abbreviation_ends(begins: str, mark: str, quoted: bool) -> bool:
    """Whether an abbreviation ends the sentence, by the word that follows."""
    bare = mark[:-1].lower()
    _, before_figure, may_end = _abbreviations()
    if bare in before_figure and begins[:1].isdigit():
        return False
    if len(bare) == 1 and bare not in may_end:
        return False
    return quoted or begins.lower() in _STARTERS
