"""Stage and stance of a noun of action: its adjectives and the verb that it stands beside."""

from __future__ import annotations

from sacho.model.claim import Stage
from sacho.read.languages.en.acts.find import Hit
from sacho.read.languages.en.acts.stages_manner import Manner, stage_word
from sacho.read.languages.en.acts.stages_verbs import governed
from sacho.read.languages.en.acts.view import NOUN, OTHER, PREP, VERB, View


def of_noun(view: View, hit: Hit) -> Manner:
    """The manner of a noun of action."""
    chunk = view.chunks[hit.at]
    words = view.low[chunk.first : chunk.last + 1]
    if stage_word("noun.attempted", view.head_lemma(hit.at)):
        return Manner("attempted", words=view.span(chunk.head, chunk.head))
    for offset, word in enumerate(words):
        if stage_word("adjective.attempted", word):
            index = chunk.first + offset
            return Manner("attempted", words=view.span(index, index))
    if hit.act.frame == "tally" and words[0] in {"no", "zero"}:
        return Manner()
    if words[0] in {"no", "without"} or (chunk.first and view.low[chunk.first - 1] == "without"):
        return Manner(unreal=True)
    if set(words) & {"future", "any", "possible", "potential", "imminent", "further"}:
        return Manner(unreal=True)
    for offset, word in enumerate(words):
        if stage_word("adjective.planned", word):
            index = chunk.first + offset
            return Manner("planned", "expected", view.span(index, index))
    return _noun_under(view, hit)


def _noun_under(view: View, hit: Hit) -> Manner:
    """A noun as object or subject of a verb that undoes it or puts it off."""
    before = view.chain_start(hit.at) - 1
    while view.is_kind(before, OTHER):
        before -= 1
    if view.is_kind(before, VERB):
        found = _as_object(view, hit, before)
        if found is not None:
            return found
    after = hit.at + 1
    while after < len(view.chunks) and view.chunks[after].kind in (OTHER, PREP, NOUN):
        after += 1
    if view.is_kind(after, VERB) and not view.in_phrase(hit.at):
        return _as_subject(view, hit, after)
    return Manner()


def _as_object(view: View, hit: Hit, verb: int) -> Manner | None:
    """What the verb before the noun makes of it; None where that decides nothing."""
    group = view.chunks[verb].group
    head = view.head_lemma(verb)
    words = view.span(view.chunks[verb].head, view.chunks[verb].head)
    infinitive = group is not None and group.infinitive
    if stage_word("verb.foil", head):
        return Manner(unreal=True) if infinitive else Manner("attempted", words=words)
    if head in {"attempt", "plan", "plot"}:
        stage: Stage = "attempted" if head == "attempt" else "planned"
        return Manner(stage, "asserted" if head == "attempt" else "expected", words)
    if head not in _CARRYING and _known(view, hit):
        return Manner()
    if stage_word("governor.wish", head) or head in {"warn", "fear", "threaten"}:
        return Manner(unreal=True)
    if group is None:
        return None
    if group.negated or group.modal in _IMAGINING:
        return Manner(unreal=True)
    if infinitive:
        return governed(view, verb) if head in _CARRYING else Manner(unreal=True)
    if group.modal in {"will", "may", "might"} and not group.perfect:
        return Manner(unreal=True)
    return None


def _as_subject(view: View, hit: Hit, verb: int) -> Manner:
    """What the verb behind the noun makes of it."""
    group = view.chunks[verb].group
    head = view.head_lemma(verb)
    if stage_word("verb.foil", head):
        token = view.chunks[verb].head
        return Manner("attempted", words=view.span(token, token))
    if group is None:
        return Manner()
    if group.modal in _IMAGINING or group.modal in {"may", "might"}:
        return Manner(unreal=not group.perfect)
    if group.negated and head in {"occur", "happen", "take"}:
        return Manner(unreal=True)
    if group.modal == "will":
        words = view.span(view.chunks[hit.at].head, view.chunks[verb].last)
        return Manner("planned", "expected", words)
    return Manner()


_IMAGINING = frozenset({"would", "could", "can", "should"})


def _known(view: View, hit: Hit) -> bool:
    """ "To protest *the* kidnapping of Arrel": told as known, whatever is done about it."""
    chunk = view.chunks[hit.at]
    first = view.low[chunk.first]
    owned = any(view.low[i] in {"'s", "'"} for i in range(chunk.first, chunk.head))
    return first in {"the", "this", "these", "his", "her", "their", "its"} or owned


_CARRYING = frozenset({"carry", "launch", "commit", "stage", "mount", "conduct", "perpetrate"})
