"""The cues of one sentence, each with its speaker's words and its content."""

from __future__ import annotations

import msgspec

from sacho.model.claim import Stance
from sacho.model.span import Span
from sacho.read.analysis import Group
from sacho.read.languages.en.syntax.clauses import by_end
from sacho.read.languages.en.syntax.groups import before, conjoined, is_finite, with_of
from sacho.read.languages.en.tables import words_in
from sacho.read.languages.en.who_says.cue_content import (
    char_span,
    content_after,
    content_before,
)
from sacho.read.languages.en.who_says.cue_names import name_after, source_tokens
from sacho.read.languages.en.who_says.cue_view import Complement, Tokens, View
from sacho.read.languages.en.who_says.cue_words import prepositions_of, stance_of, tails, takes

_CLAUSE_TAKERS = words_in("cues.toml", "verb.clause_takers")
_CLAUSAL = frozenset({"quote", "that", "wh", "clause", "colon"})


class Found(msgspec.Struct, frozen=True):
    """A cue as found: spans of the text; `head` names the speaker within its sentence."""

    cue: Span
    source: Span | None
    head: Group | None
    content: tuple[Span, ...]
    stance: Stance
    frame: str
    lemma: str
    verb: Group | None = None


def find_cues(view: View) -> list[Found]:
    """All cues of the sentence, from left to right."""
    found: list[Found] = []
    for verb in view.verbs:
        cue = _verb_cue(view, verb)
        if cue is not None:
            found.append(cue)
    return found


def _quoted(view: View, index: int) -> bool:
    return view.quotes.inside(view.tokens[index].start)


def _verb_cue(view: View, verb: Group) -> Found | None:
    if _quoted(view, verb.head):
        return None
    lemma = view.lemma(verb)
    if verb.passive:
        return _passive(view, verb, lemma)
    for frame in (
        _seem,
        _say,
        _tell,
        _intend,
        _command,
        _phrase,
        _describe,
        _treat,
        _think,
        _tallied,
    ):
        found = frame(view, verb, lemma)
        if found is not None:
            return found
    return None


def _cue_tokens(view: View, verb: Group) -> Tokens:
    """The verb group with the adverbs right before it."""
    first = verb.first
    while first > 0 and view.tag(first - 1) == "ADV" and view.low(first - 1) not in {"so", "how"}:
        if view.owner[first - 1] is not None:
            break
        first -= 1
    return first, verb.last


def _build(
    view: View, verb: Group, frame: str, content: list[Span | None], cue: Tokens | None = None
) -> Found | None:
    """A cue with its speaker before it; None where nothing is told."""
    spans = tuple(span for span in content if span is not None)
    if not spans:
        return None
    source, head = source_tokens(view, verb)
    first, last = cue or _cue_tokens(view, verb)
    if source is not None and source[0] <= first <= source[1]:
        first = source[1] + 1
    return Found(
        cue=char_span(view, min(first, verb.first), last),
        source=char_span(view, *source) if source else None,
        head=head,
        content=spans,
        stance=stance_of(view.lemma(verb), verb.negated),
        frame=frame,
        lemma=view.lemma(verb),
        verb=verb,
    )


# Frames


def _say(view: View, verb: Group, lemma: str) -> Found | None:
    if not takes("verb.say", lemma) or verb.infinitive:
        return None
    inverted = _inverted(view, verb)
    if inverted is not None:
        return inverted
    complement = view.complement(verb, told=False, loose=lemma in _CLAUSE_TAKERS)
    return _telling(view, verb, complement, "say")


def _tell(view: View, verb: Group, lemma: str) -> Found | None:
    if not takes("verb.tell", lemma) or verb.infinitive:
        return None
    complement = view.complement(verb, told=True)
    asked = lemma == "tell" or (complement.addressee is not None and complement.kind == "none")
    if complement.kind in {"to", "noun", "prep", "none"} and not asked:
        return None
    return _telling(view, verb, complement, "tell")


def _telling(view: View, verb: Group, complement: Complement, frame: str) -> Found | None:
    """Content behind the cue, before it, or on both sides."""
    if complement.kind in _CLAUSAL and not _follows_quote(view, verb, complement):
        start = complement.start + (complement.kind == "colon")
        cue = _with_tail(view, verb)
        return _build(view, verb, frame, [content_after(view, start, verb, complement.kind)], cue)
    thing = view.noun_at(complement.start)
    timed = thing is not None and view.is_time(thing)
    if complement.kind == "gap":
        return _gapped(view, verb, complement)
    direct = complement.kind in {"noun", "to", "adjective"} and complement.addressee is None
    if direct and not timed:
        return None
    source, _ = source_tokens(view, verb)
    if source is None or source[0] > verb.first or not is_finite(view.sentence, verb):
        return None
    left = content_before(view, source[0], whole=True)
    if left is None:
        return None
    right = _resumed(view, verb.last + 1, quoted=_is_quoted(view, left))
    if right is None and not _ends(view, verb) and content_before(view, source[0]) is None:
        return None
    return _build(view, verb, frame, [left, right], _with_tail(view, verb))


def _gapped(view: View, verb: Group, complement: Complement) -> Found | None:
    """ "The rules, which | officials said | take effect in May": told on both sides."""
    source, _ = source_tokens(view, verb)
    if source is None or source[0] < 1 or view.low(source[0] - 1) not in {"which", "that", "what"}:
        return None
    relative = char_span(view, source[0] - 1, source[0] - 1)
    return _build(view, verb, "say", [relative, content_after(view, complement.start, verb, "to")])


def _ends(view: View, verb: Group) -> bool:
    """Whether nothing but the full stop follows the verb."""
    return view.low(verb.last + 1) in {".", "", ")"}


def _is_quoted(view: View, span: Span) -> bool:
    return view.quotes.ending_at(span[1]) is not None


def _follows_quote(view: View, verb: Group, complement: Complement) -> bool:
    """ "…," she told nurses gathered there: the quotation before is the content, not what follows
    (or that too: "…," he said, "…")."""
    if complement.kind == "colon" or (complement.kind == "that" and complement.addressee is None):
        return False
    source, _ = source_tokens(view, verb)
    if source is None or source[0] < 1:
        return False
    mark = source[0] - 1
    return view.is_mark(mark) and not view.opens_quote(mark)


def _with_tail(view: View, verb: Group) -> Tokens:
    """The cue with a phrase such as "in a statement" right behind it."""
    first, last = _cue_tokens(view, verb)
    for words in tails():
        if tuple(view.lows[last + 1 : last + 1 + len(words)]) == words:
            return first, last + len(words)
    return first, last


def _resumed(view: View, index: int, quoted: bool = False) -> Span | None:
    """The rest of a content that the cue interrupts: "The men, he said, | were armed". What is
    `quoted` goes on quoted."""
    for ahead in range(index, view.count):
        if view.opens_quote(ahead) and (ahead == index or view.low(ahead - 1) in {",", "—", ":"}):
            return content_after(view, ahead, None, "quote")
        if view.low(ahead) == "," and not view.opens_quote(ahead + 1):
            if quoted:
                continue
            group = view.owner[ahead + 1] if ahead + 1 < view.count else None
            aside = group is not None and group.kind == "verb" and group.participle
            if aside or view.low(ahead + 1) in {"according", "who", "which", "while", "as"}:
                return None
            if not any(v.first > ahead and is_finite(view.sentence, v) for v in view.verbs):
                return None
            return content_after(view, ahead + 1, None, "clause")
        if view.low(ahead) in {".", ";", "and", "but"}:
            return None
    return None


def _inverted(view: View, verb: Group) -> Found | None:
    """ "…," said the guard: the speaker stands behind the cue."""
    if not is_finite(view.sentence, verb) or verb.last - verb.first > 2:
        return None
    ahead = (
        before(view.sentence, verb.first) if not view.is_mark(verb.first - 1) else verb.first - 1
    )
    name = name_after(view, verb.last + 1)
    if ahead < 0 or name is None:
        return None
    mark = view.is_mark(ahead) and not view.opens_quote(ahead)
    if not mark and view.low(ahead) not in {",", "?", "!"}:
        return None
    noun = view.noun_at(name[0])
    if noun is None or view.is_time(noun) or view.finite_at(name[1] + 1) is not None:
        return None
    if not mark and view.tag(name[0]) == "PRON" and view.low(name[0]) not in {"he", "she", "they"}:
        return None
    left = content_before(view, verb.first)
    if left is None:
        return None
    right = _resumed(view, name[1] + 1, quoted=_is_quoted(view, left))
    return Found(
        cue=char_span(view, *_cue_tokens(view, verb)),
        source=char_span(view, *name),
        head=noun,
        content=tuple(s for s in (left, right) if s is not None),
        stance=stance_of(view.lemma(verb)),
        frame="inverted",
        lemma=view.lemma(verb),
        verb=verb,
    )


def _think(view: View, verb: Group, lemma: str) -> Found | None:
    if not takes("verb.think", lemma) or verb.infinitive:
        return None
    complement = view.complement(verb, told=False)
    if takes("verb.behind", lemma) and _ends(view, verb):
        return _telling(view, verb, complement, "think")
    if complement.kind not in _CLAUSAL:
        return None
    return _build(
        view, verb, "think", [content_after(view, complement.start, verb, complement.kind)]
    )


def _intend(view: View, verb: Group, lemma: str) -> Found | None:
    if not takes("verb.intend", lemma) or verb.infinitive:
        return None
    complement = view.complement(verb, told=False)
    if complement.kind != "to":
        return None
    return _build(view, verb, "intend", [content_after(view, complement.start, verb, "to")])


def _command(view: View, verb: Group, lemma: str) -> Found | None:
    if not takes("verb.command", lemma) or verb.infinitive:
        return None
    complement = view.complement(verb, told=True)
    if complement.addressee is None or complement.kind != "to":
        return None
    start = complement.addressee.first
    return _build(view, verb, "command", [content_after(view, start, verb, "to")])


def _phrase(view: View, verb: Group, lemma: str) -> Found | None:
    wanted = prepositions_of("verb.phrase", lemma)
    particle = view.low(verb.last + 1)
    if particle not in wanted or verb.infinitive:
        return None
    first, last = _cue_tokens(view, verb)
    start = last + 2
    kind = view.complement(msgspec.structs.replace(verb, last=last + 1), told=False).kind
    if kind in {"none", "comma"}:
        return None
    content = content_after(view, start, verb, kind if kind in _CLAUSAL else "noun")
    return _build(view, verb, "phrase", [content], (first, last + 1))


def _tallied(view: View, verb: Group, lemma: str) -> Found | None:
    """ "Put the toll at nine": whoever puts it so says how many there were."""
    thing = view.noun_at(verb.last + 1)
    if lemma not in {"put", "place", "set", "revise", "raise", "lower"} or thing is None:
        return None
    tally = view.lemma(thing) in {"toll", "number", "figure", "count", "total", "casualty", "death"}
    at = with_of(view.sentence, thing).last + 1
    if not tally or verb.infinitive or view.low(at) not in {"at", "to"}:
        return None
    return _build(view, verb, "tallied", [content_after(view, thing.first, verb, "noun")])


def _describe(view: View, verb: Group, lemma: str) -> Found | None:
    if not takes("verb.describe", lemma) or verb.infinitive:
        return None
    complement = view.complement(verb, told=False)
    if complement.kind != "noun":
        return None
    return _build(view, verb, "describe", [content_after(view, complement.start, verb, "noun")])


def _treat(view: View, verb: Group, lemma: str) -> Found | None:
    if not takes("verb.treat", lemma) or verb.infinitive:
        return None
    complement = view.complement(verb, told=False)
    if complement.kind not in {"noun", "quote", "that", "clause", "ing", "wh"}:
        return None
    noun = view.noun_at(complement.start)
    if noun is not None and view.is_time(noun):
        return None
    return _build(
        view, verb, "treat", [content_after(view, complement.start, verb, complement.kind)]
    )


def _seem(view: View, verb: Group, lemma: str) -> Found | None:
    """What seems so is told on both sides of the cue, and no one is named who says it."""
    if not takes("verb.seem", lemma) or verb.infinitive or verb.participle:
        return None
    complement = view.complement(verb, told=False)
    if complement.kind not in {"to", "adjective", "that"}:
        return None
    source, _ = source_tokens(view, verb)
    subject = char_span(view, *source) if source else None
    rest = content_after(view, complement.start, verb, "to")
    return _sourceless(view, verb, "seem", [subject, rest], _cue_tokens(view, verb))


def _sourceless(
    view: View, verb: Group, frame: str, content: list[Span | None], cue: Tokens
) -> Found | None:
    spans = tuple(span for span in content if span is not None)
    if not spans:
        return None
    return Found(
        cue=char_span(view, *cue),
        source=None,
        head=None,
        content=spans,
        stance=stance_of(view.lemma(verb), verb.negated),
        frame=frame,
        lemma=view.lemma(verb),
        verb=verb,
    )


def _passive(view: View, verb: Group, lemma: str) -> Found | None:
    """ "Was told that", "it was reported that", "is expected to", "was praised by"."""
    complement = view.complement(verb, told=False)
    source, _ = source_tokens(view, verb)
    cue = _cue_tokens(view, verb)
    impersonal = view.low(before(view.sentence, verb.first)) == "it"
    if complement.kind in {"that", "clause"} and (
        (impersonal and takes("passive.impersonal", lemma)) or takes("verb.tell", lemma)
    ):
        content = content_after(view, complement.start, verb, complement.kind)
        return _sourceless(view, verb, "impersonal", [content], cue)
    subject = char_span(view, *source) if source else None
    if complement.kind == "to" and takes("passive.expected", lemma):
        rest = content_after(view, complement.start, verb, "to")
        return _sourceless(view, verb, "expected", [subject, rest], cue)
    preposition = view.low(verb.last + 1)
    if takes("passive.expected", lemma) and preposition in {"of", "as", "for"}:
        rest = content_after(view, verb.last + 2, verb, "noun")
        return _sourceless(view, verb, "accused", [subject, rest], (cue[0], verb.last + 1))
    agents = by_end(view.sentence, verb)
    if agents and (takes("verb.treat", lemma) or takes("passive.expected", lemma)):
        members = conjoined(view.sentence, agents[0])
        last = with_of(view.sentence, members[-1]).last
        found = _sourceless(view, verb, "agent", [subject], cue)
        if found is None:
            return None
        name = char_span(view, agents[0].first, last)
        return msgspec.structs.replace(found, source=name, head=agents[0])
    return None
