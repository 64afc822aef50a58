"""An account as a project holds it: lasting ids, the report it stands in, when it came in."""

from __future__ import annotations

import msgspec

from sacho.model.account import Account


class RecordedAccount(msgspec.Struct, frozen=True):
    """`account` carries lasting ids for itself and its claims. `order` is (journal entry, position
    in it): the earliest gives an incident its id. `published` is the report's date. `told` are the
    sentences that tell it, as they stand in the text, and `around` is the whole telling of its
    report; "" where they are not known.
    """

    account: Account
    report: str
    text: str
    order: tuple[int, int]
    published: str | None = None
    publisher: str | None = None
    told: str = ""
    around: str = ""


class RecordedLink(msgspec.Struct, frozen=True):
    """A relation between two accounts of one text, by their lasting ids."""

    source: str
    relation: str
    target: str
    confidence: float
