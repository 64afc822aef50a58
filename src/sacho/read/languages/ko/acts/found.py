"""A telling while it is being read: its slots can still grow."""

from __future__ import annotations

import msgspec

from sacho.model.claim import Stage, Stance
from sacho.model.span import Span, Spans
from sacho.read.analysis import Slot, Telling


class Found(msgspec.Struct):
    """One act in one sentence. `order` is where it stands, for joining an outcome to its act."""

    kind: str
    trigger: Span
    sentence: int
    rule: str
    slots: list[Slot]
    stage: Stage = "accomplished"
    stage_spans: Spans = ()
    stance: Stance = "asserted"
    back: bool = False
    aggregate: bool = False
    confidence: float = 0.8
    limit: Span = (0, 0)
    outcome: bool = False  # only what came of an act: 숨지다, 다치다

    def add(self, slots: list[Slot]) -> None:
        """Append slots whose `of` counts from the first of them."""
        base = len(self.slots)
        for slot in slots:
            again = next(
                (s for s in self.slots if s.field == slot.field and s.spans == slot.spans), None
            )
            if again is None:
                of = slot.of + base if slot.of is not None else None
                self.slots.append(msgspec.structs.replace(slot, of=of))
            else:
                base -= 1

    def telling(self) -> Telling:
        """The finished telling."""
        return Telling(
            self.kind, self.trigger, self.sentence, self.stage, self.stage_spans, self.stance,
            tuple(self.slots), self.rule, self.back, self.aggregate, self.confidence,
        )  # fmt: skip
