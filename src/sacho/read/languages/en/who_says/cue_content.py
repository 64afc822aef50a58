"""How far the words go that a cue governs."""

from __future__ import annotations

from sacho.model.span import Span, Spans
from sacho.read.analysis import Group
from sacho.read.languages.en.syntax.groups import before, conjoined, is_finite, subject_of, with_of
from sacho.read.languages.en.tables import words_in
from sacho.read.languages.en.who_says.cue_view import RELATIVE, Kind, View
from sacho.read.languages.en.who_says.cue_words import is_cue_verb, takes

_LOOSE = words_in("syntax.toml", "cues.loose")
ASIDES = frozenset(
    ("for example", "for instance", "of course", "in turn", "for his part", "for her part",
     "for their part", "for its part", "in fact", "in other words", "among others", "too")
)  # fmt: skip
_END = frozenset((".", "?", "!", "…"))


def char_span(view: View, first: int, last: int) -> Span:
    """The characters from one token to another, both inclusive."""
    return view.tokens[first].start, view.tokens[last].end


def content_after(view: View, start: int, verb: Group | None, kind: Kind) -> Span | None:
    """The content that begins with token `start`, to where the sentence leaves it."""
    last = view.count - 1
    if kind in {"quote", "colon"} and (whole := _closed_quote(view, start)) is not None:
        return whole
    index = start
    depth = 0
    while index <= last:
        position = view.tokens[index].start
        quote = view.quotes.at(position)
        if quote is not None:
            index += 1
            continue
        low = view.low(index)
        depth += (low in {"(", "["}) - (low in {")", "]"})
        if depth < 0 or (index > start and depth == 0 and _leaves(view, index, verb, kind)):
            last = index - 1
            break
        index += 1
    return _trimmed(view, start, last)


def _closed_quote(view: View, start: int) -> Span | None:
    """The quotation that begins here, if it is a sentence of its own ("…," when asked)."""
    if start >= view.count:
        return None
    position = view.tokens[start].start
    quote = view.quotes.at(position)
    if quote is None or quote.start != position or quote.open_end:
        return None
    return (quote.start, quote.end) if view.text[quote.end - 2] in ",.?!" else None


def _trimmed(view: View, first: int, last: int) -> Span | None:
    while last >= first and not view.is_mark(last) and view.low(last) in {
        *_END, ",", ";", ":", "and", "but", "—", "–", "--",
    } and view.quotes.at(view.tokens[last].start) is None:  # fmt: skip
        last -= 1
    return char_span(view, first, last) if last >= first else None


def _leaves(view: View, index: int, verb: Group | None, kind: Kind) -> bool:
    """Whether the sentence goes on without the cue's content from this token."""
    low = view.low(index)
    if low == ";":
        return True
    after = index + 1 if low == "," else index
    if low == "," and view.low(after) == "according":
        return True
    if low == "," and _participle_cue(view, after):
        return True
    if low == "," and verb is not None and _postposed_cue(view, after, verb):
        return True
    joint = view.low(after)
    if joint in {"and", "but", "while", "or"}:
        return _joins_cue(view, after, verb, kind)
    if kind in {"noun", "to", "prep", "ing", "adjective"}:
        apposed = kind in {"noun", "prep"} and low == "," and _apposed(view, after)
        if low in {"-", "—", "–", "--"} or apposed:
            return True
        noun = view.noun_at(after) if low == "," else None
        if noun is not None and view.begins_clause(noun):
            return True
        if low == "," and view.finite_at(after) is not None:
            return True
        if verb is not None and _resumes(view, index, verb):
            return True
        if kind == "noun" and (_times_out(view, index) or _stages(view, index)):
            return True
        if low == "," and (view.tag(after) in {"SCONJ"} or _opens_aside(view, after)):
            return True
        return view.tag(index) == "SCONJ" and low in _LOOSE and kind != "to"
    return False


def _resumes(view: View, index: int, verb: Group) -> bool:
    """Whether the clause around a relative clause goes on: "those who backed him | were glad"."""
    if view.low(before(view.sentence, verb.first)) not in RELATIVE:
        return False
    group = view.owner[index]
    if group is None or group.kind != "verb" or group.first != index:
        return False
    joined = view.low(before(view.sentence, index)) in {*RELATIVE, "and", "or", "but"}
    return is_finite(view.sentence, group) and not joined


def _apposed(view: View, index: int) -> bool:
    """Whether a comma is followed by "with …", "not …" or a describing noun group."""
    if view.low(index) in {"with", "not", "despite"}:
        return True
    if view.low(index) not in {"a", "an", "the"} or view.low(index - 2) == ",":
        return False
    closing = next((i for i in range(index, view.count) if view.low(i) == ","), view.count)
    return view.low(closing + 1) not in {"of", "for", "as", "to"}


def _times_out(view: View, index: int) -> bool:
    """Whether words that only say when ("on Monday", "last week") stand here."""
    at = index + (view.low(index) in {"on", "in", "during"})
    noun = view.noun_at(at)
    return noun is not None and view.is_time(noun) and view.low(noun.first) not in {"the", "a"}


def _stages(view: View, index: int) -> bool:
    """Whether words that say on what occasion ("in a speech", "at a rally") stand here."""
    if view.low(index) not in {"in", "at", "during", "on"} or view.tag(index) != "ADP":
        return False
    noun = view.noun_at(index + 1)
    if noun is None:
        return False
    return view.low(noun.first) in {"a", "an"} or view.lemma(noun) in {"twitter", "media"}


def _opens_aside(view: View, index: int) -> bool:
    group = view.owner[index] if index < view.count else None
    if view.low(index) in RELATIVE or view.low(index) in {"where", "when"}:
        return True
    return group is not None and group.kind == "verb" and group.participle


def _participle_cue(view: View, index: int) -> bool:
    group = view.owner[index] if index < view.count else None
    if group is None or group.kind != "verb" or group.first != index:
        return False
    lemma = view.lemma(group)
    told = is_cue_verb(lemma) and not takes("verb.think", lemma)
    return view.tokens[group.head].form == "VBG" and told


def _postposed_cue(view: View, index: int, verb: Group) -> bool:
    """ ", the guard said" or ", said the guard" at the end of another's content."""
    noun = view.noun_at(index)
    if noun is None:
        return False
    ahead = view.finite_at(with_of(view.sentence, noun).last + 1)
    if ahead is None or not takes("verb.say", view.lemma(ahead)):
        return False
    return view.low(ahead.last + 1) in {*_END, ",", ""}


def _joins_cue(view: View, index: int, verb: Group | None, kind: Kind) -> bool:
    """Whether a conjunction joins another cue, or a clause that the cue does not govern."""
    ahead = index + 1
    while view.tag(ahead) == "ADV":
        ahead += 1
    group = view.owner[ahead] if ahead < view.count else None
    if group is None:
        return False
    if group.kind == "verb" and verb is not None:
        same = _tense(view, group) == _tense(view, verb) or kind in {"noun", "prep", "to"}
        told = is_cue_verb(view.lemma(group)) or kind in {"noun", "prep"}
        return same and is_finite(view.sentence, group) and told
    if group.kind == "noun":
        left = view.owner[index - 1]
        if left is not None and left.kind == "noun" and group in conjoined(view.sentence, left):
            return False
        loose = view.low(index) == "while" or kind in {"noun", "prep", "to"}
        return _teller(view, group) or (loose and view.begins_clause(group))
    return False


def _tense(view: View, verb: Group) -> str:
    """Past or present, by the first verb of the group; a modal is a tense of its own."""
    form = view.tokens[verb.first].form
    return {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present"}.get(form, form)


def _teller(view: View, group: Group) -> bool:
    """Whether the noun group is the subject of a verb of saying a little further on."""
    return any(
        takes("verb.say", view.lemma(verb)) and subject_of(view.sentence, verb) == group
        for verb in view.verbs
        if group.last < verb.first <= group.last + 14
    )


def content_before(view: View, end: int, whole: bool = False) -> Span | None:
    """The content that ends with the comma or closing mark before token `end`.

    None where nothing before it can be content; `whole` says that it need be no clause, because
    the cue stands at the sentence's end or the content goes on behind it.
    """
    last = end - 1
    while last >= 0 and view.tag(last) == "ADV":
        last -= 1
    if last < 0 or not (view.is_mark(last) or view.low(last) in {",", "?", "!", "—", "–", "--"}):
        return None
    quote = view.quotes.at(view.tokens[last].start)
    first = _first_of_content(view, last)
    if quote is None:
        while last >= first and view.low(last) in {",", "—", "–", "--"}:
            last -= 1
    first = _past_opening(view, first, last)
    clause = whole or quote is not None or _holds_clause(view, first, last)
    if last < first or not clause:
        return None
    start, stop = char_span(view, first, last)
    if quote is not None and quote.start < start:
        start = quote.start
    return start, stop


def _past_opening(view: View, first: int, last: int) -> int:
    """After an opening such as "In fact,"."""
    for length in (2, 3):
        if " ".join(view.lows[first : first + length]) in ASIDES:
            comma = first + length
            return comma + 1 if view.low(comma) == "," and comma < last else first
    return first


def _holds_clause(view: View, first: int, last: int) -> bool:
    """Whether a finite verb stands there outside clauses opened by "when", "as" and the like."""
    return any(
        is_finite(view.sentence, verb) and not _subordinate(view, verb, first)
        for verb in view.verbs
        if first <= verb.first and verb.last <= last
    )


def _subordinate(view: View, verb: Group, first: int) -> bool:
    subject = subject_of(view.sentence, verb)
    start = min(subject.first, verb.first) if subject else verb.first
    opener = view.low(start - 1) if start > first else view.low(first)
    return opener in _LOOSE or (start == first and opener in RELATIVE)


def _first_of_content(view: View, last: int) -> int:
    """Where content that ends at `last` begins: the sentence, past an opening conjunction."""
    first = 0
    for index in range(last - 1, -1, -1):
        if view.quotes.at(view.tokens[index].start) is not None:
            continue
        if view.low(index) in {";", "("}:
            first = index + 1
            break
    while first < last and (
        view.low(first) in {"but", "and", ",", "yet", "so", "or"}
        and view.quotes.at(view.tokens[first].start) is None
    ):
        first += 1
    return first


def merged(spans: list[Span], text: str) -> Spans:
    """Spans in order, those with only white space between joined within a paragraph."""
    found: list[Span] = []
    for start, end in sorted(spans):
        gap = text[found[-1][1] : start] if found else "x"
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif found and not gap.strip() and "\n" not in gap:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)
