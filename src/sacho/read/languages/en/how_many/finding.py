"""Counts and quantities found anywhere in an English text: `find`.

Numbers of dates, clocks, labels and compound words are left out: `March 4`, `10:30`, `No. 5`.
"""

from __future__ import annotations

import re

from sacho.model.account import FoundValue
from sacho.model.span import Span
from sacho.read.counts import as_count, table
from sacho.read.languages.en.how_many.amounts import Read, may_begin, read_amount
from sacho.read.languages.en.how_many.counts import parse_count
from sacho.read.languages.en.how_many.durations import find_durations
from sacho.read.languages.en.how_many.measures import find_quantities, parse_quantity
from sacho.read.languages.en.how_many.numerals import Piece, pieces, read_ordinal
from sacho.read.languages.en.how_many.orders import find_orders

_WORDS = table("counts_en")
_LABELS = frozenset(_WORDS["labels"]["names"])
_MONTHS = frozenset(_WORDS["months"]["names"])


def find(text: str) -> list[FoundValue]:
    """Counts and quantities with numerals anywhere in the text, in order.

    A count's span is the words of number with their qualifier, without the noun; ages are
    quantities in years of age and ordinals quantities of unit "ordinal": neither is a count.
    """
    line = pieces(text)
    found = find_quantities(text, line)
    taken = [span for value in found for span in value.spans]
    at = 0
    while at < len(line):
        read = read_amount(line, at) if may_begin(line, at) and _stands_free(line, at) else None
        if read is None:
            at += 1
            continue
        span = (line[_shown(read)].start, line[read.end - 1].end)
        count = as_count(read.amount)
        if count and not _is_taken(span, taken) and not _is_date_or_label(line, read):
            found.append(FoundValue("count", count, text[span[0] : span[1]], (span,)))
        at = read.end
    read = [value for value in found if _reads_back(value)]
    quantities = [value.spans[0] for value in read if value.field == "quantity"]
    lasting = [one for one in find_durations(text, line) if not _is_within(one, quantities)]
    return sorted([*read, *lasting, *find_orders(text)], key=lambda value: value.spans[0])


def _shown(read: Read) -> int:
    """ "about" and "exactly" change no bound: the words of the number alone are the span."""
    if read.qualifier in ("about", "exactly", "") and not read.sign:
        return read.core
    return read.start


def _reads_back(value: FoundValue) -> bool:
    if value.field == "count":
        return parse_count(value.written) == value.value
    return parse_quantity(value.written) == value.value


def _stands_free(line: list[Piece], at: int) -> bool:
    """Not inside a word such as `COVID-19` or `F-16`."""
    if (
        at
        and line[at - 1].end == line[at].start
        and (
            line[at - 1].word == "@"
            or (line[at - 1].word.isalpha() and line[at].word[0].isdecimal())
        )
    ):
        return False
    if at < 2 or line[at - 1].word not in ("-", ".", "/"):
        return True
    tight = line[at - 1].end == line[at].start and line[at - 2].end == line[at - 1].start
    return not (tight and line[at - 2].word[0].isalpha() and line[at].word[0].isdecimal())


def _is_taken(span: Span, taken: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _is_within(one: FoundValue, quantities: list[Span]) -> bool:
    """A duration with one number is the quantity that already stands there."""
    return any(start <= one.spans[0][0] and one.spans[0][1] <= end for start, end in quantities)


def _in_compound(line: list[Piece], read: Read) -> bool:
    """`four-storey`, `5newspal`: a number that is part of a word."""
    if read.end >= len(line) or line[read.end].start != line[read.end - 1].end:
        return False
    if line[read.end].word == "-":
        follows = line[read.end + 1] if read.end + 1 < len(line) else None
        return (
            follows is not None and follows.word.isalpha() and follows.start == line[read.end].end
        )
    return line[read.end - 1].word.isdecimal() and line[read.end].word.isalpha()


def _is_date_or_label(line: list[Piece], read: Read) -> bool:
    """`March 4`, `4 March`, `in 2019`, `10:30`, `No. 5`, `3rd`, `first`."""
    before = [p.word for p in line[max(0, read.core - 2) : read.core]]
    after = [p.word for p in line[read.end : read.end + 2]]
    number = line[read.core].word
    last, follow = (before[-1] if before else ""), (after[0] if after else "")
    if last in _MONTHS and line[read.core - 1].raw[:1].isupper() and number.isdecimal():
        return True
    if follow in _MONTHS and line[read.end].raw[:1].isupper() and number.isdecimal():
        return follow != "may" or last in ("on", "of", "the")
    if last in _LABELS and line[read.core - 1].raw[:1].isupper() and number.isdecimal():
        return True
    if last in ("how", "@") or follow in ("o’clock", "o'clock") or _in_compound(line, read):
        return True
    if last == "+" or (before and follow == "-" and number.isdecimal() and last == "-"):
        return True
    if follow in ("st", "nd", "rd", "th", "pm", "am", ":") or last in (":", "#", "’"):
        return True
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", number) and read.end == read.core + 1:
        return last in ("in", "since", "of", "until", "by", "from", "during", ",", "early", "late",
                        "mid", "-", "before", "after", "(", "", "st", "nd", "rd", "th") or last in _MONTHS  # fmt: skip
    if (last == "." and before[0] in ("no", "nos")) or (last == "." and before[0] in _MONTHS):
        return True
    ordinal = read_ordinal(line, read.core)
    return ordinal is not None and ordinal[1] > read.end - (0 if ordinal[1] != read.end else 1)
