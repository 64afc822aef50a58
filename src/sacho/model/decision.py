"""A decision: what a person judged, about exactly what they were shown. Append-only."""

from __future__ import annotations

from typing import Literal

import msgspec

Verb = Literal[
    "accept", "refuse", "correct", "add", "link", "unlink", "merge", "split", "same-origin",
    "grade", "retract",
]  # fmt: skip


class Decision(msgspec.Struct, frozen=True):
    """`about` are the ids judged; `shown` is the JSON that the person saw, with its score.

    A decision is taken back by another one with verb `retract` about its id; nothing is edited.
    `value` carries what the person supplied (a corrected value, a grade).
    """

    id: str
    verb: Verb
    about: tuple[str, ...]
    by: str
    reason: str
    at: str
    shown: str
    value: str | None = None
