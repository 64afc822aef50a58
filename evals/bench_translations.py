"""How many translations are found among many reports: `python -m evals.bench_translations`.

Made-up deeds are each told by three reports: an English one, a Korean one that translates it or is
translated, and one of a second outlet, in either language, that tells the same deed on its own: other
sentences in another order, fewer numbers, other people asked. A translator leaves out sentences,
spells names in one of several ways, rounds numbers and moves a day's date; towns and days are few,
so that many reports share them. Nothing is read beforehand: there are words alone.

Printed: translations found, and pairs taken for translations that are none, by what they are.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import msgspec

from sacho.link.origins import Telling, traced

TABLE = Path(__file__).with_name("bench_translations.toml")
START = date(2031, 1, 1)
DAYS = 120


class Tables(msgspec.Struct, frozen=True):
    """Sentences in both languages, towns, and syllables of names with their spellings."""

    sentence: list[dict[str, str]]
    town: list[tuple[str, str]]
    surname: list[tuple[str, list[str]]]
    given: list[tuple[str, list[str]]]


class Deed:
    """What is told: a town, a day, people and numbers; `facts` are the sentences that tell it."""

    def __init__(self, dice: random.Random, tables: Tables) -> None:
        self.tables = tables
        self.day = START + timedelta(days=dice.randrange(DAYS))
        self.facts = dice.sample(range(len(tables.sentence)), dice.randint(4, 8))
        self.slots = {fact: _slots(dice, tables) for fact in range(len(tables.sentence))}
        self.town = dice.choice(tables.town)

    def told(self, dice: random.Random, language: str, facts: list[int], loose: float) -> str:
        """The facts in one language; `loose` is how often a number is rounded."""
        found = [self._sentence(dice, language, fact, loose) for fact in facts]
        opening = "INVENTED EXAMPLE." if language == "en" else "지어낸 예문(INVENTED EXAMPLE)."
        return " ".join([opening, *found])

    def _sentence(self, dice: random.Random, language: str, fact: int, loose: float) -> str:
        one = self.slots[fact]
        number = {k: _number(dice, language, v, loose) for k, v in one.numbers.items()}
        english = language == "en"
        names = {
            k: _spelt(dice, given) if english else "".join(part[0] for part in given)
            for k, given in one.names.items()
        }
        day = f"{self.day:%B} {self.day.day}" if english else f"{self.day.month}월 {self.day.day}일"
        town = self.town[0 if english else 1]
        return self.tables.sentence[fact][language].format(
            town=town, day=day, hour=one.hour if english else _hour(one.hour), **names, **number
        )


class Slots(msgspec.Struct, frozen=True):
    """What stands in the gaps of one sentence."""

    numbers: dict[str, int]
    names: dict[str, list[tuple[str, list[str]]]]
    hour: str


def _slots(dice: random.Random, tables: Tables) -> Slots:
    numbers = {
        "few": dice.randint(2, 9), "some": dice.randint(11, 60), "many": dice.randint(101, 990),
        "age": dice.randint(17, 70),
    }  # fmt: skip
    names = {
        name: [dice.choice(tables.surname), dice.choice(tables.given), dice.choice(tables.given)]
        for name in ("who", "other")
    }
    return Slots(numbers, names, f"{dice.randint(1, 11)}:{dice.choice((10, 20, 30, 40))} p.m.")


def _number(dice: random.Random, language: str, number: int, loose: float) -> str:
    if number > 10 and dice.random() < loose:
        rounded = number // 10 * 10
        return f"more than {rounded}" if language == "en" else f"{rounded}여 "
    return str(number)


def _spelt(dice: random.Random, name: list[tuple[str, list[str]]]) -> str:
    surname, first, second = (dice.choice(spellings) for _, spellings in name)
    given = dice.choice(
        (f"{first}-{second.lower()}", f"{first}{second.lower()}", f"{first} {second}")
    )
    return f"{surname} {given}"


def _hour(english: str) -> str:
    hour, _, minute = english.removesuffix(" p.m.").partition(":")
    return f"오후 {hour}시 {minute}분"


def reports(dice: random.Random, deeds: int) -> list[tuple[str, Telling]]:
    """Every report with what it is: its deed, and `text`, `translation` or `own`."""
    tables = msgspec.convert(tomllib.loads(TABLE.read_text("utf-8")), Tables)
    found: list[tuple[str, Telling]] = []
    for number in range(deeds):
        deed = Deed(dice, tables)
        first, second = dice.sample(("en", "ko"), 2)
        kept = [f for f in deed.facts if dice.random() > 0.12] or deed.facts
        others = dice.sample(range(len(tables.sentence)), dice.randint(3, 6))
        own = [f for f in deed.facts if dice.random() < 0.4] + others
        dice.shuffle(own)
        third = dice.choice(("en", "ko"))
        told = (
            ("text", deed.told(dice, first, deed.facts, 0.0), 0),
            ("translation", deed.told(dice, second, kept, 0.1), dice.randrange(5)),
            ("own", _asked_elsewhere(deed, dice, tables).told(dice, third, own, 0.3),
             dice.randrange(6)),
        )  # fmt: skip
        published = deed.day + timedelta(days=dice.randrange(1, 6))
        for at, (role, text, later) in enumerate(told):
            day = (published + timedelta(days=later)).isoformat()
            telling = Telling(
                f"{number}.{role}", text, (at * deeds + number, 0), f"Outlet {at}", day
            )
            found.append((role, telling))
    return found


def _asked_elsewhere(deed: Deed, dice: random.Random, tables: Tables) -> Deed:
    """The same deed as others tell it: town, day and half of the people and numbers are the same."""
    other = Deed(dice, tables)
    other.day, other.town = deed.day, deed.town
    other.slots = {
        f: one if dice.random() < 0.5 else other.slots[f] for f, one in deed.slots.items()
    }
    return other


def main() -> None:
    """Make, look for, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--deeds", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=3)
    told = asked.parse_args()
    made = reports(random.Random(told.seed), told.deeds)
    right, wrong = 0, Counter[str]()
    for earlier, later, why in traced([telling for _, telling in made]).pairs:
        (a, role), (b, other) = earlier.split("."), later.split(".")
        if not why.startswith("translation"):
            continue  # sentences are drawn from one small table: within a language all are alike
        if a == b and {role, other} == {"text", "translation"}:
            right += 1
        else:
            wrong["own telling of the same deed" if a == b else "another deed"] += 1
    print(f"translations found {right}/{told.deeds}; taken for one though none: {dict(wrong) or 0}")


if __name__ == "__main__":
    main()
