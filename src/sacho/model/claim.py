"""A claim: one field of one account, as written, as read, in which words, according to whom."""

from __future__ import annotations

from typing import Literal

import msgspec

from sacho.model.span import Spans
from sacho.model.values import AnyValue, Period

SpeakerKind = Literal[
    "media", "anonymous", "official", "witness", "victim", "relative", "perpetrator", "ngo",
    "court", "document",
]  # fmt: skip

Stance = Literal["asserted", "alleged", "hedged", "expected", "denied", "hypothetical"]
Stage = Literal["accomplished", "attempted", "planned", "threatened"]

CountField = Literal[
    "killed", "injured", "missing", "detained", "abducted", "returned", "displaced", "happenings"
]
PartyField = Literal["perpetrator", "actor", "issuer", "victim", "addressee", "beneficiary"]
TextField = Literal["target", "harm", "instruction", "reason", "outcome", "kind", "stage"]
Field = (
    CountField | PartyField | TextField | Literal["period"] | Literal["place"]
    | Literal["means"] | Literal["quantity"]
)  # fmt: skip

COUNT_FIELDS: tuple[str, ...] = (
    "killed", "injured", "missing", "detained", "abducted", "returned", "displaced", "happenings",
)  # fmt: skip
PARTY_FIELDS: tuple[str, ...] = (
    "perpetrator", "actor", "issuer", "victim", "addressee", "beneficiary",
)  # fmt: skip
TEXT_FIELDS: tuple[str, ...] = (
    "target", "harm", "instruction", "reason", "outcome", "kind", "stage",
)  # fmt: skip


class Speaker(msgspec.Struct, frozen=True):
    """Who says it. `spans[0]` are the words beside the cue; further spans name them in full.

    An outlet known only from the report's metadata has no spans.
    """

    name: str
    kind: SpeakerKind
    spans: Spans = ()


class Said(msgspec.Struct, frozen=True):
    """When it was told: dates the telling, never the deed."""

    written: str
    spans: Spans
    value: Period | None


class Attribution(msgspec.Struct, frozen=True):
    """One telling: who (`speaker`), by which word (`cue`), said what (`content`).

    `within` is the id of the attribution whose content holds this one; None is the outlet's own.
    `speaker` None: said by someone the words do not name ("it was reported that").
    """

    id: str
    speaker: Speaker | None
    cue: Spans
    content: Spans
    within: str | None = None
    said: Said | None = None
    stance: Stance = "asserted"


class Claim(msgspec.Struct, frozen=True):
    """`id` is local to a reading ("c1"); `ids.claim_id` gives the lasting one.

    `of` names the claim that this one is a part or property of; a count with `of` is never added
    to its whole. `speakers` is the chain, outermost first. `evidence` is the sentence or sentences
    that carry it. `confidence` is the chance that a careful person would read these words so; it
    says nothing about truth. `rule` names what proposed it, for `sacho explain`.
    """

    id: str
    field: Field
    value: AnyValue
    written: str
    spans: Spans
    evidence: Spans
    stance: Stance
    attribution: str | None
    speakers: tuple[Speaker, ...]
    confidence: float
    of: str | None = None
    rule: str = ""
