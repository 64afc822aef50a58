"""What must stand beside a phrase for it to carry its act: who suffers it, who does it, to what.

The conditions are named in `acts_in_phrases.toml`; all of a row's must hold.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sacho.read.languages.en.acts.kinds import Act
from sacho.read.languages.en.acts.view import NOUN, OTHER, PREP, VERB, View
from sacho.read.languages.en.tables import words_in
from sacho.read.languages.en.who.persons import is_person, is_thing, listed
from sacho.read.languages.en.who.roles import agent, objects, subject

_TABLE = "needs.toml"


class Place(msgspec.Struct, frozen=True):
    """Where a candidate stands: its tokens, and the place of the chunk that carries it."""

    first: int
    last: int
    at: int


def stands(view: View, act: Act, where: Place) -> bool:
    """Whether everything that the act's row asks for stands beside these words."""
    return all(_CONDITIONS[name](view, where) for name in act.asks)


def noted(key: str, word: str) -> bool:
    """Whether the lemma stands in a list of `needs.toml`."""
    return word in words_in(_TABLE, key)


def is_passive(view: View, at: int) -> bool:
    """Whether the verb is passive, or a bare past participle without an object."""
    group = view.chunks[at].group
    if group is None:
        return False
    if group.passive:
        return True
    participle = group.participle and view.tokens[group.head].form == "VBN"
    return participle and not objects(view, at)


def patients(view: View, where: Place) -> list[int]:
    """The nouns that suffer it: subject of a passive, else objects inside or after the words."""
    if not view.is_kind(where.at, VERB):
        return []
    if is_passive(view, where.at):
        return subject(view, where.at)
    found = objects(view, where.at)
    last = view.at_token.get(where.last, where.at)
    if last != where.at and not found:
        found = objects(view, last)
    return found or _gapped(view, where)


def _gapped(view: View, where: Place) -> list[int]:
    """ "Two men pulled into a van": a past form with its sufferer before it."""
    if view.tokens[view.chunks[where.at].head].form in {"VBN", "VBD"}:
        return subject(view, where.at)
    return []


def doing(view: View, where: Place) -> list[int] | None:
    """The nouns that do it; None where a passive leaves them untold."""
    if not view.is_kind(where.at, VERB):
        return []
    if not is_passive(view, where.at):
        return subject(view, where.at)
    last = view.at_token.get(where.last, where.at)
    return agent(view, where.at) or agent(view, last) or None


def _head_or_end(view: View, at: int, key: str) -> bool:
    return noted(key, view.head_lemma(at)) or noted(key, view.head_lemma(view.chain_end(at)))


def _person(view: View, where: Place) -> bool:
    found = patients(view, where)
    return any(is_person(view, p) and not is_thing(view, p) for p in found) and not any(
        view.head_lemma(d) in _NATURE or is_natural(view, d) for d in doing(view, where) or ()
    )


_NATURE = frozenset(
    [
        "flood",
        "storm",
        "wave",
        "wind",
        "water",
        "current",
        "river",
        "tide",
        "avalanche",
        "landslide",
        "ball",
        "team",
        "fire",
        "rain",
    ]
)


def is_natural(view: View, at: int) -> bool:
    """Whether it is a sickness or a force of nature, which takes nobody anywhere by intent."""
    return listed("thing.natural", view.head_lemma(at)) or view.head_lemma(at) in _SICKNESS


_SICKNESS = frozenset(
    ["measles", "plague", "typhus", "polio", "smallpox", "dysentery", "ebola", "sickness"]
)
_OWN = frozenset({"me", "us", "him", "her", "them", "my", "our", "his", "their"})


def _person_near(view: View, where: Place) -> bool:
    words = set(view.low[where.first : where.last + 6])
    return bool(words & _OWN) or _person(view, where) or bool(subject(view, where.at))


def _building(view: View, where: Place) -> bool:
    places = patients(view, where) or _after(view, where)[:1]
    return any(_head_or_end(view, p, "building") for p in places)


def _after(view: View, where: Place) -> list[int]:
    """The nouns of the phrases after the words, before the next verb."""
    found: list[int] = []
    place = view.at_token.get(where.last, where.at) + 1
    while place < len(view.chunks) and view.chunks[place].kind in (OTHER, PREP, NOUN):
        if view.chunks[place].kind == NOUN:
            found.append(place)
        place += 1
    return found


def goods_taken(view: View, where: Place) -> list[int]:
    """The goods among what is taken: objects inside or after the words, or subject of a passive."""
    found = patients(view, where)
    return [p for p in found if any(noted("goods", w) for w in _lemmas_of(view, p))]


def _lemmas_of(view: View, at: int) -> list[str]:
    return [*view.lemmas(at), *view.lemmas(view.chain_end(at))]


def _goods(view: View, where: Place) -> bool:
    return bool(goods_taken(view, where))


def _goods_near(view: View, where: Place) -> bool:
    del where
    return any(noted("goods", lemma) for lemma in view.lemma)


def _owner(view: View, where: Place) -> bool:
    """ "Took money from him", "took the passengers' savings"."""
    last = min(view.chunks[where.at].last + 14, len(view.tokens))
    near = view.low[where.last + 1 : last]
    return "from" in near or bool({"'s", "'"} & set(near)) or bool(_OWN & set(near[:2]))


def _belongings(view: View, where: Place) -> bool:
    if view.lemma[where.first] not in {"relieve", "strip"}:
        return True
    return any(noted("goods", lemma) for lemma in view.lemma[where.last : where.last + 4])


def _munition(view: View, where: Place) -> bool:
    if not view.is_kind(where.at, VERB) or is_passive(view, where.at):
        return False
    found = subject(view, where.at)
    return any(noted("munition", view.head_lemma(d)) or _volley(view, d) for d in found)


def _volley(view: View, at: int) -> bool:
    """ "A hail of shells", "dozens of rockets"."""
    end = view.head_lemma(view.chain_end(at))
    return view.head_lemma(at) in _VOLLEYS and noted("munition", end)


_VOLLEYS = frozenset(
    [
        "hail",
        "volley",
        "barrage",
        "salvo",
        "number",
        "series",
        "dozen",
        "hundred",
        "score",
        "piece",
        "fragment",
        "pair",
        "rain",
    ]
)


def uses_force(view: View, at: int) -> bool:
    """Whether the noun is of those who use force: soldiers, gunmen, "two men in masks"."""
    if any(noted("armed", lemma) for lemma in _lemmas_of(view, at)):
        return True
    end = min(view.chunks[view.chain_end(at)].last + 6, len(view.lemma))
    near = {w for i in range(view.chunks[at].first, end) for w in (view.lemma[i], view.low[i])}
    return is_person(view, at) and bool(near & words_in(_TABLE, "looks"))


def _armed(view: View, where: Place) -> bool:
    found = doing(view, where)
    if found is None:
        return True
    if any(uses_force(view, d) for d in found):
        return True
    pointing = any(view.low[view.chunks[d].head] in {"they", "he", "she", "who"} for d in found)
    suffering = {"me", "us", "him", "them", "my", "his", "her"}
    around = set(view.low[where.first : where.last + 6])
    return pointing and bool(around & suffering)


def _place(view: View, where: Place) -> bool:
    near = [*patients(view, where), *_after(view, where)[:1]]
    return any(_head_or_end(view, p, "building") or _head_or_end(view, p, "home") for p in near)


def _home(view: View, where: Place) -> bool:
    """ "Left their homes", "left the hamlet of N": a home straight after the verb."""
    near = objects(view, where.at)[:1] or _after(view, where)[:1]
    return any(_head_or_end(view, p, "home") or view.low[view.chunks[p].head] == "there"
               for p in near)  # fmt: skip


def _fled(view: View, where: Place) -> bool:
    found = subject(view, where.at) if view.is_kind(where.at, VERB) else []
    many = [f for f in found if _head_or_end(view, f, "fled") or _counts(view, f)]
    return bool(many) and not is_passive(view, where.at)


def _counts(view: View, at: int) -> bool:
    chunk = view.chunks[at]
    numbered = any(view.tokens[i].tag == "NUM" for i in range(chunk.first, chunk.last + 1))
    return numbered and is_person(view, at)


def _border(view: View, where: Place) -> bool:
    if not view.is_kind(where.at, VERB):
        return False
    near = [*objects(view, where.at), *_after(view, where)[:2]]
    lemmas = {lemma for p in near for lemma in _lemmas_of(view, p)}
    if lemmas & words_in(_TABLE, "border"):
        return True
    into = {"to", "into", "across", "over"} & set(view.low[where.first : where.last + 1])
    return bool(into and lemmas & words_in(_TABLE, "country"))


def _crossers(view: View, where: Place) -> bool:
    found = subject(view, where.at) if view.is_kind(where.at, VERB) else []
    return any(is_person(view, f) for f in found)


def _settled(view: View, where: Place) -> bool:
    found = subject(view, where.at) if view.is_kind(where.at, VERB) else []
    return any(noted("settled", view.head_lemma(f)) for f in found)


def _gone(view: View, where: Place) -> bool:
    return not is_passive(view, where.at) and not objects(view, where.at)


_CONDITIONS: dict[str, Callable[[View, Place], bool]] = {
    "person": _person,
    "person-near": _person_near,
    "building": _building,
    "goods": _goods,
    "goods-near": _goods_near,
    "belongings": _belongings,
    "munition": _munition,
    "armed": _armed,
    "place": _place,
    "home": _home,
    "fled": _fled,
    "border": _border,
    "crossers": _crossers,
    "settled": _settled,
    "owner": _owner,
    "gone": _gone,
}

__all__ = ["Place", "goods_taken", "is_passive", "noted", "patients", "stands", "uses_force"]
