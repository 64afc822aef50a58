"""How much each outcome of a comparison weighs, read once from `weights.toml` beside this file.

Weights are in bits: log2 of how much more often the outcome is seen when two accounts tell one
happening than when they do not (Fellegi and Sunter 1969). Values and words are not independent: a
street is a place and a word. So an outcome has two weights, one where values stand `alone` (two
alphabets, few reports) and one `beside` the words of both accounts.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class FieldWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weights of every outcome of one field, and where the numbers come from."""

    source: str
    alone: dict[str, float]
    beside: dict[str, float]


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All weights. Accounts whose weights sum to `join` or more are taken for one happening;
    groups of accounts are joined while the mean over their pairs stays at `hold` or more, where
    a pair that was not compared counts as `unseen`.
    """

    join: float
    hold: float
    unseen: float
    field: dict[str, FieldWeights]

    def of(self, field: str, outcome: str, trust: float) -> float:
        """The weight where the words of both are believed so far, 0 (alone) to 1 (beside).

        Raises KeyError for a field or an outcome that the table does not hold.
        """
        known = self.field[field]
        alone = known.alone[outcome]
        return alone + trust * (known.beside[outcome] - alone)


@cache
def weights() -> Weights:
    """The shipped table. Raises msgspec.ValidationError if the file is broken."""
    raw = files("sacho.link").joinpath("weights.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(raw), Weights)
