"""Readers beside the grammar: they propose tellings, and are judged as the grammar is.

A proposer sees the text and its sentences. What it proposes joins what the grammar read: words for
a telling that the grammar has too are added to it where they say something new; the grammar's own
words are never taken away.
"""

from __future__ import annotations

from typing import Protocol

import msgspec

from sacho.model.problem import Problem
from sacho.model.span import any_overlap, overlaps
from sacho.read.analysis import Sentence, Slot, Telling


class Proposer(Protocol):
    """Anything that proposes words. It can supply no value: values are read from the words."""

    @property
    def name(self) -> str:
        """Its name and version, which stand in the reading's `made_with`."""
        ...

    def propose(self, text: str, sentences: list[Sentence]) -> tuple[list[Telling], list[Problem]]:
        """Tellings in the words of the text, and what could not be proposed."""
        ...


def together(read: list[Telling], proposed: list[Telling]) -> list[Telling]:
    """All tellings in the order of the text; a proposal of an act that is read already adds to it."""
    found = list(read)
    for telling in proposed:
        same = next((i for i, own in enumerate(found) if _same_act(own, telling)), None)
        if same is None:
            found.append(telling)
        else:
            found[same] = _filled(found[same], telling)
    return sorted(found, key=lambda telling: (telling.sentence, telling.trigger))


def _same_act(own: Telling, other: Telling) -> bool:
    if own.sentence != other.sentence:
        return False
    return overlaps(own.trigger, other.trigger) or own.kind == other.kind


def _filled(own: Telling, other: Telling) -> Telling:
    """What is new: a slot whose field has no words there yet. Parts stay out: their wholes may
    be other slots here.
    """
    new = [slot for slot in other.slots if slot.of is None and not _known(own.slots, slot)]
    return msgspec.structs.replace(own, slots=(*own.slots, *new)) if new else own


def _known(slots: tuple[Slot, ...], slot: Slot) -> bool:
    return any(one.field == slot.field or any_overlap(one.spans, slot.spans) for one in slots)
