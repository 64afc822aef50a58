"""Texts made to keep a pattern busy: taken from the pattern itself, piece by piece.

A pattern is slow where a run that it may repeat is long and what has to follow never comes. So each
repeat in it gives texts: what stands before it, then its own letters very often, then a letter that
nothing wants; and the same with what stands before it written again each time.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

parser: Any = __import__("re._parser", fromlist=["_parser"])
constants: Any = __import__("re._constants", fromlist=["_constants"])

_MANY = 12
"""A repeat that may go on for longer than this is taken to be without end."""
_LETTERS: dict[str, str] = {
    "CATEGORY_SPACE": " \n\t", "CATEGORY_NOT_SPACE": "aA1가", "CATEGORY_DIGIT": "17",
    "CATEGORY_NOT_DIGIT": "a 가", "CATEGORY_WORD": "aA1가", "CATEGORY_NOT_WORD": " .-",
}  # fmt: skip
_ANY = "a A1가.-\u0141"

_Node = tuple[Any, Any]


class Attack(NamedTuple):
    """Letters that lead in, letters written very often, and letters that nothing wants."""

    before: str
    often: str
    after: str

    def of(self, size: int) -> str:
        """The text with about `size` letters."""
        return self.before + self.often * (size // len(self.often) + 1) + self.after


def attacks(pattern: str | bytes, flags: int, chance: random.Random) -> Iterator[Attack]:
    """Attacks on one pattern, each once, in an order that `chance` settles."""
    letters = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    tree = list(parser.parse(letters, flags & ~int(re.LOCALE)))
    whole = _sample(tree, chance)
    found = [
        each
        for before, body in _repeats(tree, "", chance)
        for pumped in (_sample(body, chance), _sample(body, chance))
        for each in (
            Attack(before, pumped, "\x01"),
            Attack("", pumped, chance.choice(("a", ".", "\n", " "))),
            Attack("", before + pumped, "\x01"),
        )
    ]
    found += [Attack("", piece, "") for piece in (whole, whole[:-1], whole[1:])]
    listed = list(dict.fromkeys(each for each in found if each.often))
    chance.shuffle(listed)
    yield from listed


def _repeats(
    nodes: Sequence[_Node], before: str, chance: random.Random
) -> Iterator[tuple[str, list[_Node]]]:
    """Every repeat without end, with letters that lead to it."""
    for node in nodes:
        name, told = str(node[0]), node[1]
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            body = list(told[2])
            if int(told[1]) > _MANY:
                yield before, body
            yield from _repeats(body, before, chance)
        else:
            for inner in _inside(name, told):
                yield from _repeats(inner, before, chance)
        before += _sample([node], chance)


def _inside(name: str, told: Any) -> Iterator[list[_Node]]:
    """The sequences that stand within a node."""
    if name == "SUBPATTERN":
        yield list(told[3])
    elif name == "BRANCH":
        for each in told[1]:
            yield list(each)
    elif name in ("ASSERT", "ASSERT_NOT"):
        yield list(told[1])
    elif name == "ATOMIC_GROUP":
        yield list(told)
    elif name == "GROUPREF_EXISTS":
        for each in told[1:]:
            if each is not None:
                yield list(each)


def _sample(nodes: Sequence[_Node], chance: random.Random) -> str:
    """Letters that these nodes take (but for what looks ahead, behind or back)."""
    return "".join(_one(str(name), told, chance) for name, told in nodes)


def _one(name: str, told: Any, chance: random.Random) -> str:
    if name == "LITERAL":
        return chr(told)
    if name == "NOT_LITERAL":
        return "b" if told == ord("a") else "a"
    if name == "ANY":
        return chance.choice(_ANY)
    if name == "IN":
        return _of_set(told, chance)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        low = int(told[0])
        times = low or (chance.random() < 0.5 and int(told[1]) > 0)
        return "".join(_sample(list(told[2]), chance) for _ in range(int(times)))
    if name == "BRANCH":
        return _sample(list(chance.choice(told[1])), chance)
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _sample(list(told[3] if name == "SUBPATTERN" else told), chance)
    return ""


def _of_set(told: Sequence[_Node], chance: random.Random) -> str:
    """A letter of a set, or one that stands outside where it is turned round."""
    if str(told[0][0]) == "NEGATE":
        outside = [each for each in _ANY + "b{\n" if not _stands_in(each, told[1:])]
        return chance.choice(outside or ["\u0141"])
    name, value = chance.choice(list(told))
    if str(name) == "LITERAL":
        return chr(value)
    if str(name) == "RANGE":
        return chr(chance.randint(value[0], min(value[1], value[0] + 9)))
    return chance.choice(_LETTERS.get(str(value), "a"))


def _stands_in(letter: str, told: Sequence[_Node]) -> bool:
    for name, value in told:
        if str(name) == "LITERAL" and ord(letter) == value:
            return True
        if str(name) == "RANGE" and value[0] <= ord(letter) <= value[1]:
            return True
        if str(name) == "CATEGORY" and letter in _LETTERS.get(str(value), ""):
            return True
    return False
