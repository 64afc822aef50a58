"""Which slot of MUC-4 a claim's words fill, and as which string.

The keys hold bare noun groups ("armed men", not "a group of 20 armed men"), name persons without
their titles, and tell the individuals ("guerrillas") from their organisation ("fmln").
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from evals.scorers.ceaf import Entity, normalise
from sacho.model.claim import Claim
from sacho.model.values import Means, Party

_OPENING = re.compile(
    r"^(?:(?:the|a|an|some|several|many|various|numerous|at least|about|approximately|more than"
    r"|another|other|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*|simultaneous|third"
    r"|fourth|fifth|first|second|his|her|its|their|our|own|all|one|group of|groups of|alleged"
    r"|suspected|presumed|unidentified members of)\s+)+",
)
_ACRONYM = re.compile(r"[a-z]{2,5}")


class Naming(msgspec.Struct, frozen=True):
    """Word lists that tell names from descriptions."""

    bodies: frozenset[str]
    doers: frozenset[str]
    plain: frozenset[str]
    titles: frozenset[str]
    ends: frozenset[str]
    no_weapons: frozenset[str]
    no_targets: frozenset[str]


class Words(msgspec.Struct, frozen=True):
    """The tables of `muc4.toml`."""

    type: dict[str, str]
    stage: dict[str, str]
    instrument: dict[str, str]
    confidence: dict[str, str]
    naming: Naming
    persons: dict[str, frozenset[str]]
    things: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """The tables, read once."""
    raw = files("evals.adapters").joinpath("muc4.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(raw), Words)


def strings(claim: Claim) -> Entity:
    """The strings that name it, best first: the bare group, as written, then other names."""
    value = claim.value
    listed = [claim.written, *(value.variants if isinstance(value, Party) else ())]
    whole = [normalise(" ".join(one.split())) for one in listed]
    bare = [_OPENING.sub("", one) for one in whole]
    return tuple(dict.fromkeys(one for one in (*bare, *whole) if one))


def named(claim: Claim) -> list[tuple[str, Entity]]:
    """The slots that the claim fills; none for a victim known by description alone."""
    if not (own := strings(claim)):
        return []
    if claim.field == "perpetrator" and isinstance(claim.value, Party):
        return _doers(own, claim.value)
    if claim.field == "victim" and isinstance(claim.value, Party):
        name = _name(own[0], claim.value)
        return [("Victim", (name,))] if name else []
    if claim.field == "means" and isinstance(claim.value, Means):
        weapon = _weapon(own, claim.value)
        return [("Weapon", weapon)] if weapon else []
    if claim.field == "target" and own[0].split()[-1] not in words().naming.no_targets:
        return [("Target", own)]
    return []


def sort_of(claim: Claim, sorts: dict[str, frozenset[str]], otherwise: str) -> str:
    """The first sort one of whose words stands in the claim's."""
    parts = set(normalise(claim.written).split())
    return next((sort for sort, listed in sorts.items() if parts & listed), otherwise)


def _doers(own: Entity, party: Party) -> list[tuple[str, Entity]]:
    """Individuals, their organisation, or both: "guerrillas of the FMLN", "FMLN units"."""
    lists = words().naming
    first, _, body = own[0].partition(" of ")
    last = first.split()[-1]
    if body and last in lists.doers:
        found = [("PerpOrg", (_body(body),))] if _is_body(body) else []
        return found if first == "members" else [("PerpInd", (first,)), *found]
    if last not in lists.doers and party.kind in ("institution", "unit"):
        return [("PerpOrg", (_body(own[0]),))]
    before = _body(first)
    if last in lists.doers and before and before != first and _is_body(before):
        return [("PerpInd", own), ("PerpOrg", (before,))]
    return [("PerpInd", own)]


def _body(name: str) -> str:
    """The organisation alone: "maoist shining path column" is the shining path."""
    lists = words().naming
    _, _, whole = name.partition(" of ")
    if whole and len(whole.split()) > 1 and _is_body(whole):
        return _body(whole)
    parts = name.split()
    while len(parts) > 1 and parts[-1] in lists.doers:
        parts.pop()
    while len(parts) > 2 and parts[0] in lists.plain:
        parts.pop(0)
    return " ".join(parts)


def fullest(name: str, names: list[str]) -> str:
    """The longest of the names that ends with, or holds, every word of this one."""
    parts = set(name.split())
    longer = [other for other in names if parts <= set(other.split())]
    return max(longer, key=len, default=name)


def _is_body(name: str) -> bool:
    lists = words().naming
    parts = name.split()
    if any(part in lists.bodies for part in parts) and len(parts) > 1:
        return True
    return bool(_ACRONYM.fullmatch(name)) and name not in lists.plain


def _name(name: str, party: Party) -> str:
    """A person's name without titles; "" for a description, a number of people or a body."""
    lists = words().naming
    parts = name.split()
    titled = max((i for i, part in enumerate(parts) if part in lists.titles), default=-1)
    rest = parts[titled + 1 :]
    known = lists.bodies | lists.doers | lists.titles
    if not rest or len(rest) > 6 or any({part, part.rstrip("s")} & known for part in rest):
        return ""
    if titled < 0 and (party.kind in ("group", "crowd", "unit") or party.role is not None):
        return ""
    if titled < 0 and party.kind == "person" and len(rest) == 1:
        return ""
    if "of" in rest or rest[0] in ("in", "and", "who", "from"):
        return ""
    return " ".join(rest)


def _weapon(own: Entity, means: Means) -> Entity:
    lists = words().naming
    parts = own[0].split()
    while parts and parts[-1] in lists.ends:
        parts.pop()
    if not parts or means.code in lists.no_weapons or " of " in f" {' '.join(parts)} ":
        return ()
    return (" ".join(parts),)
