"""Wordings that reports use and that were once read wrong, each in an invented sentence."""

from __future__ import annotations

import pytest

from sacho.model.account import Account, ReportHead
from sacho.model.values import Count, Party
from sacho.read.languages.en.how_many.counts import parse_count, parse_quantity
from sacho.read.languages.en.who.parties import parse_party
from sacho.read.reader import read_text


def accounts(text: str) -> tuple[Account, ...]:
    """The accounts of an English text."""
    head = ReportHead("sha256:x", publisher="Rimfire Weekly", published="2026-03-02")
    return read_text(text, head, "en", trained=False).accounts


def written(account: Account, field: str) -> list[str]:
    """The words of the account's claims of one field."""
    return [c.written for c in account.claims if c.field == field]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("another", Count(1, 1)),
        ("a third", Count(1, 1)),
        ("a third of the villagers", None),
        ("2023 at least six", None),
        ("Omar Dalo along with his wife and four children", Count(6, 6)),
        ("one hundred and three", Count(103, 103)),
    ],
)
def test_a_count_is_of_the_persons_told(words: str, count: Count | None) -> None:
    """One more person is one, a share and a year are no count, and those in company are added."""
    assert count == parse_count(words)


@pytest.mark.parametrize(
    ("words", "low", "unit"),
    [
        ("25 shells", 25, "shell"),
        ("500 artillery shells", 500, "shell"),
        ("12 grenades", 12, "grenade"),
        ("two magazines", 2, "magazine"),
        ("five bottles of liquor", 5, "bottle"),
    ],
)
def test_ammunition_and_goods_are_quantities(words: str, low: int, unit: str) -> None:
    """What is issued or fired has a number and a unit."""
    read = parse_quantity(words)

    assert read is not None
    assert (low, low, unit) == (read.low, read.high, read.unit)


@pytest.mark.parametrize(
    ("words", "name", "kind", "count"),
    [
        ("Party and state officials", "Party and state officials", "group", (2, None)),
        ("JUAN CARLOS PEREZ", "JUAN CARLOS PEREZ", "person", (1, 1)),
        ("INSURGENTS", "INSURGENTS", "group", (2, None)),
        ("A GROUP OF HEAVILY ARMED MEN", "ARMED MEN", "group", (2, None)),
        ("Capt. Juan Mora", "Juan Mora", "person", (1, 1)),
        ("Police Chief Omar Dall", "Omar Dall", "person", (1, 1)),
        ("THE ELN", "ELN", "institution", None),
        ("the raiders", "raiders", "group", (2, None)),
    ],
)
def test_a_party_is_who_the_words_name(
    words: str, name: str, kind: str, count: tuple[int, int | None] | None
) -> None:
    """Capitals change no kind, a title is no part of a name, and a plural is never one person."""
    party = parse_party(words)

    assert isinstance(party, Party)
    told = (party.count.low, party.count.high) if party.count else None
    assert (name, kind, count) == (party.name, party.kind, told)


def test_an_adverb_between_commas_hides_no_issuer() -> None:
    """The subject before an adverb in commas is who ordered it."""
    order = accounts("The authorities, however, ordered the guards not to fire at boats.")[0]

    assert ["The authorities"] == written(order, "issuer")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A spokesman for the mill today said that guards shot two men.", "A spokesman for the mill"),
        ("Near Tesso, Upper Vale Province, a nurse in Orna said, guards shot two men.",
         "a nurse in Orna"),
        ("Guards shot two men in Tesso. A clerk put the death toll at nine.", "A clerk"),
    ],
)  # fmt: skip
def test_the_speaker_is_neither_a_day_nor_a_place(text: str, speaker: str) -> None:
    """Words of time and place beside a speaker are no part of who speaks."""
    named = {s.name for a in accounts(text) for c in a.claims for s in c.speakers}

    assert speaker in named
    assert named <= {speaker, "Rimfire Weekly"}


def test_a_warning_of_death_is_a_threat_and_to_guards_an_order() -> None:
    """What would be done to whoever crosses is no shooting; told to troops it commands as well."""
    told = accounts("The colonel warned the guards that anyone who crossed would be shot.")

    assert {"threat", "order"} == {account.kind for account in told}


def test_the_other_three_are_a_part() -> None:
    """Those left of a number told before are no further victims."""
    raid = accounts("Five people died in the raid on Tesso. The other three killed were clerks.")[0]
    counts = [c for c in raid.claims if c.field == "killed"]

    assert [True, False] == [c.of is None for c in counts]


def test_they_are_the_armed_men_just_told() -> None:
    """A pronoun for armed men leads to their words, and nobody is made up where two are meant."""
    told = accounts("The soldiers came at noon. They beat a farmer.")[0]

    assert ["The soldiers"] == written(told, "perpetrator")


def test_a_separate_blast_is_another_happening() -> None:
    """Words that say it is another one keep two happenings apart."""
    told = accounts(
        "A bomb wounded three soldiers in Tesso. On Monday a separate blast killed one child."
    )

    assert [[], ["one child"]] == [written(a, "killed") for a in told]


def test_an_object_before_and_is_not_the_next_subject() -> None:
    """Those shot do not flee with the boy: a new clause has its own subject."""
    told = accounts("Guards shot two men and a boy was arrested in Tesso.")
    detained = [a for a in told if a.kind == "detention"]

    assert ["a boy"] == [w for a in detained for w in written(a, "detained")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The police blamed the Red Front for the attack on the bank.", "the Red Front"),
        ("The murder of two judges was attributed to the cartel.", "the cartel"),
        ("The Red Front claimed credit for the bombing of the ministry.", "The Red Front"),
        ("A grenade thrown by alleged rebels killed a clerk.", "alleged rebels"),
    ],
)
def test_who_is_said_to_stand_behind_an_act_is_reported_so(text: str, who: str) -> None:
    """Blame, attribution and claims of responsibility name a reported perpetrator."""
    assert who in [w for a in accounts(text) for w in written(a, "perpetrator")]


@pytest.mark.parametrize(
    "text",
    [
        "The striker fired a shot into the roof of the net and killed off the match.",
        "Artillery units fired 200 shells into the sea.",
        "Villagers crossed the river on the new bridge to sell rice.",
    ],
)
def test_no_incident_is_made_of_misleading_words(text: str) -> None:
    """A game, a drill at sea and a walk over a bridge are no incidents."""
    assert () == accounts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Guards shot " + ", ".join(["Ana Ruiz"] * 400) + " and Bo Li.",
        "Guards and " * 500 + "soldiers shot two men.",
        "guards of the army of " * 300 + "the state shot two men.",
    ],
)
def test_long_lists_end(text: str) -> None:
    """However long a list or a chain is, it is read and raises nothing."""
    assert isinstance(accounts(text), tuple)


def test_the_one_who_died_of_those_shot_is_a_part_of_them() -> None:
    """ "Four were shot, one fatally": the dead one is of the four, not beside them."""
    (account,) = accounts("INVENTED EXAMPLE. Police say four people were shot, one fatally.")
    whole = next(c for c in account.claims if c.field == "injured")
    dead = next(c for c in account.claims if c.field == "killed")
    assert (whole.value, dead.value, dead.of) == (Count(4, 4), Count(1, 1), whole.id)
