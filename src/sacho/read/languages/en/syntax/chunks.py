"""Noun groups and verb groups of one sentence, from the tags of its tokens.

A noun group runs from its determiner (and words like "at least") to its head, possessors
included; what follows with "of" is not in it. A verb group runs from its first auxiliary, or "to",
to the verb that carries the meaning.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sacho.read.analysis import Group, Token
from sacho.read.languages.en.syntax.retag import QUOTES
from sacho.read.languages.en.syntax.token_line import Line
from sacho.read.languages.en.syntax.verb_groups import share_auxiliaries, verb_group
from sacho.read.languages.en.tables import words_in

_NOMINAL = {"NOUN", "PROPN"}
_CALENDAR = words_in("syntax.toml", "chunks.calendar")
_APPROXIMATE = words_in("syntax.toml", "chunks.approximate")
_LEADS = (
    ("at", "least"), ("at", "most"), ("more", "than"), ("fewer", "than"), ("less", "than"),
    ("as", "many", "as"), ("up", "to"), ("close", "to"), ("no", "fewer", "than"),
    ("not", "more", "than"), ("no", "more", "than"), ("no", "less", "than"), ("well", "over"),
    ("at", "the", "very", "least"), ("upwards", "of"), ("as", "few", "as"),
)  # fmt: skip
_PREDETERMINERS = words_in("syntax.toml", "chunks.predeterminers")
_ACTION_NOUNS = words_in("syntax.toml", "chunks.action_nouns")
_BE = words_in("syntax.toml", "chunks.be")
_HAVE = words_in("syntax.toml", "chunks.have")


def find_groups(tokens: Sequence[Token]) -> tuple[Group, ...]:
    """All groups of the sentence, from left to right; they never overlap."""
    kept = [i for i, token in enumerate(tokens) if token.text not in QUOTES]
    line = Line([tokens[i] for i in kept])
    found: list[Group] = []
    index = 0
    while index < line.count:
        group = _noun_group(line, index) or verb_group(line, index)
        if group is None:
            index += 1
        else:
            found.append(group)
            index = group.last + 1
    return tuple(
        msgspec.structs.replace(g, first=kept[g.first], last=kept[g.last], head=kept[g.head])
        for g in share_auxiliaries(line, found)
    )


_MOST_OWNERS = 20  # the guard's brother's neighbour's ...: a hostile text goes on without end


def _noun_group(line: Line, start: int, owners: int = 0) -> Group | None:
    """The noun group that begins at `start`, if one does. `owners` stand before it."""
    tag = line.tag(start)
    if tag == "PRON" and line.low(start) not in _POSSESSIVE_WORDS:
        return _pronoun_group(line, start)
    if _is_year(line, start):
        return Group("noun", start, start, start)
    position = _lead(line, start)
    opened = position > start
    if line.low(position) in _PREDETERMINERS and line.tag(position) in {"DET", "ADJ", "PRON"}:
        position += 1
        opened = True
    if line.tag(position) == "DET" or line.low(position) in _POSSESSIVE_WORDS:
        position += 1
        opened = True
        position = _lead(line, position)
    head, last = _inside(line, position, opened)
    if head < 0:
        return _bare_determiner(line, start, position) if opened else None
    if line.tag(last + 1) == "PART" and line.low(last + 1) in {"'s", "’s", "'", "’"}:
        owned = _owned(line, last + 2, owners + 1) if owners < _MOST_OWNERS else None
        if owned is not None:
            return Group("noun", start, owned.last, owned.head)
    return Group("noun", start, last, head)


_POSSESSIVE_WORDS = words_in("syntax.toml", "chunks.possessive_words")


def _is_year(line: Line, index: int) -> bool:
    """ "Jan. 8, | 2020 | guards fired": a year behind a date stands alone."""
    low = line.low(index)
    year = line.tag(index) == "NUM" and len(low) == 4 and low[:2] in {"19", "20"} and low.isdigit()
    return year and line.low(index - 1) == "," and line.low(index - 3) in _CALENDAR


def _pronoun_group(line: Line, start: int) -> Group:
    """A pronoun stands alone, but for "those two", "all three" and the like."""
    after = start + 1
    if line.tag(after) == "NUM" and line.low(start) in {"these", "those", "all", "we", "they"}:
        return Group("noun", start, after, after)
    return Group("noun", start, start, start)


def _owned(line: Line, start: int, owners: int) -> Group | None:
    """What follows a possessor's mark: the rest of the group."""
    if line.tag(start) in {"DET", "PRON"}:
        return None
    group = _noun_group(line, start, owners)
    if group is None and line.form(start) in {"VBG", "VBN"} and line.tag(start + 1) in _NOMINAL:
        head, last = _inside(line, start + 1, True)
        return Group("noun", start, last, head)
    return group


def _bare_determiner(line: Line, start: int, position: int) -> Group | None:
    """ "The wounded", "all", "another", "the two": a group without a noun."""
    if position > start and line.tag(position) in {"ADJ", "VERB"}:
        plain = line.tag(position) == "ADJ" or line.form(position) == "VBN"
        if line.low(start) == "the" and plain and line.tag(position + 1) not in _NOMINAL:
            return Group("noun", start, position, position)
    if position - start == 1 and line.tag(start) in {"DET", "ADJ"}:
        alone = line.low(start) in {
            "all", "both", "another", "some", "many", "each", "any", "several", "this", "that",
            "these", "those", "most", "either", "neither",
        }  # fmt: skip
        return Group("noun", start, start, start) if alone else None
    return None


def _lead(line: Line, start: int) -> int:
    """After words such as "at least" and "about", if a figure follows them."""
    for words in _LEADS:
        end = start + len(words)
        if tuple(line.lows[start:end]) == words and _figure_ahead(line, end):
            return _after_article(line, end)
    if line.low(start) in _APPROXIMATE and line.tag(start + 1) == "NUM":
        return start + 1
    if line.low(start) == "an" and line.low(start + 1) == "estimated":
        return start + 2
    return start


def _figure_ahead(line: Line, index: int) -> bool:
    return line.tag(index) == "NUM" or line.low(index) in {"a", "dozens", "hundreds", "several"}


def _after_article(line: Line, index: int) -> int:
    return index + 1 if line.low(index) in {"a", "an"} else index


def _inside(line: Line, start: int, opened: bool) -> tuple[int, int]:
    """Head and last token of the modifiers and nouns from `start`; head -1 where there are none."""
    head = -1
    index = start
    while index < line.count:
        tag = line.tag(index)
        if tag in _NOMINAL:
            if head >= 0 and _starts_anew(line, index, head):
                break
            head = index
        elif tag == "NUM" or (tag == "SYM" and line.tag(index + 1) == "NUM"):
            if head >= 0 and not _takes_figure(line, head, index):
                break
            if tag == "NUM":
                head = index
        elif head >= 0 and line.tag(head) != "NUM" and not _named_adjective(line, index, head):
            break
        elif not _modifies(line, index, opened or index > start or head >= 0):
            index = _past_joint(line, index, head)
            if index < 0:
                break
            continue
        index += 1
    return (head, head) if head >= 0 else _adjective_head(line, start, opened)


def _named_adjective(line: Line, index: int, head: int) -> bool:
    """ "The Franco-North | African fleet": an adjective with a capital after a name, and a noun."""
    named = line.tag(head) == "PROPN" and line.tag(index) == "ADJ"
    capital = line.tokens[index].text[:1].isupper()
    return named and capital and line.tag(index + 1) in _NOMINAL


def _adjective_head(line: Line, start: int, opened: bool) -> tuple[int, int]:
    """ "The dead", "the two injured", "the other": an adjective as head after an opener."""
    if not opened or line.tag(start) != "ADJ":
        return -1, -1
    last = start
    while line.tag(last + 1) == "ADJ":
        last += 1
    return last, last


def _past_joint(line: Line, index: int, head: int) -> int:
    """After "to", "or" or a comma between two figures or adjectives of one group, else -1."""
    low, before, after = line.low(index), line.tag(index - 1), line.tag(index + 1)
    figures = before == "NUM" and after == "NUM" and head == index - 1
    if figures and low in {"to", "or", "-", "–", "and"}:
        return index + 1
    if head < 0 and before == "ADJ" and after == "ADJ" and low in {",", "and", "or", "but"}:
        ahead = index + 2
        while line.tag(ahead) in {"ADJ", "ADV"}:
            ahead += 1
        return index + 1 if line.tag(ahead) in _NOMINAL else -1
    return -1


def _starts_anew(line: Line, index: int, head: int) -> bool:
    """Whether a noun after a noun begins a group of its own: "three people | Monday"."""
    low = line.low(index)
    if line.tag(head) == "NUM" and line.low(head - 1) in _CALENDAR:  # "On May 10 | guards fired"
        return low not in _CALENDAR
    if low in _CALENDAR and line.low(head) not in _CALENDAR and line.tag(head) != "NUM":
        return line.tag(index + 1) not in _NOMINAL or line.low(index + 1) in {
            "morning", "night", "afternoon", "evening",
        }  # fmt: skip
    return False


def _takes_figure(line: Line, head: int, index: int) -> bool:
    """Whether a figure may follow this head: "Article 12", "Jan. 8", "five million"."""
    if line.tag(head) == "NUM" or line.low(head) in _CALENDAR:
        return True
    text = line.tokens[head].text
    return text[:1].isupper() and line.tag(index + 1) not in _NOMINAL


def _modifies(line: Line, index: int, opened: bool) -> bool:
    """Whether a token that is no noun stands inside a noun group, before its head."""
    tag, after = line.tag(index), line.tag(index + 1)
    if tag == "ADJ":
        return opened or _noun_ahead(line, index + 1)
    if tag == "ADV":
        return (opened and after in {"ADJ", "NUM"}) or (
            after == "ADJ" and _noun_ahead(line, index + 2)
        )
    if tag == "VERB" and line.form(index) in {"VBN", "VBG"}:
        if opened:
            return _noun_ahead(line, index + 1)
        if line.form(index) == "VBG" and line.low(index + 1) in _ACTION_NOUNS:
            return True
        adjacent = line.form(index) == "VBN" and after in _NOMINAL
        return (
            adjacent
            and line.tag(index - 1) in {"ADP", "VERB", "SCONJ", ""}
            and not _aux_before(line, index)
        )
    return False


def _aux_before(line: Line, index: int) -> bool:
    return line.low(index - 1) in _BE or line.low(index - 1) in _HAVE


def _noun_ahead(line: Line, index: int) -> bool:
    """Whether modifiers from here lead to a noun."""
    for ahead in range(index, min(index + 5, line.count)):
        tag = line.tag(ahead)
        if tag in _NOMINAL or tag == "NUM":
            return True
        if tag in {"ADJ", "ADV"} or line.form(ahead) in {"VBN", "VBG"}:
            continue
        if (tag == "PUNCT" and line.low(ahead) in {",", "-", "“", '"', "”"}) or tag == "CCONJ":
            continue
        return False
    return False
