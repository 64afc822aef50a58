"""The triggers of one sentence: each word or phrase that carries an act there."""

from __future__ import annotations

import msgspec

from sacho.read.languages.en.acts.kinds import Act, acts, forms, match_words
from sacho.read.languages.en.acts.needs import Place, stands
from sacho.read.languages.en.acts.view import NOUN, VERB, View

_CASES = "attempt operation incident case attack plot spree death victim series wave string activity crime bid campaign massacre scene call raid ring effort try episode event"
_CASE_NOUNS = frozenset(_CASES.split())


class Hit(msgspec.Struct, frozen=True):
    """A trigger: tokens `[first, last]`, the token that carries it and its place in the row."""

    act: Act
    first: int
    last: int
    head: int
    at: int
    nominal: bool = False
    phrase: bool = False


def triggers(view: View) -> list[Hit]:
    """All words and phrases of the table in this sentence, before guards and needs are asked."""
    sets = [forms(word) for word in view.low]
    for index, lemma in enumerate(view.lemma):
        if lemma not in sets[index]:
            sets[index] = sets[index] | {lemma}
    taken = [False] * len(sets)
    found: list[Hit] = []
    barred = [
        view.low[i] in {",", ";", ":", ".", "“", "”", '"', "and", "but", "that", "who"}
        or view.tokens[i].form in {"VBD", "VBZ", "VBP", "MD"}
        for i in range(len(sets))
    ]
    for start in range(len(sets)):
        if taken[start]:
            continue
        hit = _phrase_at(view, sets, start, barred)
        if hit is not None and hit.at >= 0:
            found.append(hit)
            for index in _own_words(hit):
                taken[index] = True
    for start in range(len(sets)):
        if not taken[start]:
            found += _single_at(view, start) or _count_before(view, start)
    return sorted(found, key=lambda h: (h.first, h.last))


def _own_words(hit: Hit) -> range:
    return range(hit.first, hit.last + 1)


def _phrase_at(
    view: View, sets: list[frozenset[str]], start: int, barred: list[bool]
) -> Hit | None:
    table = acts().phrases
    best: Hit | None = None
    for form in sets[start]:
        for phrase in table.get(form, ()):
            if phrase.act.frame == "state":
                continue
            end = match_words(phrase.words, sets, start, barred)
            if end is None or (best is not None and end - 1 <= best.last):
                continue
            head = _carrier(view, start, end - 1)
            at = view.at_token.get(head, -1)
            if at < 0:
                continue
            nominal = view.chunks[at].kind != VERB
            if nominal and not _noun_phrase(view, start, end - 1, phrase.act.frame):
                continue
            if phrase.words == ("be", "hold") and view.tokens[head].form == "VBG":
                continue  # "is holding them": who holds is told, the kind is theirs to say
            if phrase.words == ("shoot", "at") and _hit_there(view, at, end):
                continue
            if phrase.act.asks and not stands(view, phrase.act, Place(start, end - 1, at)):
                continue
            best = Hit(phrase.act, start, end - 1, head, at, nominal, True)
    return best


def _hit_there(view: View, at: int, end: int) -> bool:
    """ "Seven men were shot at a house": hit, and where; fired upon is "shot at by guards"."""
    ahead, group = view.at_token.get(end), view.chunks[at].group
    if ahead is None or group is None or view.chunks[ahead].kind != NOUN:
        return False
    return group.passive or (group.participle and view.tokens[group.head].form == "VBN")


def _carrier(view: View, first: int, last: int) -> int:
    """The verb that heads a verb group in the phrase, else its last noun."""
    for index in range(first, last + 1):
        at = view.at_token.get(index)
        if at is not None and view.chunks[at].kind == VERB and view.chunks[at].head == index:
            return index
    return last


def _noun_phrase(view: View, first: int, last: int, frame: str) -> bool:
    """A phrase without a verb stands only inside one noun group ("car bomb", "death threat")."""
    if frame in {"fire", "weak", "suffer"}:
        return False
    at = view.at_token.get(first)
    return at is not None and at == view.at_token.get(last) and len(view.chunks) > at


def _single_at(view: View, index: int) -> list[Hit]:
    token, lemma = view.tokens[index], view.lemma[index]
    at = view.at_token.get(index, -1)
    if at < 0:
        return []
    chunk = view.chunks[at]
    table = acts()
    if chunk.kind == VERB:
        if chunk.head != index:
            return []
        named = _as_noun(view, index, at)
        if named:
            return [Hit(act, index, index, index, at, True) for act in named]
        listed = table.verbs.get(lemma, ())
        if not listed and token.tag != "VERB":
            listed = next((table.verbs[f] for f in forms(view.low[index]) if f in table.verbs), ())
        return [
            Hit(act, index, index, index, at)
            for act in listed
            if not act.asks or stands(view, act, Place(index, index, at))
        ]
    if token.tag not in {"NOUN", "PROPN", "VERB"}:
        return []
    word = lemma if token.tag != "VERB" else view.low[index]
    for name in (word, view.low[index], view.low[index].removesuffix("s")):
        listed = table.nouns.get(name)
        if listed and _carries_group(view, index, chunk.head):
            return [Hit(act, index, index, index, at, True) for act in listed]
    return []


def _as_noun(view: View, index: int, at: int) -> tuple[Act, ...]:
    """ "Three hurt in shooting outside club": an -ing form without article or object."""
    word = view.low[index]
    before = view.low[index - 1] if index else ""
    if not word.endswith("ing") or before not in {"in", "after", "during", "from", "mass", "fatal"}:
        return ()
    follows = view.tokens[index + 1].tag if index + 1 < len(view.tokens) else "PUNCT"
    if follows in {"DET", "PRON", "NUM", "NOUN", "PROPN", "ADJ"}:
        return ()
    del at
    return acts().nouns.get(word, ())


def _count_before(view: View, index: int) -> list[Hit]:
    """ "Two dead", "one fatally": a number of persons straight before the word."""
    word = view.low[index]
    if word not in {"dead", "fatally"} or index == 0:
        return []
    at = view.at_token.get(index - 1, -1)
    if at < 0 or view.chunks[at].kind != NOUN:
        return []
    if view.low[index - 1] in {"them", "whom"} and at >= 2:
        at -= 2
    chunk = view.chunks[at]
    numbered = any(view.tokens[i].tag == "NUM" for i in range(chunk.first, chunk.last + 1))
    follows = view.tokens[index + 1].tag if index + 1 < len(view.tokens) else "PUNCT"
    if not numbered or (word == "dead" and follows in {"NOUN", "PROPN"}):
        return []
    act = acts().nouns["dead"][0]
    return [Hit(act, index, index, index, at, True)]


def _carries_group(view: View, index: int, head: int) -> bool:
    """Whether a noun is its group's head, or stands before "attempt", "operation" and the like."""
    if index == head:
        return True
    return index < head and view.lemma[head] in _CASE_NOUNS and head - index <= 2
