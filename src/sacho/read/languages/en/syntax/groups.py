"""Questions about the groups of one sentence: who does it, to whom, by whom, where, in which clause.

Every function takes the sentence and a group of it and answers with groups of the same sentence.
Nothing is parsed in depth: answers come from the order of groups and the words between them.
"""

from __future__ import annotations

import msgspec

from sacho.model.span import Span
from sacho.read.analysis import Group, Sentence, Token
from sacho.read.languages.en.syntax.retag import QUOTES
from sacho.read.languages.en.tables import words_in

RELATIVES = words_in("syntax.toml", "groups.relatives")
_SUBORDINATING = words_in("syntax.toml", "groups.subordinating")
_TRANSPARENT = words_in("syntax.toml", "groups.transparent")
_PARTICLES = words_in("syntax.toml", "groups.particles")
_TIMES = words_in("syntax.toml", "groups.time_words")


def words_of(sentence: Sentence, group: Group) -> str:
    """The group's words, one space between tokens as far as matching needs it."""
    return " ".join(t.text for t in sentence.tokens[group.first : group.last + 1])


def span_of(sentence: Sentence, group: Group) -> Span:
    """Where the group stands in the text; closing quotation marks at its ends are left out."""
    first, last = group.first, group.last
    while last > first and sentence.tokens[last].text in QUOTES:
        last -= 1
    return sentence.tokens[first].start, sentence.tokens[last].end


def head_of(sentence: Sentence, group: Group) -> Token:
    """The token that carries the meaning."""
    return sentence.tokens[group.head]


def group_at(sentence: Sentence, token: int) -> Group | None:
    """The group that holds this token."""
    return next((g for g in sentence.groups if g.first <= token <= g.last), None)


def group_over(sentence: Sentence, span: Span) -> Group | None:
    """The group whose head lies in `span` of the text, else the first that touches it."""
    inside = [g for g in sentence.groups if _touches(sentence, g, span)]
    heads = (g for g in inside if span[0] <= sentence.tokens[g.head].start < span[1])
    return next(heads, inside[0] if inside else None)


def _touches(sentence: Sentence, group: Group, span: Span) -> bool:
    start, end = sentence.tokens[group.first].start, sentence.tokens[group.last].end
    return start < span[1] and span[0] < end


def is_finite(sentence: Sentence, group: Group) -> bool:
    """Whether a verb group can carry a clause: it has a tense or a modal."""
    if group.kind != "verb" or group.infinitive or group.participle:
        return False
    return not (sentence.tokens[group.first].form == "VBG" and group.passive)  # "being arrested"


def low_at(sentence: Sentence, index: int) -> str:
    """The token's text in lower case, "" outside the sentence."""
    return sentence.tokens[index].text.lower() if 0 <= index < len(sentence.tokens) else ""


def tag_at(sentence: Sentence, index: int) -> str:
    """As `low_at`, the tag."""
    return sentence.tokens[index].tag if 0 <= index < len(sentence.tokens) else ""


def before(sentence: Sentence, index: int) -> int:
    """The nearest token before `index` that is no adverb, negation or quotation mark; -1 if none."""
    index -= 1
    while index >= 0 and (
        tag_at(sentence, index) == "ADV"
        or sentence.tokens[index].text in QUOTES
        or low_at(sentence, index) in _TRANSPARENT
    ):
        index -= 1
    return index


def after(sentence: Sentence, index: int) -> int:
    """The nearest token after `index` that is no adverb, particle or quotation mark."""
    index += 1
    while index < len(sentence.tokens) and (
        (tag_at(sentence, index) == "ADV" and low_at(sentence, index) not in _SUBORDINATING)
        or sentence.tokens[index].text in QUOTES
    ):
        index += 1
    return index


def verb_before(sentence: Sentence, index: int) -> Group | None:
    """The last verb group that ends before this token."""
    verbs = [g for g in sentence.groups if g.kind == "verb" and g.last < index]
    return verbs[-1] if verbs else None


def noun_ending_at(sentence: Sentence, index: int) -> Group | None:
    """The noun group whose last token this is."""
    return next((g for g in sentence.groups if g.kind == "noun" and g.last == index), None)


def noun_starting_at(sentence: Sentence, index: int) -> Group | None:
    """The noun group whose first token this is."""
    return next((g for g in sentence.groups if g.kind == "noun" and g.first == index), None)


# Extending noun groups


def with_of(sentence: Sentence, group: Group) -> Group:
    """The group with the phrases that "of" attaches: "dozens | of villagers"."""
    last = group.last
    while low_at(sentence, last + 1) == "of":
        begins = noun_starting_at(sentence, last + 2)
        owned = begins or noun_starting_at(sentence, after(sentence, last + 1))
        if owned is None:
            break
        last = owned.last
    return msgspec.structs.replace(group, last=last)


def conjoined(sentence: Sentence, group: Group) -> tuple[Group, ...]:
    """The group and those joined to it by commas, "and" or "or", from left to right."""
    right = [group]
    while (following := _next_conjunct(sentence, right[-1])) is not None:
        right.append(following)
    left = [group]
    while (earlier := _previous_conjunct(sentence, left[0])) is not None:
        left.insert(0, earlier)
    return tuple(left[:-1] + right)


def _next_conjunct(sentence: Sentence, group: Group) -> Group | None:
    index = with_of(sentence, group).last + 1
    if low_at(sentence, index) == ",":
        if low_at(sentence, index + 1) in {"and", "or"}:
            index += 1
        elif not _list_goes_on(sentence, index + 1):
            return None
    elif low_at(sentence, index) not in {"and", "or"}:
        return None
    following = noun_starting_at(sentence, after(sentence, index))
    if following is None:
        return None
    leading = before(sentence, group.first)
    governed = tag_at(sentence, leading) in {"ADP", "VERB", "AUX", "NOUN", "PROPN"}
    if governed and _is_subject_position(sentence, following):
        return None
    return following


def _previous_conjunct(sentence: Sentence, group: Group) -> Group | None:
    for other in reversed(sentence.groups):
        if other.kind == "noun" and other.last < group.first:
            return other if _next_conjunct(sentence, other) == group else None
    return None


def _list_goes_on(sentence: Sentence, index: int) -> bool:
    """Whether a comma parts members of a list: a noun group, then "," or "and", another."""
    group = noun_starting_at(sentence, index)
    while group is not None:
        end = with_of(sentence, group).last + 1
        if low_at(sentence, end) == ",":
            end += 1
        if low_at(sentence, end) in {"and", "or"}:
            return noun_starting_at(sentence, end + 1) is not None
        group = noun_starting_at(sentence, end) if low_at(sentence, end - 1) == "," else None
    return False


def _is_subject_position(sentence: Sentence, group: Group) -> bool:
    """Whether a finite verb follows directly, so that the group begins a new clause."""
    following = group_at(sentence, after(sentence, group.last))
    if following is None or not is_finite(sentence, following):
        return False
    earlier = verb_before(sentence, group.first)
    return earlier is not None and is_finite(sentence, earlier)


# Around verbs


def subject_of(sentence: Sentence, verb: Group) -> Group | None:
    """Who or what the verb is said of; for a passive, who undergoes it. Relatives are resolved."""
    return _subject(sentence, verb, 0)


def _subject(sentence: Sentence, verb: Group, depth: int) -> Group | None:
    if depth > 6:
        return None
    if verb.infinitive or (verb.participle and not _is_conjunct(sentence, verb)):
        inverted = _inverted(sentence, verb)
        if inverted is not None:
            return inverted
        return _understood(sentence, verb, depth)
    index = before(sentence, verb.first)
    if index < 0:
        return None
    low = low_at(sentence, index)
    if low in RELATIVES and (antecedent := _antecedent(sentence, index)) is not None:
        return antecedent
    if tag_at(sentence, index) == "CCONJ" or (low == "," and _is_conjunct(sentence, verb)):
        earlier = verb_before(sentence, index)
        return _subject(sentence, earlier, depth + 1) if earlier else None
    return _scan_left(sentence, verb, index)


def _is_conjunct(sentence: Sentence, verb: Group) -> bool:
    index = before(sentence, verb.first)
    return low_at(sentence, index) in {"and", "or", "but"}


def _inverted(sentence: Sentence, verb: Group) -> Group | None:
    """ "Killed were two guards": a subject behind the verb at the start of a sentence."""
    behind = verb.last + 1
    if sentence.tokens[verb.head].form == "VBN" and tag_at(sentence, behind) == "AUX":
        return noun_starting_at(sentence, after(sentence, behind))
    return None


def _understood(sentence: Sentence, verb: Group, depth: int) -> Group | None:
    """The subject of an infinitive or participle: the noun it hangs on, or that of its governor."""
    index = before(sentence, verb.first)
    if index >= 0 and low_at(sentence, index) == "," and verb.participle:
        index = -1
    hanging = noun_ending_at(sentence, index) if index >= 0 else None
    governor = verb_before(sentence, verb.first)
    if hanging is not None:
        return _whole_before(sentence, hanging, verb)
    if index >= 0 and tag_at(sentence, index) == "CCONJ" and governor is not None:
        return _subject(sentence, governor, depth + 1)
    if governor is None:  # "Firing into the air, guards …"
        later = (g for g in sentence.groups if g.first > verb.last and is_finite(sentence, g))
        finite = next(later, None)
        return _subject(sentence, finite, depth + 1) if finite else None
    objects = objects_of(sentence, governor)
    if verb.infinitive and objects and objects[0].last < verb.first:
        return objects[0]
    return _subject(sentence, governor, depth + 1)


def _whole_before(sentence: Sentence, hanging: Group, verb: Group) -> Group:
    """The noun a participle hangs on; across "of", the noun before it if that is the one told."""
    if low_at(sentence, hanging.first - 1) == "of":
        owner = noun_ending_at(sentence, hanging.first - 2)
        if owner is not None and sentence.tokens[owner.head].lemma in _QUANTITY_NOUNS:
            return owner
    return hanging


_QUANTITY_NOUNS = words_in("syntax.toml", "groups.quantity_nouns")


def _antecedent(sentence: Sentence, relative: int) -> Group | None:
    """The noun that "who", "which" or "that" stands for; None where "that" opens a clause."""
    index = before(sentence, relative)
    if low_at(sentence, index) == ",":
        if low_at(sentence, relative) == "that":
            return None
        index = before(sentence, index)
    if tag_at(sentence, index) == "CCONJ":  # "people who … and who …"
        for earlier in range(index - 1, -1, -1):
            if low_at(sentence, earlier) == low_at(sentence, relative):
                return _antecedent(sentence, earlier)
        return None
    found = noun_ending_at(sentence, index)
    if found is None:
        return None
    while low_at(sentence, found.first - 1) == "of":
        owner = noun_ending_at(sentence, found.first - 2)
        if owner is None or sentence.tokens[owner.head].lemma not in _QUANTITY_NOUNS:
            break
        found = owner
    return found


def _scan_left(sentence: Sentence, verb: Group, index: int) -> Group | None:
    """The nearest noun group to the left that no preposition governs and no other clause owns."""
    while index >= 0:
        low = low_at(sentence, index)
        if low in {",", "—", "–", "--", ")", "]"}:
            index = _past_aside(sentence, index)
            continue
        found = noun_ending_at(sentence, index)
        if found is not None and low_at(sentence, found.head) in _TIMES and index < verb.first:
            index = found.first - 1
            continue
        if found is not None:
            governing = _governing(sentence, found)
            if governing < 0:
                return found
            index = before(sentence, governing)
            continue
        group = group_at(sentence, index)
        if group is not None and group.kind == "verb":
            jumped = _past_modifier(sentence, group)
            if jumped is None:
                return None
            index = jumped
            continue
        if tag_at(sentence, index) in {"ADP", "ADV", "ADJ", "PART"} or low in QUOTES:
            index -= 1
            continue
        return None
    return None


def _governing(sentence: Sentence, group: Group) -> int:
    """The token that keeps this noun from being a subject: its preposition, or the verb whose
    object it is; -1 where there is none."""
    index = before(sentence, group.first)
    if tag_at(sentence, index) == "ADP" and low_at(sentence, index) not in {"that"}:
        return index
    owner = group_at(sentence, index) if index >= 0 else None
    if owner is not None and owner.kind == "verb" and _is_modifier(sentence, owner):
        return index + 1
    if tag_at(sentence, index) in {"CCONJ"}:
        left = before(sentence, index)
        joined = noun_ending_at(sentence, left) if left >= 0 else None
        if joined is not None and joined.last < group.first:
            return _governing(sentence, joined)
    return -1


def _is_modifier(sentence: Sentence, verb: Group) -> bool:
    """Whether the verb sits in a relative clause or is a participle hung on a noun."""
    index = before(sentence, verb.first)
    if low_at(sentence, index) in RELATIVES:
        return _antecedent(sentence, index) is not None
    return verb.participle or verb.infinitive


def _past_modifier(sentence: Sentence, verb: Group) -> int | None:
    """The token left of a relative clause, a participle or an infinitive and what governs it."""
    index = before(sentence, verb.first)
    if low_at(sentence, index) in RELATIVES and _antecedent(sentence, index) is not None:
        return before(sentence, index)
    if verb.participle or verb.infinitive:
        return index
    return None


def _past_aside(sentence: Sentence, index: int) -> int:
    """The token left of an aside in commas, dashes or brackets that ends at `index`."""
    mark = low_at(sentence, index)
    opener = {")": "(", "]": "["}.get(mark, mark)
    for earlier in range(index - 1, -1, -1):
        if low_at(sentence, earlier) == opener:
            return before(sentence, earlier)
    return before(sentence, index)


def objects_of(sentence: Sentence, verb: Group) -> tuple[Group, ...]:
    """The noun groups that follow the verb directly, each with those joined to it.

    With two objects ("gave the guards 30 rounds") both come, in order.
    """
    index = after(sentence, verb.last)
    if low_at(sentence, index) in _PARTICLES and tag_at(sentence, index) == "ADP":
        following = noun_starting_at(sentence, index + 1)
        if following is None or sentence.tokens[verb.head].lemma not in _PHRASAL:
            return ()
        index += 1
    first = noun_starting_at(sentence, index)
    if first is None or _begins_clause(sentence, first):
        return ()
    found = list(conjoined(sentence, first))
    second = noun_starting_at(sentence, after(sentence, found[-1].last))
    if (
        second is not None
        and not _begins_clause(sentence, second)
        and not _is_time(second, sentence)
    ):
        found.extend(conjoined(sentence, second))
    return tuple(found)


_PHRASAL = words_in("syntax.toml", "groups.phrasal")
_TIME_WORDS = words_in("syntax.toml", "groups.time_words")


def _is_time(group: Group, sentence: Sentence) -> bool:
    return sentence.tokens[group.head].lemma.lower() in _TIME_WORDS


def _begins_clause(sentence: Sentence, group: Group) -> bool:
    """Whether the noun group is the subject of a following finite verb ("said | the guards fled")."""
    following = group_at(sentence, after(sentence, with_of(sentence, group).last))
    return following is not None and is_finite(sentence, following)
