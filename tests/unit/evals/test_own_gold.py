"""The own gold is frozen, well formed, and scored as its guidelines say."""

from __future__ import annotations

import hashlib
from typing import Any, cast, get_args

import msgspec
import pytest
from evals import own_gold

from sacho.model.account import Account, MadeWith, Reading, ReportHead
from sacho.model.claim import Claim, Field, Speaker, Stance
from sacho.model.values import AnyValue, Count, Text
from sacho.model.vocabulary import vocabulary

# The gold was frozen before the reader was mended by it: a change here needs a note in its README.
FROZEN = "7d763ed92c1a3289806f8374909d8d6d8aeaf48601a2a3ca061ead5196a80ee6"
TEXT = "INVENTED EXAMPLE. Guards shot dead three traders and a child, a nurse said."


def record(**more: Any) -> dict[str, Any]:
    """A tiny gold record: one shooting with three killed, one of them named as a part."""
    speakers = ["Kestrel Daily", "a nurse"]
    killed = {"field": "killed", "words": ["three traders", 1], "value": {"low": 3, "high": 3},
              "stance": "asserted", "speakers": speakers, "of": None, **more}  # fmt: skip
    kind = {"field": "kind", "words": ["shot dead", 1], "value": {"code": "shooting"},
            "stance": "asserted", "speakers": speakers, "of": None}  # fmt: skip
    head = {"publisher": "Kestrel Daily", "published": None, "language": "en"}
    accounts = [
        {"name": "a", "kind": "shooting", "stage": "accomplished", "claims": [kind, killed]}
    ]
    return {"id": "en-00", "text": TEXT, "head": head, "accounts": accounts, "links": []}


def reading(*told: tuple[str, AnyValue, str]) -> Reading:
    """A reading of one shooting with these (field, value, words), said by the nurse."""
    speakers = (Speaker("Kestrel Daily", "media"), Speaker("a nurse", "witness", ((60, 67),)))
    claims = [
        Claim(
            f"c{n}",
            cast(Field, field),
            value,
            words,
            ((TEXT.index(words), TEXT.index(words) + len(words)),),
            ((0, len(TEXT)),),
            "asserted",
            None,
            speakers,
            0.8,
        )
        for n, (field, value, words) in enumerate(told)
    ]
    account = Account("a1", "shooting", "accomplished", tuple(claims), (0, 5))
    return Reading(MadeWith("x", "x", "x"), ReportHead("gold:x"), "", (), (account,), (), (), ())


RIGHT = (
    ("kind", Text("shot dead", "shooting"), "shot dead"),
    ("killed", Count(3, 3), "three traders"),
)


def values(made: Reading, gold: dict[str, Any]) -> dict[str, float]:
    """Every value by metric."""
    return {
        getattr(line, "metric", getattr(line, "rate", "")): line.value
        for line in own_gold.score("gold_en", [gold], [made])
    }


def test_gold_against_itself_is_whole() -> None:
    """A reading that says just what the gold says scores 1 in claims and speakers."""
    got = values(reading(*RIGHT), record())

    assert (1.0, 1.0, 0.0) == (
        got["claim F1"], got["whole chain of speakers right"], got["invented claims per 1,000 words"],
    )  # fmt: skip


def test_another_number_over_the_same_words_is_wrong_but_not_invented() -> None:
    """A wrong value costs precision and recall; it is no invention, for the words tell of it."""
    got = values(reading(RIGHT[0], ("killed", Count(4, 4), "three traders")), record())

    assert 0.5 == got["claim F1"]
    assert 0.0 == got["invented claims per 1,000 words"]


def test_words_that_tell_of_nothing_are_invented() -> None:
    """A claim over words of which the gold says nothing is invented."""
    got = values(reading(*RIGHT, ("injured", Count(1, 1), "a child")), record())

    assert got["invented claims per 1,000 words"] > 0


def test_optional_gold_is_neither_wanted_nor_held_against_the_reader() -> None:
    """With and without an optional claim the score is whole."""
    gold = record(optional=True)

    assert 1.0 == values(reading(*RIGHT), gold)["claim F1"]
    assert 1.0 == values(reading(RIGHT[0]), record(optional=True))["claim F1"]


def test_a_part_must_be_told_as_a_part() -> None:
    """A count of the whole does not meet a gold count that is a part."""
    gold = record(of=0)

    assert 0.5 == values(reading(*RIGHT), gold)["claim F1"]


def test_the_scorer_needs_no_text() -> None:
    """The reading given to the scorer has none, and nothing changes with it."""
    made = reading(*RIGHT)
    whole = msgspec.structs.replace(made, text=TEXT)

    assert own_gold.score("g", [record()], [made]) == own_gold.score("g", [record()], [whole])


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_claim_of_the_gold_stands_in_its_text_and_in_the_vocabulary(language: str) -> None:
    """Words at their occurrence, bounds in order, kinds, fields, stances and parts as defined."""
    words = vocabulary()
    for split in ("train", "dev"):
        listed = own_gold.records_in(language, split)
        assert 30 == len(listed)
        for one in listed:
            assert "INVENTED EXAMPLE" in one["text"]
            for account in one["accounts"]:
                assert account["kind"] in words.kind
                for claim in account["claims"]:
                    _check(claim, len(account["claims"]))
            own_gold.wanted_in(one)


def _check(claim: dict[str, Any], total: int) -> None:
    assert claim["field"] in vocabulary().field
    assert claim["stance"] in get_args(Stance)
    assert claim.get("of") is None or 0 <= claim["of"] < total
    low, high = claim["value"].get("low"), claim["value"].get("high")
    assert low is None or high is None or low <= high


def test_the_gold_is_frozen() -> None:
    """Not one byte of texts or annotations changes unseen."""
    digest = hashlib.sha256()
    for path in sorted(own_gold.FOLDER.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())

    assert FROZEN == digest.hexdigest()
