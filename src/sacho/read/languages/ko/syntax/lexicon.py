"""The Korean tables, read once: acts, cues of telling, parties, means."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from sacho.read.languages.ko.syntax.kiwi import table
from sacho.read.languages.ko.syntax.names import is_name


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of `acts.toml`; its head comment says what each key means."""

    kind: str
    frame: str
    result: str | None = None
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    verbs_suffer: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    pairs_suffer: tuple[str, ...] = ()
    not_with: frozenset[str] = frozenset()
    needs: str = ""
    needs_verbs: str = ""
    bare: bool = True
    inverse: bool = False  # 피살, 피격: the noun's own subject suffers


class Entry(msgspec.Struct, frozen=True):
    """What one word or pair of words carries; `suffers`: its subject suffers it."""

    act: Act
    suffers: bool


class Acts(msgspec.Struct, frozen=True):
    """The rows of `acts.toml` by their words; pairs by (noun, stem)."""

    nouns: dict[str, Act]
    verbs: dict[str, Entry]
    pairs: dict[tuple[str, str], Entry]


@cache
def acts() -> Acts:
    """The table of acts."""
    rows = msgspec.convert(tomllib.loads(table("acts.toml"))["act"], tuple[Act, ...])
    nouns: dict[str, Act] = {}
    verbs: dict[str, Entry] = {}
    pairs: dict[tuple[str, str], Entry] = {}
    for act in rows:
        nouns.update({noun.replace(" ", ""): act for noun in act.nouns})
        for suffers, words, two in (
            (act.frame == "suffer", act.verbs, act.pairs),
            (True, act.verbs_suffer, act.pairs_suffer),
        ):
            verbs.update({word: Entry(act, suffers) for word in words})
            for pair in two:
                noun, stem = pair.split(" ", 1)
                pairs[noun, stem] = Entry(act, suffers)
    return Acts(nouns, verbs, pairs)


class Parties(msgspec.Struct, frozen=True):
    """The nouns of `parties.toml`, each with what it says."""

    status: dict[str, str]
    kind: dict[str, str]
    sex: dict[str, str]
    nationality: dict[str, str]
    ranks: frozenset[str]
    roles: frozenset[str]
    people: frozenset[str]  # any noun that can stand for a person or a body of persons
    states: frozenset[str]  # states and armed groups that act under their own name
    bare: frozenset[str]  # nouns that give a number and describe nobody


@cache
def parties() -> Parties:
    """The table of parties."""
    raw = tomllib.loads(table("parties.toml"))

    def turned(name: str) -> dict[str, str]:
        return {word: code for code, words in raw[name].items() for word in words}

    status, kind, sex = turned("status"), turned("kind"), turned("sex")
    people = {*status, *kind, *sex, *raw["people"]["words"], *raw["rank"]["words"]}
    return Parties(
        status, kind, sex, turned("nationality"), frozenset(raw["rank"]["words"]),
        frozenset(raw["role"]["words"]), frozenset(people), frozenset(raw["state"]["words"]),
        frozenset(raw["people"]["bare"]),
    )  # fmt: skip


class Cues(msgspec.Struct, frozen=True):
    """Words of telling: stem -> stance, and nouns of those who tell -> kind."""

    verbs: dict[str, str]
    expected: frozenset[str]
    passive: dict[str, str]
    hedged_nouns: frozenset[str]
    told_nouns: frozenset[str]
    addressees: frozenset[str]
    speakers: dict[str, str]
    another: frozenset[str]
    pronouns: frozenset[str]


@cache
def cues() -> Cues:
    """The table of cues."""
    raw = tomllib.loads(table("cues.toml"))
    hearsay = raw["hearsay"]
    passive = {
        stem: stance
        for stance in ("hedged", "asserted", "expected")
        for stem in hearsay[f"passive_{stance}"]
    }
    speakers: dict[str, str] = {}
    for kind, words in raw["speakers"].items():
        for word in words:
            speakers.setdefault(word, kind)
    return Cues(
        {stem: stance for stance, stems in raw["verbs"].items() for stem in stems},
        frozenset(raw["verb_stance"]["expected"]), passive, frozenset(hearsay["nouns_hedged"]),
        frozenset(hearsay["nouns_told"]), frozenset(raw["addressee"]["words"]), speakers,
        frozenset(raw["pronouns"]["another"]), frozenset(raw["pronouns"]["words"]),
    )  # fmt: skip


class MeansTable(msgspec.Struct, frozen=True):
    """Word -> code, and the words that are a means only where the grammar says so."""

    codes: dict[str, str]
    loose: frozenset[str]


@cache
def means() -> MeansTable:
    """The table of means."""
    raw = tomllib.loads(table("means.toml"))
    codes = {word: code for code, words in raw["means"].items() for word in words}
    return MeansTable(codes, frozenset(raw["loose"]["words"]))


def is_person(noun: str) -> bool:
    """Whether a noun stands for persons: in the table, made with -자, -꾼, -민, or a name."""
    if noun in parties().people:
        return True
    made = noun.endswith(("자", "꾼", "민", "대원", "요원", "당원", "의원", "직원"))
    return len(noun) > 2 and (made or is_name(noun))
