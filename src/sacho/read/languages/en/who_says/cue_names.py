"""The words by which a text names the speaker beside a cue."""

from __future__ import annotations

from sacho.read.analysis import Group
from sacho.read.languages.en.syntax.groups import before, conjoined, is_finite, subject_of, with_of
from sacho.read.languages.en.tables import words_in
from sacho.read.languages.en.who_says.cue_content import ASIDES
from sacho.read.languages.en.who_says.cue_view import RELATIVE, TIMES, Tokens, View
from sacho.read.languages.en.who_says.cue_words import is_cue_verb

_ADJUNCTS = words_in("syntax.toml", "cues.adjuncts")


def source_tokens(view: View, verb: Group) -> tuple[Tokens | None, Group | None]:
    """The words that name the speaker beside the cue, and the group that names him."""
    governor = _governor(view, verb)
    if governor is not None:
        verb, inner = governor, verb
        tokens, head = source_tokens(view, verb)
        if tokens is not None and not tokens[0] <= inner.first <= tokens[1]:
            return tokens, head
        verb = inner
    index = before(view.sentence, verb.first)
    if view.low(index) in RELATIVE and view.low(index) != "that":
        antecedent = subject_of(view.sentence, verb)
        return (index, index), antecedent
    subject = subject_of(view.sentence, verb)
    if subject is None:
        return None, None
    if view.low(index) == "that" and subject.last < index and view.owner[index] is not None:
        return (index, index), subject
    return full_name(view, subject, verb), subject


def _governor(view: View, verb: Group) -> Group | None:
    """The verb whose subject a participle (", adding …") or a joined verb ("but added") shares."""
    index = before(view.sentence, verb.first)
    earlier = [
        v for v in view.verbs
        if v.last < verb.first and is_finite(view.sentence, v)
        and view.low(before(view.sentence, v.first)) not in RELATIVE
        and not view.quotes.inside(view.tokens[v.head].start)
    ]  # fmt: skip
    if verb.participle and view.tokens[verb.head].form == "VBG" and view.low(index) in {
        ",", "—", "–", "--", "-", "”",
    }:  # fmt: skip
        return earlier[0] if earlier else None
    if view.tag(index) == "CCONJ" and is_finite(view.sentence, verb):
        form = view.tokens[verb.first].form
        alike = [v for v in earlier if view.tokens[v.first].form == form]
        told = [v for v in alike if is_cue_verb(view.lemma(v)) and not v.passive]
        return (told or alike[-1:] or [None])[0]
    return None


def full_name(view: View, subject: Group, verb: Group) -> Tokens:
    """The subject with its appositions, phrases and relative clauses, up to its own verb."""
    members = conjoined(view.sentence, subject)
    first = _past_apposition(view, members[0])
    plain = with_of(view.sentence, members[-1]).last
    if verb.first < first:
        return first, plain
    own = next(
        (v for v in view.verbs if v.first > plain and is_finite(view.sentence, v)
         and subject_of(view.sentence, v) == subject
         and view.low(before(view.sentence, v.first)) not in RELATIVE),
        None,
    )  # fmt: skip
    if own is None or own.first > verb.first:
        return first, plain
    last = own.first - 1
    while last > plain and (view.tag(last) == "ADV" or view.low(last) in TIMES):
        last -= 1
    last = _without_aside(view, plain, last)
    if last == plain + 1 and view.low(last) == ",":
        return first, last
    return first, _without_adjunct(view, plain, last)


def _past_apposition(view: View, group: Group) -> int:
    """Where the name begins when the group only describes it: "Ana Ruiz, | the mayor, said"."""
    comma = group.first - 1
    if view.low(comma) != "," or view.low(group.first) not in {"the", "a", "an", "who"}:
        return group.first
    named = view.owner[comma - 1] if comma > 0 else None
    if named is None or named.kind != "noun" or view.tag(named.head) != "PROPN":
        return group.first
    first = named
    while view.low(first.first - 1) == "," and first.first > 1:
        earlier = view.owner[first.first - 2]  # "near Musan, North Hamgyong Province, a source"
        if earlier is None or earlier.kind != "noun" or view.tag(earlier.head) != "PROPN":
            break
        first = earlier
    governed = view.tag(before(view.sentence, first.first)) in {"ADP", "VERB"}
    return group.first if governed or view.is_time(named) else named.first


def _without_aside(view: View, plain: int, last: int) -> int:
    """Leaves out ", for example," and the like at the end of a name."""
    if view.low(last) != ",":
        return last
    for index in range(last - 1, max(plain, last - 5), -1):
        if view.low(index) == ",":
            aside = " ".join(view.lows[index + 1 : last])
            return index - 1 if aside in ASIDES or view.tag(index + 1) == "ADV" else last
    return last


def _without_adjunct(view: View, plain: int, last: int) -> int:
    """The last token of the name, when what lies between may say when or how instead."""
    if last <= plain:
        return plain
    following = plain + 1
    low = view.low(following)
    if low == "," and (
        view.tag(following + 1) in {"ADV", "ADP", "SCONJ"} or _opens_verb(view, following + 1)
    ):
        return plain
    if low == "," and view.low(following + 1) in RELATIVE:
        return plain
    if view.tag(following) == "ADP":
        inner = view.noun_at(following + 1)
        if inner is not None and view.is_time(inner):
            return plain
    group = view.owner[following]
    if group is not None and (view.is_time(group) or low in _ADJUNCTS):
        return plain
    return last


def _opens_verb(view: View, index: int) -> bool:
    group = view.owner[index] if index < view.count else None
    return group is not None and group.kind == "verb"


def name_after(view: View, first: int, apposed: bool = True) -> Tokens | None:
    """The words that name the speaker behind a cue: "said | Ana Ruiz, a nurse at the clinic".

    Without `apposed` the name ends at the first comma.
    """
    group = view.noun_at(first)
    if group is None:
        return None
    last = with_of(view.sentence, conjoined(view.sentence, group)[-1]).last
    while (further := _name_goes_on(view, last + 1, apposed)) > last:
        last = further
    return first, last


def _name_goes_on(view: View, index: int, apposed: bool) -> int:
    """The last token of what still describes the speaker from `index`; -1 where nothing does."""
    if index >= view.count or view.quotes.at(view.tokens[index].start) is not None:
        return -1
    low, inner = view.low(index), view.noun_at(index + 1)
    if low == ",":
        return _apposition(view, index, inner) if apposed else -1
    if view.tag(index) == "ADP" and inner is not None and not _is_adjunct(view, index, inner):
        return with_of(view.sentence, conjoined(view.sentence, inner)[-1]).last
    if low in {"/", "-", "–"} and inner is not None:
        return inner.last
    if low == "familiar" or (low in RELATIVE and view.finite_at(index + 1) is not None):
        return _to_mark(view, index)
    if low == "(":
        return next((i for i in range(index, view.count) if view.low(i) == ")"), -1)
    verb = view.owner[index]
    hanging = verb is not None and verb.kind == "verb" and verb.participle and verb.first == index
    if hanging and view.tokens[index].form == "VBN":
        return _to_mark(view, index)
    return -1


def _apposition(view: View, comma: int, inner: Group | None) -> int:
    """The last token of an apposition behind this comma, -1 where none stands there."""
    if view.low(comma + 1) in {"who", "whose"}:
        return _to_mark(view, comma + 1)
    if inner is None or view.is_time(inner):
        return -1
    if view.begins_clause(inner) and not _has_relative(view, inner):
        return -1
    return with_of(view.sentence, conjoined(view.sentence, inner)[-1]).last


def _has_relative(view: View, group: Group) -> bool:
    return view.low(group.last + 1) in RELATIVE


def _is_adjunct(view: View, index: int, inner: Group) -> bool:
    """Whether a phrase behind an inverted speaker tells when or how, not who."""
    if view.is_time(inner) or view.lemma(inner) in _ADJUNCTS:
        return True
    article = view.low(inner.first) in {"a", "an"}
    return view.low(index) in {"in", "during", "after", "before", "on", "at", "via", "by"} and (
        article or view.low(index) in {"during", "after", "before", "via"}
    )


def _to_mark(view: View, index: int) -> int:
    """The last token before the next mark outside quotations."""
    for ahead in range(index, view.count):
        if view.low(ahead) in {",", ".", ";", ":", "?", "!"}:
            return ahead - 1
    return view.count - 1
