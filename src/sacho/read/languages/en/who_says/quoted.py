"""Quotations that go on over sentences: whose they are, and how far they reach."""

from __future__ import annotations

import msgspec

from sacho.model.span import Span
from sacho.read.analysis import Sentence
from sacho.read.languages.en.who_says.cue_find import Found
from sacho.read.languages.en.who_says.quotes import Quote, Quotes


class Draft(msgspec.Struct):
    """A telling while it is put together: `sentence` holds its cue, `content` grows by quotations."""

    found: Found
    sentence: int
    content: list[Span]


def join_quotes(sentences: list[Sentence], quotes: Quotes, drafts: list[Draft]) -> None:
    """Adds to each draft the rest of the quotations it begins or ends, and those that follow it
    without a cue of their own."""
    _whole_quotes(sentences, quotes, drafts)
    taken = [span for draft in drafts for span in draft.content]
    cue_of: dict[int, list[Draft]] = {}
    for draft in drafts:
        cue_of.setdefault(draft.sentence, []).append(draft)
    last: Draft | None = None
    filled = _filled_paragraphs(sentences, quotes)
    for sentence in sentences:
        here = cue_of.get(sentence.index, [])
        if here:
            last = _last_teller(quotes, here)
            continue
        if last is None or _overlaps(taken, sentence):
            continue
        inside = sentence.paragraph == sentences[last.sentence].paragraph
        if quotes.fills(sentence.start, sentence.end) and (
            inside or (sentence.paragraph in filled and _follows(sentences, last, sentence))
        ):
            span = sentence.start, sentence.end
            last.content.append(span)
            taken.append(span)
        else:
            last = None


def _overlaps(taken: list[Span], sentence: Sentence) -> bool:
    return any(start < sentence.end and sentence.start < end for start, end in taken)


def _last_teller(quotes: Quotes, drafts: list[Draft]) -> Draft | None:
    """The draft that a quotation behind its sentence goes on: the one that holds a quotation, or
    the main telling of the sentence."""
    holding = [d for d in drafts if any(_has_quote(quotes, span) for span in d.content)]
    telling = [d for d in drafts if d.found.frame in {"say", "tell", "inverted", "according"}]
    chosen = holding or telling
    return chosen[-1] if chosen else None


def _has_quote(quotes: Quotes, span: Span) -> bool:
    return quotes.starting_in(*span) is not None


def _follows(sentences: list[Sentence], last: Draft, sentence: Sentence) -> bool:
    """Whether nothing but quotations stands between the teller and this sentence."""
    previous = sentences[sentence.index - 1]
    return sentence.paragraph - previous.paragraph <= 1 and previous.index >= last.sentence


def _filled_paragraphs(sentences: list[Sentence], quotes: Quotes) -> set[int]:
    """Paragraphs in which nothing stands outside quotations."""
    broken = {s.paragraph for s in sentences if not quotes.fills(s.start, s.end)}
    return {s.paragraph for s in sentences} - broken


def _whole_quotes(sentences: list[Sentence], quotes: Quotes, drafts: list[Draft]) -> None:
    """Makes contents that cut a quotation hold all of it."""
    for draft in drafts:
        draft.content = [_widened(quotes, span, draft.found.cue) for span in draft.content]


def _widened(quotes: Quotes, span: Span, cue: Span) -> Span:
    start, end = span
    first, last = quotes.at(start), quotes.at(end - 1)
    if first is not None and first.start < start and not _holds(first, cue):
        start = first.start
    if last is not None and last.end > end and not _holds(last, cue):
        end = last.end
    return start, end


def _holds(quote: Quote, cue: Span) -> bool:
    return quote.start < cue[1] and cue[0] < quote.end
