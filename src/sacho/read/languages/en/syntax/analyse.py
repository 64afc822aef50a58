"""English text to sentences with tagged tokens and groups."""

from __future__ import annotations

from sacho.model.span import Span, Spans
from sacho.read.analysis import Sentence, Token
from sacho.read.languages.en.syntax.chunks import find_groups
from sacho.read.languages.en.syntax.lexicon import lemma_of
from sacho.read.languages.en.syntax.retag import tagged
from sacho.read.languages.en.syntax.tokens import paragraphs, sentence_ends, token_spans


def analyse(text: str, furniture: Spans = ()) -> list[Sentence]:
    """The sentences of `text` outside `furniture`, in order."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text, furniture)):
        spans = token_spans(text, start, end)
        first = 0
        for last in sentence_ends(text, spans):
            found.append(_sentence(text, len(found), number, spans[first:last]))
            first = last
    return found


def _sentence(text: str, index: int, paragraph: int, spans: list[Span]) -> Sentence:
    tokens = tag_tokens(text, spans)
    return Sentence(index, spans[0][0], spans[-1][1], paragraph, tokens, find_groups(tokens))


def tag_tokens(text: str, spans: list[Span]) -> tuple[Token, ...]:
    """Tokens at `spans`, taken as one sentence, with tag, form and lemma."""
    words = [text[s:e] for s, e in spans]
    tokens: list[Token] = []
    for (start, end), word, label in zip(spans, words, tagged(words), strict=True):
        tag, _, form = label.partition(".")
        tokens.append(Token(start, end, word, lemma_of(word, tag, form), tag, form))
    return tuple(tokens)
