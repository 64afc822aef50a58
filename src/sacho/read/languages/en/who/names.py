"""Names told apart from the act: "the victim was identified as …", "the dead are …"."""

from __future__ import annotations

from sacho.read.languages.en.acts.fill import Reading
from sacho.read.languages.en.acts.find import Hit
from sacho.read.languages.en.acts.kinds import acts
from sacho.read.languages.en.acts.stages_manner import Manner
from sacho.read.languages.en.acts.view import NOUN, OTHER, PREP, VERB, View
from sacho.read.languages.en.who.harm import Patient
from sacho.read.languages.en.who.roles import objects, subject
from sacho.read.languages.en.who.slots import party_slots

_HURT = frozenset(
    [
        "victim",
        "dead",
        "deceased",
        "body",
        "slain",
        "casualty",
        "wounded",
        "injured",
        "killed",
        "decedent",
        "fatality",
    ]
)
_NEARBY = 8  # sentences between the harm and the name


def names(view: View, known: list[Patient]) -> list[Reading]:
    """Those hurt before, now named; nothing where nobody was told as hurt."""
    near = [p for p in known if 0 <= view.sentence.index - p.sentence <= _NEARBY]
    if not near:
        return []
    for at, chunk in enumerate(view.chunks):
        if chunk.kind != VERB or view.head_lemma(at) not in {"identify", "be", "name", "include"}:
            continue
        hurt = [s for s in subject(view, at) if _hurt(view, s) or _killed(view, s)] or _bodies(
            view, at
        )
        named = _named(view, at, hurt)
        if not hurt or not named:
            continue
        slots = party_slots(view, "victim", named, "identified")
        if not slots:
            continue
        first = view.chunks[hurt[0]]
        trigger = view.span(first.head, first.head)
        hit = Hit(acts().nouns["dead"][0], first.head, first.head, first.head, hurt[0], True)
        return [
            Reading(near[-1].kind, hit, trigger, Manner(), slots, [], [], back=True,
                    rule="victim.identified")
        ]  # fmt: skip
    return []


def _hurt(view: View, at: int) -> bool:
    return bool(
        {*view.lemmas(at), *view.low[view.chunks[at].first : view.chunks[at].last + 1]} & _HURT
    )


def _killed(view: View, at: int) -> bool:
    """ "The man who was killed has been identified"."""
    place = at + 1 + int(view.is_kind(at + 1, "W"))
    return view.is_kind(place, VERB) and view.head_lemma(place) in {"kill", "injure", "wound"}


def _bodies(view: View, at: int) -> list[int]:
    """ "Identified the victim as …", "identified the body of …"."""
    if view.head_lemma(at) in {"be", "include"}:
        return []
    return [o for o in objects(view, at)[:1] if _hurt(view, o)]


def _named(view: View, at: int, hurt: list[int]) -> list[int]:
    """The names after "as", after "is", or after "the body of"."""
    if hurt and hurt[0] > at and view.chain_end(hurt[0]) != hurt[0]:
        return [p for p in view.list_on(hurt[0] + 2) if _proper(view, p)]
    place = max([at, *hurt]) + 1 if not hurt or hurt[0] < at else max(hurt) + 1
    while place < len(view.chunks) and view.chunks[place].kind in (OTHER, PREP, "S"):
        if view.is_kind(place + 1, NOUN):
            place += 1
            break
        place += 1
    if not view.is_kind(place, NOUN):
        return []
    return [p for p in view.list_on(place) if _proper(view, p)]


def _proper(view: View, at: int) -> bool:
    chunk = view.chunks[at]
    return view.tokens[chunk.head].tag == "PROPN" and chunk.last > chunk.first
