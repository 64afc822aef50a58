"""Acts that the network marks, told as the grammar tells its own: as tellings, to be joined with them.

An act is a telling of its own only where no telling of the grammar stands on its words or tells its
kind in its sentence, and where the words carry the kind. What an order says is to be done is its
instruction and no act.
"""

from __future__ import annotations

from sacho.model.claim import Stage, Stance
from sacho.model.span import Span, any_overlap, covers, overlaps
from sacho.read.accounts import ByGrammar, Told
from sacho.read.analysis import Telling
from sacho.read.grammar import Grammar
from sacho.read.tagger.marking import Act
from sacho.read.tagger.network import Sight
from sacho.read.tagger.values import Spoken
from sacho.read.tagger.wording import carries_kind

RULE = "tagger"
LEAST = 0.25  # the weigher decides; below this it never would
KIND_LEAST = 0.15


def tellings(read: ByGrammar, grammar: Grammar, sight: Sight, spoken: Spoken) -> list[Telling]:
    """The tellings that the marked acts add to the grammar's."""
    told = read.told
    known = [trigger for draft in read.drafts for trigger in draft.triggers]
    claims = [c for d in read.drafts for c in d.claims if c.field == "instruction"]
    marked = [w.span for w in sight.marked.words if w.field == "instruction" and w.chance > 0.5]
    ordered = [*(s for c in claims for s in c.spans), *marked]
    found: list[Telling] = []
    for act in sight.marked.acts:
        if act.chance < LEAST or any_overlap((act.span,), [*told.context.furniture, *known]):
            continue
        if act.stage != "threatened" and any(covers(span, act.span) for span in ordered):
            continue
        carried = carried_by(told, act, grammar, sight, spoken)
        if carried is not None and not any_overlap((carried[1],), known):
            found.append(_telling(told, act, *carried))
    return found


def _telling(told: Told, act: Act, kind: str, trigger: Span) -> Telling:
    sentence = next(s.index for s in told.sentences if overlaps(trigger, (s.start, s.end)))
    stage: Stage = act.stage  # type: ignore[assignment]
    stance: Stance = act.stance  # type: ignore[assignment]
    return Telling(kind, trigger, sentence, stage, (), stance, (), RULE, confidence=act.chance)


def carried_by(
    told: Told, act: Act, grammar: Grammar, sight: Sight, spoken: Spoken
) -> tuple[str, Span] | None:
    """The likeliest kind of the act that its words carry, and these words: as marked, else with a
    few more around them.
    """
    spans = [*spoken.around(act.span)]
    for kind in dict.fromkeys((act.kind, *sight.likely_kinds(act.span, KIND_LEAST))):
        for span in spans:
            written = told.text[slice(*span)]
            if grammar.carries("kind", kind, written) or carries_kind(kind, written):
                return kind, span
    return None
