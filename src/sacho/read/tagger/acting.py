"""Acts that the network marks, told as the grammar tells its own: as tellings, to be joined with them.

An act is a telling of its own only where no telling of the grammar stands on its words or tells it
in its sentence already, if by another word ("executed by firing squad"), and where the words carry
the kind. What an order says is to be done is its instruction and no act.
"""

from __future__ import annotations

from sacho.model.claim import Stage, Stance
from sacho.model.span import Span, Spans, any_overlap, covers, overlaps
from sacho.read.accounts import ByGrammar, Told
from sacho.read.analysis import Telling
from sacho.read.grammar import Grammar
from sacho.read.tagger.marking import Act, Marked
from sacho.read.tagger.network import Sight
from sacho.read.tagger.values import Spoken
from sacho.read.tagger.wording import carries_kind

RULE = "tagger"
LEAST = 0.25  # the weigher decides; below this it never would
KIND_LEAST = 0.15
# Kinds of which one sentence that tells two hardly ever tells two happenings.
ONE_DEED = (
    {"shooting", "execution"}, {"torture", "assault"}, {"abduction", "detention", "disappearance"},
    {"arson", "destruction"}, {"bombing", "attack"}, {"punishment", "detention"},
    {"denial", "reaction"}, {"protest", "reaction"},
)  # fmt: skip


def tellings(read: ByGrammar, grammar: Grammar, sight: Sight, spoken: Spoken) -> list[Telling]:
    """The tellings that the marked acts add to the grammar's."""
    told, marked = read.told, sight.marked
    known = [trigger for draft in read.drafts for trigger in draft.triggers]
    standing = [own for own in read.tellings if own.trigger in known]
    taken = [*told.context.furniture, *known]
    instructions = [c for d in read.drafts for c in d.claims if c.field == "instruction"]
    ordered = [span for claim in instructions for span in claim.spans]
    # A notice's threat may stand in what is only marked as an order's words.
    likely = [w.span for w in marked.words if w.field == "instruction" and w.chance > 0.5]
    found: list[Telling] = []
    for index, act in enumerate(marked.acts):
        orders = ordered if act.stage == "threatened" else [*ordered, *likely]
        held = any(covers(span, act.span) for span in orders)
        if act.chance < LEAST or held or any_overlap((act.span,), taken):
            continue
        stage = _stage_words(told, marked, index, grammar, spoken)
        if act.stage != "accomplished" and not stage:
            continue  # what did not happen, and no words say so, is left to the grammar
        carried = carried_by(told, act, grammar, sight, spoken)
        if carried is None or any_overlap((carried[1],), known):
            continue
        telling = _telling(told, act, stage, *carried)
        if not any(_again(own, telling) for own in standing):
            found.append(telling)
    return found


def _again(own: Telling, other: Telling) -> bool:
    """Whether the grammar's telling tells in the same sentence what the network takes for an act."""
    kinds = {own.kind, other.kind}
    return own.sentence == other.sentence and any(kinds <= one for one in ONE_DEED)


def _stage_words(told: Told, marked: Marked, index: int, grammar: Grammar, spoken: Spoken) -> Spans:
    """The words that carry the stage of an act: "tried to", 예정."""
    act = marked.acts[index]
    for word in marked.words:
        if word.field == "stage" and any(i == index for i, _ in word.acts):
            span = spoken.whole("stage", word.span)
            if span and grammar.carries("stage", act.stage, told.text[slice(*span)]):
                return (span,)
    return ()


def _telling(told: Told, act: Act, stage: Spans, kind: str, trigger: Span) -> Telling:
    sentence = next(s.index for s in told.sentences if overlaps(trigger, (s.start, s.end)))
    how_far: Stage = act.stage  # type: ignore[assignment]
    stance: Stance = act.stance  # type: ignore[assignment]
    return Telling(kind, trigger, sentence, how_far, stage, stance, (), RULE, confidence=act.chance)


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
