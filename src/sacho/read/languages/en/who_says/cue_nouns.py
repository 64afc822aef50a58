"""Cues that are no verbs: "according to", nouns such as "claim that", headline colons, hearsay."""

from __future__ import annotations

from sacho.model.span import Span
from sacho.read.analysis import Group
from sacho.read.languages.en.syntax.clauses import clause_of
from sacho.read.languages.en.syntax.groups import is_finite
from sacho.read.languages.en.who_says.cue_content import char_span, content_after
from sacho.read.languages.en.who_says.cue_find import Found
from sacho.read.languages.en.who_says.cue_names import name_after
from sacho.read.languages.en.who_says.cue_view import View
from sacho.read.languages.en.who_says.cue_words import (
    is_cue_verb,
    prepositions_of,
    stance_of,
    takes,
)

_ACCORDING = (
    ("according", "to"), ("in", "the", "words", "of"), ("in", "the", "view", "of"),
    ("in", "the", "opinion", "of"), ("based", "on"),
)  # fmt: skip
_MARKS = frozenset((",", "’s", "'s"))


def find_nominal(view: View) -> list[Found]:
    """The cues of the sentence that are no verbs."""
    found: list[Found] = []
    for index in range(view.count):
        if view.quotes.inside(view.tokens[index].start):
            continue
        cue = _according(view, index) or _noun_cue(view, index) or _hearsay(view, index)
        if cue is not None:
            found.append(cue)
    return found


def _according(view: View, index: int) -> Found | None:
    for words in _ACCORDING:
        last = index + len(words) - 1
        if tuple(view.lows[index : last + 1]) != words:
            continue
        name = name_after(view, last + 1, apposed=index > 1)
        if name is None:
            return None
        head = view.noun_at(last + 1)
        if words[0] == "based":
            return _based(view, index, last, name, head)
        content = _around(view, index, name[1])
        if not content:
            return None
        return Found(
            cue=char_span(view, index, last),
            source=char_span(view, *name),
            head=head,
            content=content,
            stance="asserted",
            frame="according",
            lemma="according",
        )
    return None


def _based(
    view: View, index: int, last: int, name: tuple[int, int], head: Group | None
) -> Found | None:
    """ "…, based on the witness's account": the possessor speaks."""
    if head is None or not takes("noun.account", view.lemma(head)):
        return None
    mark = next((i for i in range(head.first, head.last) if view.low(i) in _MARKS), None)
    content = _around(view, index, name[1])
    if mark is None or not content:
        return None
    return Found(
        cue=char_span(view, index, last),
        source=char_span(view, head.first, mark - 1),
        head=head,
        content=content,
        stance="asserted",
        frame="based",
        lemma="account",
    )


def _around(view: View, first: int, last: int) -> tuple[Span, ...]:
    """What stands before and after "according to …"."""
    left = first - 1
    while left >= 0 and view.low(left) in {",", "(", "—", "–", "--"}:
        left -= 1
    start = _clause_start(view, left)
    spans: list[Span] = []
    if left >= start:
        spans.append(char_span(view, start, left))
    after = last + 1
    if view.low(after) == "," and view.low(after + 1) not in {
        "who",
        "which",
        "and",
        "but",
        "while",
    }:
        rest = content_after(view, after + 1, None, "clause")
        if rest is not None and (left < start or not _is_aside(view, after + 1)):
            spans.append(rest)
    return tuple(spans)


def _is_aside(view: View, index: int) -> bool:
    group = view.owner[index] if index < view.count else None
    if group is None:
        return True
    return group.kind == "noun" and not view.begins_clause(group)


def _clause_start(view: View, left: int) -> int:
    """Where the clause in front begins: the sentence, past "but" and the like."""
    start = 0
    for index in range(left, -1, -1):
        if view.low(index) in {";", "("} and not view.quotes.inside(view.tokens[index].start):
            start = index + 1
            break
    while start < left and view.low(start) in {"but", "and", ",", "yet"}:
        start += 1
    return start


def _noun_cue(view: View, index: int) -> Found | None:
    """ "His claim that …", "the group's refusal to …", "criticism of …"."""
    group = view.owner[index]
    if group is None or group.kind != "noun" or group.head != index or group.last != index:
        return None
    lemma = view.lemma(group)
    following = index + 1
    low = view.low(following)
    verb = view.owner[following] if following < view.count else None
    start, last = -1, index
    if (low == "that" and takes("noun.that", lemma) and view.tag(following + 1) != "VERB") or (
        verb is not None and verb.kind == "verb" and verb.infinitive and takes("noun.to", lemma)
    ):
        start = following
    elif low in prepositions_of("noun.about", lemma) and _owned(view, group) is not None:
        start, last = following + 1, following
    if start < 0 or start >= view.count:
        return None
    source = _owned(view, group)
    if source is None and low != "that":
        return None
    kind = "that" if low == "that" else ("to" if last == index else "noun")
    content = content_after(view, start, None, kind)
    if content is None:
        return None
    first = index if source is not None else group.first
    return Found(
        cue=char_span(view, _cue_start(view, group, first), last),
        source=source,
        head=group if source is not None else None,
        content=(content,),
        stance=stance_of(lemma),
        frame="noun",
        lemma=lemma,
    )


def _hearsay(view: View, index: int) -> Found | None:
    """ "Were reportedly shot": the clause is told by someone the words do not name."""
    if not takes("adverb.hearsay", view.low(index)):
        return None
    verb = next((v for v in view.verbs if v.last >= index and v.first <= index + 1), None)
    if verb is None or not is_finite(view.sentence, verb) or is_cue_verb(view.lemma(verb)):
        return None
    first, last = clause_of(view.sentence, verb)
    spans = [
        char_span(view, start, end) for start, end in ((first, index - 1), (index + 1, last))
        if start <= end
    ]  # fmt: skip
    if not spans:
        return None
    return Found(
        cue=char_span(view, index, index),
        source=None,
        head=None,
        content=tuple(spans),
        stance=stance_of(view.low(index)),
        frame="hearsay",
        lemma=view.low(index),
    )


def _owned(view: View, group: Group) -> Span | None:
    """Whose claim it is: "the union's", "his"."""
    for index in range(group.head - 1, group.first - 1, -1):
        if view.low(index) in {"’s", "'s", "’", "'"}:
            return char_span(view, group.first, index - 1)
        if view.low(index) in {"his", "her", "their", "its"}:
            return char_span(view, index, index)
    return None


def _cue_start(view: View, group: Group, first: int) -> int:
    for index in range(group.head - 1, group.first - 1, -1):
        if view.low(index) in {"’s", "'s", "’", "'"}:
            return index
        if view.low(index) in {"his", "her", "their", "its", "the", "a", "an"}:
            return index + 1
    return first
