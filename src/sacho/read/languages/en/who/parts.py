"""Parts of a whole: "of the two, one … while the other …"."""

from __future__ import annotations

from sacho.model.span import Span
from sacho.read.languages.en.acts.view import NOUN, PREP, View
from sacho.read.languages.en.who.slots import number_in


def whole_of(view: View) -> Span | None:
    """The words that name the whole in a sentence that parts it: "Of *the two men*, …"."""
    for at, chunk in enumerate(view.chunks[:4]):
        if chunk.kind == PREP and view.word_at(at) == "of" and view.is_kind(at + 1, NOUN):
            inner = view.chunks[at + 1]
            if view.low[inner.first] in {"the", "these", "those"} and number_in(view, at + 1):
                return view.span(inner.first, inner.last)
    return None


def part_whole(view: View, at: int, whole: Span | None) -> Span | None:
    """The whole that the noun at `at` is a part of: its own "of the two", or the sentence's."""
    chunk = view.chunks[at]
    if view.is_kind(at + 1, PREP) and view.word_at(at + 1) == "of" and view.is_kind(at + 2, NOUN):
        inner = view.chunks[at + 2]
        if view.low[inner.first] in {"the", "these", "those", "them", "whom"}:
            return view.span(inner.first, inner.last)
        return None
    words = [view.low[i] for i in range(chunk.first, chunk.last + 1)]
    if whole is not None and (view.tokens[chunk.head].tag == "NUM" or set(words) & _PARTS):
        return whole
    return None


_PARTS = frozenset({"one", "other", "others", "another", "second", "third", "first", "rest"})
