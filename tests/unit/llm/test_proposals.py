"""What a language model answers is a proposal of words; anything else ends at the schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.llm import prompt
from sacho.llm.asking import ModelError
from sacho.llm.cache import Cache, key
from sacho.llm.proposals import Taken, taken
from sacho.llm.reader import ModelProposer
from sacho.model.account import Reading, ReportHead
from sacho.read.languages import grammar_for
from sacho.read.reader import read_text

TEXT = (
    "INVENTED EXAMPLE. The patrol emptied its rifles into the reed boat at Varn. Two ferrymen "
    "were killed on Sunday, a nurse said. Nobody knows of five more."
)
SENTENCES = grammar_for("en").analyse(TEXT, ())
HEAD = ReportHead("sha256:x", publisher="Rimfire Weekly", published="2031-05-06", language="en")


def account(**more: Any) -> dict[str, Any]:
    """A proposal that is right: the second sentence's killing."""
    return {
        "kind": "killing", "sentence": SENTENCES[-2].index, "trigger": "killed",
        "claims": [{"field": "victim", "words": "Two ferrymen"}],
    } | more  # fmt: skip


def answered(*accounts: dict[str, Any], **more: Any) -> str:
    """The answer of a model."""
    return json.dumps({"accounts": list(accounts)} | more)


def read_with(answer: str) -> Reading:
    """A reading with a model that gives this answer to everything."""
    model = ModelProposer(lambda _system, _user: answer, "scripted")
    return read_text(TEXT, HEAD, "en", proposer=model)


def test_words_of_the_text_are_taken() -> None:
    """A proposal of the schema becomes a telling with the span of its words."""
    told = taken(answered(account()), TEXT, SENTENCES)
    (telling,) = told.tellings
    assert told.refused == 0 and TEXT[slice(*telling.trigger)] == "killed"
    assert [TEXT[slice(*s.spans[0])] for s in telling.slots] == ["Two ferrymen"]


@pytest.mark.parametrize(
    "answer",
    [
        "", "no JSON", "[]", '{"accounts": null}', '{"accounts": [{}]}',
        answered(account(), tool="erase"),
        answered(account(value={"low": 90})),
        answered(account(kind="celebration")),
        answered(account(trigger="murdered")),
        answered(account(sentence=99)),
        answered(account(stage="finished")),
        answered(account(claims=[{"field": "killed", "words": "Two ferrymen", "value": 90}])),
    ],
)  # fmt: skip
def test_what_is_not_of_the_schema_or_not_in_the_text_gives_nothing(answer: str) -> None:
    """Unknown keys, values, kinds and words that do not stand there give no telling."""
    told = taken(answer, TEXT, SENTENCES)
    assert told.tellings == [] and told.refused > 0


@pytest.mark.parametrize(
    "claim",
    [
        {"field": "killed", "words": "Ninety ferrymen"},
        {"field": "killed", "words": "five more"},
        {"field": "period", "words": "Sunday"},
        {"field": "killed", "words": ""},
        {"field": "mood", "words": "Two ferrymen"},
    ],
)
def test_a_claim_that_does_not_stand_costs_only_itself(claim: dict[str, str]) -> None:
    """Words of no or another sentence, and fields that are not asked, are refused one by one."""
    told = taken(answered(account(claims=[claim])), TEXT, SENTENCES)
    assert len(told.tellings) == 1 and told.tellings[0].slots == () and told.refused == 1


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))  # fmt: skip
def test_any_json_at_all_is_survived(answer: Any) -> None:
    """Whatever is answered, the result is tellings in the text and a number."""
    told = taken(json.dumps({"accounts": [answer]}), TEXT, SENTENCES)
    assert isinstance(told, Taken) and all(TEXT[slice(*t.trigger)] for t in told.tellings)


def test_a_reading_with_a_model_says_so_and_keeps_what_the_grammar_read() -> None:
    """The model's name stands in `made_with`; no claim of the grammar is taken away."""
    alone = read_text(TEXT, HEAD, "en")
    both = read_with(answered(account()))
    assert "scripted sacho-prompt/1" in both.made_with.reader
    kept = {(c.field, c.written) for a in both.accounts for c in a.claims}
    assert {(c.field, c.written) for a in alone.accounts for c in a.claims} <= kept


def test_a_false_value_has_no_way_in() -> None:
    """Words of another number may be proposed, never another number for the words."""
    told = read_with(answered(account(claims=[{"field": "killed", "words": "ferrymen"}])))
    killed = [c for a in told.accounts for c in a.claims if c.field == "killed"]
    assert {(c.written, plain) for c in killed for plain in [str(c.value)]} == {
        ("Two ferrymen", "Count(low=2, high=2)")
    }


def test_a_silent_model_costs_nothing_but_a_problem() -> None:
    """The report is read as without it, and `model.silent` says what to do."""

    def silent(_system: str, _user: str) -> str:
        raise ModelError("The model did not answer (status 500).")

    told = read_text(TEXT, HEAD, "en", proposer=ModelProposer(silent, "scripted"))
    assert told.accounts == read_text(TEXT, HEAD, "en").accounts
    assert [p.code for p in told.problems].count("model.silent") == 1


def test_a_report_is_asked_once_a_model_and_prompt(tmp_path: Any) -> None:
    """The second reading comes from the cache, also in another run; another model asks anew."""
    asked: list[str] = []

    def ask(_system: str, user: str) -> str:
        asked.append(user)
        return answered(account())

    for model in ("one", "one", "two"):
        read_text(TEXT, HEAD, "en", proposer=ModelProposer(ask, model, Cache(tmp_path)))
    assert len(asked) == 2
    assert key("one", "x") != key("two", "x") != key("two", "y")


def test_the_report_travels_as_data_inside_one_json_string() -> None:
    """What is asked names every kind, and holds nothing of the report; the rest is JSON."""
    assert "forced-return" in prompt.system() and "ferrymen" not in prompt.system()
    sent = json.loads(prompt.user(TEXT, SENTENCES))
    assert set(sent) == {"sentences"} and "ferrymen" in json.dumps(sent)
