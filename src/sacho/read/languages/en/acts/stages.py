"""How far an act got, and how the words commit to it: stage and stance of one trigger.

A trigger under "if", "would", "could", a wish, an order or a negation tells no act that happened;
it is `unreal` and gives no telling. "Tried to" is attempted, "plans to" and "will" planned, "may
have" and "reportedly" hedged, "allegedly" and "accused of" alleged.
"""

from __future__ import annotations

import msgspec

from sacho.read.languages.en.acts.find import Hit
from sacho.read.languages.en.acts.stages_manner import Manner, stage_word
from sacho.read.languages.en.acts.stages_nouns import of_noun
from sacho.read.languages.en.acts.stages_verbs import of_verb
from sacho.read.languages.en.acts.view import CONJ, REL, STOP, SUB, VERB, View


def manner(view: View, hit: Hit) -> Manner:
    """The manner of the act at `hit`."""
    found = of_noun(view, hit) if hit.nominal else of_verb(view, hit)
    if found.unreal or found.none:
        return found
    if _conditional(view, hit) or _imagined(view, hit):
        return Manner(unreal=True)
    return _hedge(view, hit, found)


def _conditional(view: View, hit: Hit) -> bool:
    """Whether the clause opens with "if", or the sentence is a question."""
    if view.low[-1] == "?":
        return True
    place = view.chunks[hit.at].first - 1
    while place >= 0:
        word = view.low[place]
        if stage_word("unreal.openers", word) and view.tokens[place].tag != "AUX":
            return True
        if word == "before" and hit.act.kind == "border-crossing":
            return True
        if word in {";", ":", ",", "that", "who"}:
            break
        place -= 1
    return False


def _imagined(view: View, hit: Hit) -> bool:
    """Whether a form without a tense hangs on a verb under "would" ("would fire at men
    trying to flee")."""
    group = view.chunks[hit.at].group
    tenseless = hit.nominal or (group is not None and (group.infinitive or group.participle))
    if not tenseless:
        return False
    place = hit.at - 1
    while place >= 0 and view.chunks[place].kind not in (SUB, STOP, REL):
        other = view.chunks[place].group
        if (
            view.chunks[place].kind == VERB
            and other is not None
            and not (other.infinitive or other.participle)
        ):
            return other.modal in {"would", "could", "should"}
        place -= 1
    return False


def _hedge(view: View, hit: Hit, found: Manner) -> Manner:
    """Stance from the adverbs and adjectives beside the act."""
    chunk = view.chunks[hit.at]
    if found.stance != "asserted":
        return found
    first = chunk.first
    while first > 0 and view.tokens[first - 1].tag in {"ADV", "AUX", "PUNCT"}:
        if first < chunk.first - 4:
            break
        first -= 1
    if _denied(view, hit):
        return msgspec.structs.replace(found, stance="denied")
    window = view.low[first : min(chunk.last + 2, len(view.low))]
    own = view.low[chunk.first : chunk.last + 1] if hit.nominal else []
    if any(stage_word("adverb.alleged", w) for w in window) or any(
        stage_word("adjective.alleged", w) for w in own
    ):
        return msgspec.structs.replace(found, stance="alleged")
    if any(stage_word("adverb.hedged", w) for w in window) or any(
        stage_word("adjective.hedged", w) for w in own
    ):
        return msgspec.structs.replace(found, stance="hedged")
    return found


def _denied(view: View, hit: Hit) -> bool:
    """Whether the act stands in what somebody denies."""
    place = hit.at - 1
    while place >= 0 and view.chunks[place].kind != STOP:
        if view.chunks[place].kind == VERB and view.head_lemma(place) in {"deny", "disclaim"}:
            group = view.chunks[place].group
            return group is not None and not group.negated and not group.passive
        if view.chunks[place].kind == CONJ and view.word_at(place) == "but":
            return False
        place -= 1
    return False
