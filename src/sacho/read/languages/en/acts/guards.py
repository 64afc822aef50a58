"""Where a word that can carry an act does not: figures of speech, sport, stage and screen.

Two questions of one trigger: do the words around it make it a figure (`figurative`), and does what
the act needs stand beside it (`fits`)?
"""

from __future__ import annotations

from functools import cache

from sacho.read.languages.en.acts.find import Hit
from sacho.read.languages.en.acts.kinds import forms, match_words
from sacho.read.languages.en.acts.means import code_of
from sacho.read.languages.en.acts.view import NOUN, OTHER, PREP, View
from sacho.read.languages.en.tables import FOLDER, rows_of, words_in
from sacho.read.languages.en.who.persons import is_person, is_thing, listed
from sacho.read.languages.en.who.roles import after, objects, subject

_TABLE = "guards.toml"


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Guard phrases by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for text in rows_of(FOLDER / _TABLE)["phrase"]["whole"]:
        words = tuple(str(text).split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(rows) for first, rows in found.items()}


@cache
def _by_lemma(table: str, lemma: str) -> frozenset[str]:
    words: str = rows_of(FOLDER / _TABLE)[table].get(lemma, "")
    return frozenset(words.split())


def guarded_tokens(view: View) -> frozenset[int]:
    """The tokens that stand in a guard phrase ("heart attack", "shot at goal")."""
    sets = [forms(word) for word in view.low]
    barred = [True] * len(sets)
    found: set[int] = set()
    for start, words in enumerate(sets):
        for form in words:
            for phrase in _phrases().get(form, ()):
                end = match_words(phrase, sets, start, barred)
                if end is not None:
                    found.update(range(start, end))
    return frozenset(found)


def figurative(view: View, hit: Hit, guarded: frozenset[int]) -> bool:
    """Whether the words around the trigger make it a figure of speech or another sense."""
    if any(i in guarded for i in range(hit.first, hit.last + 1)):
        return True
    if _scene(view, hit, guarded) or _accident(view, hit) or _labour(view, hit):
        return True
    lemma = view.lemma[hit.head]
    if hit.nominal:
        return _by_head(view, hit, lemma)
    passive = _passive(view, hit)
    group = objects(view, hit.at)
    subjects = subject(view, hit.at)
    patients = subjects if passive else group
    doers = [] if passive else subjects
    barred = _by_lemma("object", lemma)
    if any(view.head_lemma(p) in barred or _one_of(view, p, barred) for p in patients):
        return True
    if not patients and _next_noun(view, hit.at) in barred:
        return True
    return any(view.head_lemma(d) in _by_lemma("subject", lemma) for d in doers)


def _one_of(view: View, at: int, barred: frozenset[str]) -> bool:
    """Whether "a pair of goals" and the like hide a barred noun after "of"."""
    end = view.chain_end(at)
    return end != at and view.head_lemma(end) in barred and not is_person(view, at)


def _passive(view: View, hit: Hit) -> bool:
    group = view.chunks[hit.at].group
    return group is not None and (
        group.passive or (group.participle and view.tokens[group.head].form == "VBN")
    )


def _next_noun(view: View, at: int) -> str:
    place = at + 1
    while place < len(view.chunks) and view.chunks[place].kind in (OTHER, PREP):
        place += 1
    return view.head_lemma(place) if view.is_kind(place, NOUN) else ""


def _scene(view: View, hit: Hit, guarded: frozenset[int]) -> bool:
    """Whether the sentence is of a game, a stage or a screen, and of nothing else."""
    lemmas = set(view.lemma)
    own = set(view.lemma[hit.first : hit.last + 1])
    alone = (lemmas - own) & words_in(_TABLE, "scene.alone")
    if not alone and len(lemmas & words_in(_TABLE, "scene.words")) < 2:
        return False
    plain = {word for index, word in enumerate(view.lemma) if index not in guarded}
    return not (plain - own) & words_in(_TABLE, "scene.strong")


def _accident(view: View, hit: Hit) -> bool:
    """Deaths and injuries of a crash or a flood are no act of anybody."""
    if hit.act.kind not in {"killing", "injury"}:
        return False
    lemmas = set(view.lemma)
    if lemmas & words_in(_TABLE, "accident.violent"):
        return False
    if lemmas & words_in(_TABLE, "accident.words"):
        return True
    vehicle = lemmas & words_in(_TABLE, "accident.vehicles")
    return bool(vehicle and lemmas & words_in(_TABLE, "accident.moves"))


def _labour(view: View, hit: Hit) -> bool:
    """A strike of workers is no air strike."""
    if view.lemma[hit.head] != "strike" or not hit.nominal or hit.phrase:
        return False
    lemmas = set(view.lemma)
    if lemmas & {"drone", "airstrike", "missile", "rubble", "kill", "wound"}:
        return False
    if lemmas & words_in(_TABLE, "labour.words"):
        return True
    chunk = view.chunks[hit.at]
    before = set(view.lemma[chunk.first : chunk.head])
    armed = before & words_in(_TABLE, "labour.armed") or any(
        t.tag == "PROPN" or t.text[:1].isupper() for t in view.tokens[chunk.first + 1 : chunk.head]
    )
    return not (armed or lemmas & words_in(_TABLE, "labour.armed"))


def _by_head(view: View, hit: Hit, lemma: str) -> bool:
    """A noun of action on what is no victim ("attack on inflation", "explosion in prices")."""
    chunk = view.chunks[hit.at]
    if set(view.lemma[chunk.first : hit.head]) & _by_lemma("subject", lemma):
        return True
    place = view.chain_end(hit.at) + 1
    on_noun = view.is_kind(place, PREP) and view.is_kind(place + 1, NOUN)
    if on_noun and view.head_lemma(place + 1) in _by_lemma("object", lemma):
        return True
    end = view.chain_end(hit.at)
    return end != hit.at and view.head_lemma(end) in _by_lemma("object", lemma)


# What an act needs beside it


def fits(view: View, hit: Hit) -> bool:
    """Whether what the act needs stands beside the trigger."""
    need = hit.act.needs
    if not need or hit.nominal:
        return True
    patients = subject(view, hit.at) if _passive(view, hit) else objects(view, hit.at)
    if need == "person":
        return _persons(view, hit, patients)
    if need == "person-with":
        return _persons(view, hit, patients) and any(
            code_of(view.words(view.chunks[p].first, view.chunks[p].last))
            for p in after(view, hit.at, frozenset({"with"}))
        )
    if need == "border":
        return _border(view, hit, patients)
    if need == "building":
        doing = [] if _passive(view, hit) else subject(view, hit.at)
        return any(_blast(view, d) for d in doing) or any(
            listed("place.building", view.head_lemma(p)) or _building_of(view, p) for p in patients
        )
    if need == "weapon":
        return _fired(view, hit, patients)
    if need == "explosive-object":
        return any(
            listed("weapon.thrown", view.head_lemma(p)) or _building_of(view, p, "weapon.thrown")
            for p in patients
        )
    doers = subject(view, hit.at)
    if need == "bullet":
        return _by_bullet(view, hit, doers)
    return not _passive(view, hit) and any(_blast(view, d) for d in doers)


def _by_bullet(view: View, hit: Hit, doers: list[int]) -> bool:
    """ "A bullet struck", "hit by gunfire", "fired, striking the man"."""
    if _passive(view, hit):
        doers = after(view, hit.at, frozenset({"by"}))
    if any(view.head_lemma(d) in _BULLETS for d in doers):
        return True
    going_on = view.tokens[hit.head].form == "VBG" and not _passive(view, hit)
    fired = bool({"fire", "shoot", "gunfire", "shot", "shooting"} & set(view.lemma[: hit.first]))
    return going_on and fired and any(is_person(view, o) for o in objects(view, hit.at))


_BULLETS = frozenset({"bullet", "gunfire", "shot", "round", "pellet", "gunshot", "fire"})


def _blast(view: View, at: int) -> bool:
    end = view.chain_end(at)
    return listed("thing.blast", view.head_lemma(at)) or listed("thing.blast", view.head_lemma(end))


def _building_of(view: View, at: int, key: str = "place.building") -> bool:
    """ "Dozens of houses", "a number of bombs"."""
    end = view.chain_end(at)
    return end != at and listed(key, view.head_lemma(end))


def _persons(view: View, hit: Hit, patients: list[int]) -> bool:
    if hit.act.frame == "suffer":
        patients = subject(view, hit.at)
    if any(is_person(view, p) and not is_thing(view, p) for p in patients):
        return True
    return not patients and _passive(view, hit) and hit.act.kind in {"detention", "execution"}


def _border(view: View, hit: Hit, patients: list[int]) -> bool:
    doers = subject(view, hit.at)
    if doers and not any(is_person(view, d) for d in doers):
        return False
    place = hit.at + 1
    near: list[int] = []
    while place < len(view.chunks) and view.chunks[place].kind in (OTHER, PREP, NOUN):
        if view.chunks[place].kind == NOUN:
            near.append(place)
        place += 1
    bridged = any("bridge" in view.lemmas(at) for at in near)
    for at in [*patients, *near]:
        lemmas = set(view.lemmas(at))
        if bridged and lemmas & {"river", "strait", "line"}:
            continue  # "crossed the river on the bridge" into no other land
        if lemmas & words_in("roles.toml", "place.border"):
            return True
        if lemmas & words_in("roles.toml", "place.country"):
            return True
    return False


def _fired(view: View, hit: Hit, patients: list[int]) -> bool:
    """ "Fired", without "at": a weapon or a shot as object, or nothing after it and soldiers before."""
    if any(
        listed("weapon.fired", view.head_lemma(p)) or _building_of(view, p, "weapon.fired")
        for p in patients
    ):
        return True
    group = view.chunks[hit.at].group
    if group is not None and group.participle and not objects(view, hit.at):
        patients = []  # "its troops fired": a past form taken for a participle
    elif patients or _passive(view, hit):
        return False
    doers = subject(view, hit.at)
    nothing = not view.is_kind(hit.at + 1, NOUN)
    armed = any(listed("person.armed", view.head_lemma(d)) for d in doers)
    return nothing and armed
