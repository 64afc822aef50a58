"""Ids derived from what a thing is, one rule per noun. Never from position, version or score."""

from __future__ import annotations

import hashlib

import msgspec

from sacho.model.claim import Claim, Speaker
from sacho.model.span import Span
from sacho.model.values import AnyValue, Period, Place

_encode = msgspec.json.Encoder(order="deterministic").encode


def _hash(prefix: str, *parts: object) -> str:
    return f"{prefix}:{hashlib.sha256(_encode(parts)).hexdigest()[:32]}"


def report_id(data: bytes) -> str:
    """The report is its bytes: `sha256:` and 64 hex digits."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def text_id(report: str, text: str) -> str:
    """Two makers that give the same text of the same report give one text."""
    return _hash("text", report, text)


def account_id(text: str, kind: str, trigger: Span) -> str:
    """The account's first recorded trigger; the store keeps the id when one is found again."""
    return _hash("account", text, kind, trigger)


def claim_id(text: str, claim: Claim, of: str | None) -> str:
    """Text, field, words, value, the claim it is part of (its lasting id) and who says it."""
    return _hash(
        "claim", text, claim.field, claim.spans, _read_value(claim.value), of,
        [_speaker(s) for s in claim.speakers],
    )  # fmt: skip


def decision_id(verb: str, about: tuple[str, ...], by: str, at: str, nonce: str) -> str:
    """Two decisions alike in all but the moment are two decisions."""
    return _hash("decision", verb, about, by, at, nonce)


def _read_value(value: AnyValue) -> object:
    """What makes two values one: not the basis of a period, nor a gazetteer's newer degrees."""
    if isinstance(value, Period):
        return ["period", value.earliest, value.latest, value.precision]
    if isinstance(value, Place):
        return ["place", value.name, value.country, value.admin1, value.level, value.radius_km]
    return value


def _speaker(speaker: Speaker) -> object:
    return [speaker.name, speaker.kind, speaker.spans]
