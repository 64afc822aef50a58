"""How likely a claim is, from what the grammar and the network say of its words.

A logistic weigher for each language: its inputs are named below, one constant for each field and
whose proposal it is, and slopes shared by all fields. The weights were fitted on reports that the
network had not learned from (`training/reader/weigh.py`), so that of the claims given 0.8 about four
in five are right. `confidence` of a claim is this chance.
"""

from __future__ import annotations

import math
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

NEVER, ALWAYS = 0.01, 0.99
SLOPES = (
    "grammar", "mark", "tie", "act", "kind", "mark and grammar", "words", "shared", "rival",
)  # fmt: skip


class Evidence(NamedTuple):
    """What is known of one proposed claim.

    `grammar`: the grammar's confidence, 0 where it did not propose. `marked`: the network's mark for
    the field over its words. `tie`: to an act of this account. `act`: that the account's act is one.
    `kind`: that the act is of the account's kind. `size`: words taken. `shared`: how many accounts
    take the same words for the field. `rival`: the best mark of another field over the words.
    """

    language: str
    field: str
    by: str  # "grammar", "tagger" or "both"
    grammar: float
    marked: float
    tie: float
    act: float
    kind: float
    size: int
    shared: int
    rival: float

    def slopes(self) -> dict[str, float]:
        """The inputs by name."""
        return {
            "grammar": logit(self.grammar) if self.grammar else 0.0,
            "mark": logit(self.marked),
            "tie": logit(self.tie),
            "act": logit(self.act),
            "kind": logit(self.kind),
            "mark and grammar": logit(self.marked) if self.grammar else 0.0,
            "words": min(12, self.size) / 4,
            "shared": min(4, self.shared) - 1,
            "rival": logit(self.rival),
        }

    def constants(self) -> tuple[str, ...]:
        """The constants that apply."""
        return ("all", f"by {self.by}", self.field, f"{self.field} by {self.by}")


class Weigher(msgspec.Struct, frozen=True):
    """Weights of one language. `least` is the chance below which a claim is left out: of the
    tagger's alone ("tagger"), and of the grammar's, whether or not the tagger agrees ("grammar").
    From the chance `voice` on the tagger names who says it where the grammar hears nobody.
    """

    weights: dict[str, float]
    least: dict[str, float]
    voice: float = 1.01

    def chance(self, evidence: Evidence) -> float:
        """The chance that a careful person would read these words so."""
        total = sum(self.weights.get(name, 0.0) for name in evidence.constants())
        total += sum(self.weights.get(f"* {n}", 0.0) * v for n, v in evidence.slopes().items())
        return min(ALWAYS, max(NEVER, 1 / (1 + math.exp(-total))))

    def stands(self, evidence: Evidence, chance: float) -> bool:
        """Whether a claim of this chance is kept."""
        if evidence.by == "tagger":
            return chance >= self.least.get("tagger", 0.4)
        least = self.least.get("grammar", 0.2)
        # With the kind a whole account goes, so the grammar's is left out only where it is far off.
        return chance >= (least / 2 if evidence.field == "kind" else least)


def logit(chance: float) -> float:
    """Log odds, held within what one observation can say."""
    held = min(0.995, max(0.005, chance))
    return math.log(held / (1 - held))


@cache
def shipped() -> dict[str, Weigher]:
    """The weighers in the package, by language; empty where there are none."""
    path = resources.files("sacho.read.tagger") / "weights" / "weigher.json"
    if not path.is_file():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Weigher])
