"""What the tagger marks in a text: one row of marks for each field, and the speakers.

The order of these names is the order of the network's outputs: it may only change together with
the weights, whose `tagger.json` repeats it.
"""

from __future__ import annotations

SPEAKER = "speaker"
FIELDS: tuple[str, ...] = (
    "kind", "stage", "killed", "injured", "missing", "detained", "abducted", "returned",
    "displaced", "happenings", "period", "place", "perpetrator", "actor", "issuer", "victim",
    "addressee", "beneficiary", "means", "quantity", "target", "harm", "instruction", "reason",
    "outcome", SPEAKER,
)  # fmt: skip
KINDS: tuple[str, ...] = (
    "killing", "injury", "shooting", "assault", "torture", "sexual-violence", "execution",
    "detention", "disappearance", "abduction", "forced-return", "bombing", "attack", "arson",
    "robbery", "destruction", "threat", "border-crossing", "smuggling", "displacement",
    "issue-of-arms", "order", "reward", "punishment", "investigation", "denial", "reaction",
    "protest",
)  # fmt: skip
STAGES = ("accomplished", "attempted", "planned", "threatened")
STANCES = ("asserted", "alleged", "hedged", "expected", "denied", "hypothetical")
MARKS = 3  # outside, first piece, further piece
LINK = 64  # width of the two sides of a link
STEPS = (0, 8, 24, 64, 128)  # distances in pieces at which a link's bias changes
MEANS: tuple[str, ...] = (
    "machine-gun", "rifle", "shotgun", "pistol", "live-ammunition", "blanks", "rubber-bullet",
    "tear-gas", "baton", "whip", "knife", "stone", "grenade", "rocket", "missile", "mortar",
    "artillery", "air-strike", "drone", "landmine", "ied", "car-bomb", "suicide-vest", "dynamite",
    "explosive", "electric-shock", "fire", "acid", "rope", "poison", "vehicle", "fist",
    "ammunition", "firearm", "bomb", "shell", "mine", "blade", "blunt", "aircraft", "electricity",
    "other",
)  # fmt: skip
"""Codes of means that the languages' tables use, the more telling first."""
