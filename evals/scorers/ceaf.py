"""Incident templates with five slots: CEAF-REE as the literature codes it, and CEAF-RME.

CEAF-REE follows `eval.py` of GTT (Du, Rush and Cardie 2021): in each document predicted and gold
templates are paired one to one so that the document scores best; a pair counts only if the
predicted type is a substring of the gold type; an entity is right only if every string given for
it is a string of one gold entity. The type itself is one of the six fields. CEAF-RME follows
IterX (Chen et al. 2023): the type is only a condition of pairing, and phi-3 counts shared strings.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from evals.assignment import best_pairs
from evals.metrics import Tally

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
FIELDS = ("incident_type", *ROLES)

Phi = Literal["phi-3", "phi-subset"]
Entity = tuple[str, ...]

TRIED = 5000
"""Up to how many pairings of a document are tried one by one."""

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


class Template(msgspec.Struct, frozen=True):
    """One incident: its type and, for each role, its entities as all the strings that name them."""

    type: str
    roles: dict[str, tuple[Entity, ...]]

    def of(self, role: str) -> tuple[Entity, ...]:
        """The entities of a role; none where it has none."""
        return self.roles.get(role, ())


def normalise(words: str) -> str:
    """Lower case, without punctuation, articles and extra white space."""
    return " ".join(_ARTICLES.sub(" ", words.lower().translate(_PUNCTUATION)).split())


def template(type_: str, roles: Mapping[str, Sequence[Sequence[str]]]) -> Template:
    """A template with every string normalised; empty strings and entities are left out."""
    kept: dict[str, tuple[Entity, ...]] = {}
    for role, entities in roles.items():
        named = [tuple(filter(None, (normalise(m) for m in entity))) for entity in entities]
        kept[role] = tuple(entity for entity in named if entity)
    return Template(type_.lower(), kept)


def ree(documents: Sequence[tuple[list[Template], list[Template]]]) -> dict[str, Tally]:
    """CEAF-REE over (predicted, gold) documents, by field, and `micro` over all six."""
    total = {field: Tally() for field in (*FIELDS, "micro")}
    for predicted, gold in documents:
        for field, tally in _ree_document(predicted, gold).items():
            total[field].add(tally)
            total["micro"].add(tally)
    return total


def _ree_document(predicted: list[Template], gold: list[Template]) -> dict[str, Tally]:
    pairs = [[_pair(left, right) for right in gold] for left in predicted]
    sizes = sum(map(_size, predicted)), sum(map(_size, gold))
    tallies = {field: Tally() for field in FIELDS}
    for row, column in _best_pairing(pairs, *sizes):
        for field, tally in pairs[row][column].items():
            tallies[field].add(tally)
    for templates, attribute in ((predicted, "given"), (gold, "wanted")):
        for one in templates:
            for field in FIELDS:
                count = 1 if field == "incident_type" else len(one.of(field))
                setattr(tallies[field], attribute, getattr(tallies[field], attribute) + count)
    return tallies


def _best_pairing(
    pairs: list[list[dict[str, Tally]]], given: int, wanted: int
) -> list[tuple[int, int]]:
    """The pairing with the best F1 of the document.

    All pairings are tried, as the published code does, where they are few. F1 is no sum over
    pairs, so that beyond `TRIED` the pairing with the best sum of both sides stands in for it:
    the two differ only where strings of an entity are right on one side and not on the other.
    """
    if not given or not wanted:
        return []
    sides = [[(_sum(p, "right"), _sum(p, "found")) for p in line] for line in pairs]
    pairings = 1
    for line in sides:
        pairings *= 1 + sum(right > 0 for right, _ in line)
    if pairings > TRIED:
        return best_pairs([[right / given + found / wanted for right, found in ln] for ln in sides])

    def f1_of(pairing: tuple[tuple[int, int], ...]) -> float:
        right = sum(sides[row][column][0] for row, column in pairing) / given
        found = sum(sides[row][column][1] for row, column in pairing) / wanted
        return 2 * right * found / (right + found) if right + found else 0.0

    return list(max(_pairings(sides, 0, ()), key=f1_of))


def _pairings(
    sides: list[list[tuple[float, float]]], row: int, taken: tuple[tuple[int, int], ...]
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every one-to-one pairing of templates whose types go together."""
    if row == len(sides):
        yield taken
        return
    used = {column for _, column in taken}
    for column, (right, _) in enumerate(sides[row]):
        if right and column not in used:
            yield from _pairings(sides, row + 1, (*taken, (row, column)))
    yield from _pairings(sides, row + 1, taken)


def _size(one: Template) -> int:
    return 1 + sum(len(one.of(role)) for role in ROLES)


def _sum(pair: dict[str, Tally], attribute: str) -> float:
    return sum(getattr(tally, attribute) for tally in pair.values())


def _pair(predicted: Template, gold: Template) -> dict[str, Tally]:
    """What is right if these two are paired; nothing if the types do not go together."""
    if predicted.type not in gold.type:
        return {}
    tallies = {"incident_type": Tally(right=1, found=1)}
    for role in ROLES:
        given, wanted = predicted.of(role), gold.of(role)
        right = sum(any(set(one) <= set(other) for other in wanted) for one in given)
        found = sum(any(set(one) <= set(other) for one in given) for other in wanted)
        tallies[role] = Tally(right=right, found=found)
    return tallies


def rme(documents: Sequence[tuple[list[Template], list[Template]]], phi: Phi) -> Tally:
    """CEAF-RME, micro-averaged over documents.

    A gold template with two types ("attack / bombing") may be met by either.
    """
    similar, size = (_shared, _strings) if phi == "phi-3" else (_touched, _entities)
    total = Tally()
    for predicted, gold in documents:
        scores = [[similar(left, right) for right in gold] for left in predicted]
        for row, column in best_pairs([[score[0] for score in line] for line in scores]):
            total.right += scores[row][column][0]
            total.found += scores[row][column][1]
        total.given += sum(map(size, predicted))
        total.wanted += sum(map(size, gold))
    return total


def _types_meet(predicted: Template, gold: Template) -> bool:
    return predicted.type in {part.strip() for part in gold.type.split("/")} | {gold.type}


def _shared(predicted: Template, gold: Template) -> tuple[float, float]:
    """How many strings the best one-to-one pairing of entities shares."""
    if not _types_meet(predicted, gold):
        return 0.0, 0.0
    shared = 0.0
    for role in ROLES:
        given, wanted = predicted.of(role), gold.of(role)
        worth = [[float(sum(m in right for m in left)) for right in wanted] for left in given]
        shared += sum(worth[row][column] for row, column in best_pairs(worth))
    return shared, shared


def _touched(predicted: Template, gold: Template) -> tuple[float, float]:
    """How many predicted entities share a string with a gold one, and how many gold ones so."""
    if not _types_meet(predicted, gold):
        return 0.0, 0.0
    right, found = 0, 0
    for role in ROLES:
        wanted = gold.of(role)
        first = [
            next((i for i, other in enumerate(wanted) if m in other), None)
            for m in (_first_known(one, wanted) for one in predicted.of(role))
        ]
        hits = [index for index in first if index is not None]
        right += len(hits)
        found += len(set(hits))
    return float(right), float(found)


def _first_known(entity: Entity, wanted: tuple[Entity, ...]) -> str | None:
    return next((m for m in entity if any(m in other for other in wanted)), None)


def _strings(one: Template) -> int:
    return sum(len(entity) for role in ROLES for entity in one.of(role))


def _entities(one: Template) -> int:
    return sum(len(one.of(role)) for role in ROLES)
