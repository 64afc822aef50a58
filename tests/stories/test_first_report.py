"""The report that Sacho began with, against a gold of spans and values; never its sentences."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from sacho.model.account import Account, Reading, ReportHead
from sacho.model.claim import Claim
from sacho.model.span import any_overlap
from sacho.model.values import Count, Period, Place, Quantity
from sacho.model.vocabulary import class_of
from sacho.read.reader import read_text

ROOT = Path(__file__).parents[2]
REPORT = ROOT.parent / "shared" / "seed" / "report.txt"
GOLD: dict[str, Any] = json.loads((ROOT / "evals/gold/border_report.json").read_text("utf-8"))

pytestmark = pytest.mark.skipif(
    not REPORT.is_file(), reason="the first report is not beside this clone"
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The report read without a publication date."""
    return read(None)


def read(published: str | None) -> Reading:
    """The report with its outlet, and with or without a date."""
    text = REPORT.read_text("utf-8")
    assert GOLD["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    head = ReportHead("sha256:0", publisher=GOLD["publisher"], published=published)
    return read_text(text, head)


def agrees(claim: Claim, wanted: dict[str, Any]) -> bool:
    """Field, words, stance and bounds as the gold says."""
    spans = [(start, end) for start, end in wanted["overlaps"]]
    if claim.field != wanted["field"] or not any_overlap(claim.spans, spans):
        return False
    if claim.stance != wanted.get("stance", claim.stance):
        return False
    told, value = wanted.get("value"), claim.value
    if told is None:
        return True
    if isinstance(value, (Count, Quantity)):
        same = (value.low, value.high) == (told["low"], told["high"])
        return same and (not isinstance(value, Quantity) or value.unit == told["unit"])
    if isinstance(value, Period):
        named = value.basis.table is not None or not told.get("table")
        return (value.earliest, value.latest) == (told["earliest"], told["latest"]) and named
    if isinstance(value, Place):
        return (value.level, value.country) == (told["level"], told["country"])
    return True


def holders(reading: Reading, name: str) -> list[Account]:
    """The accounts of the gold's kind and stage that hold all of its claims for that account."""
    account = next(a for a in GOLD["accounts"] if a["name"] == name)
    wanted = [c for c in GOLD["claims"] if c["account"] == name]
    return [
        a
        for a in reading.accounts
        if a.kind == account["kind"]
        and a.stage == account.get("stage", a.stage)
        and all(any(agrees(c, w) for c in a.claims) for w in wanted)
    ]


@pytest.mark.parametrize("name", [a["name"] for a in GOLD["accounts"]])
def test_each_account_is_read_with_all_its_claims(reading: Reading, name: str) -> None:
    """One account holds every claim that the gold gives it, over the right words."""
    missing = {
        account.id: [
            (w["field"], w["overlaps"])
            for w in GOLD["claims"]
            if w["account"] == name and not any(agrees(c, w) for c in account.claims)
        ]
        for account in reading.accounts
        if account.kind == next(a["kind"] for a in GOLD["accounts"] if a["name"] == name)
    }

    assert holders(reading, name), missing


def test_there_is_one_shooting(reading: Reading) -> None:
    """All tellings of the shooting are one account."""
    assert 1 == sum(a.kind == "shooting" for a in reading.accounts)


def test_the_outlet_and_its_source_say_it(reading: Reading) -> None:
    """What the source says is told by the outlet first and the source behind it."""
    (shooting,) = holders(reading, "shooting")
    killed = next(c for c in shooting.claims if c.field == "killed")
    start, end = GOLD["speaker"]

    assert [GOLD["publisher"], reading.text[start:end]] == [s.name for s in killed.speakers]
    assert "anonymous" == killed.speakers[1].kind


def test_parts_belong_to_their_whole(reading: Reading) -> None:
    """A part and a property name the claim they belong to, and no part is added to a whole."""
    for name in ("shooting", "arms"):
        (account,) = holders(reading, name)
        by_id = {c.id: c for c in account.claims}
        for wanted in GOLD["claims"]:
            if wanted["account"] == name and "of" in wanted:
                part = next(c for c in account.claims if agrees(c, wanted))
                assert part.of is not None
                assert wanted["of"] == by_id[part.of].field


@pytest.mark.parametrize("link", GOLD["links"], ids=lambda link: link[1])
def test_orders_rewards_and_inquiries_are_linked_to_the_act(
    reading: Reading, link: list[str]
) -> None:
    """Each link of the gold stands between the accounts that it names."""
    source, relation, target = link
    told = {(x.source, x.relation, x.target) for x in reading.links}

    assert any(
        (a.id, relation, b.id) in told
        for a in holders(reading, source)
        for b in holders(reading, target)
    )


def test_when_it_was_told_is_not_when_it_happened(reading: Reading) -> None:
    """The day of the telling needs a date: a problem without it, resolved with it."""
    span = [tuple(GOLD["said"]["overlaps"])]
    problems = [p.code for p in reading.problems if any_overlap(p.spans, span)]
    dated = read(GOLD["said"]["published"])
    told = [a.said.value for a in dated.attributions if a.said and any_overlap(a.said.spans, span)]

    assert ["period.no-anchor"] == problems
    assert told and told[0] is not None
    assert GOLD["said"]["value"] == {"earliest": told[0].earliest, "latest": told[0].latest}
    assert not any(
        c.field == "period" and any_overlap(c.spans, span) for a in dated.accounts for c in a.claims
    )


def test_people_s_reactions_are_read(reading: Reading) -> None:
    """What people feel and say stands in accounts of reactions."""
    spans = [c.spans for a in reading.accounts if a.kind == "reaction" for c in a.claims]

    for wanted in GOLD["reactions"]:
        assert any(any_overlap(s, [tuple(wanted)]) for s in spans), wanted


def test_nothing_is_added(reading: Reading) -> None:
    """By tables and grammar alone at most sixty claims, each of an account that the report tells;
    the tagger adds few, and no harm.
    """
    kinds = {a["kind"] for a in GOLD["accounts"]} | {"reaction"}
    alone = read_text(reading.text, reading.report, trained=False)

    assert sum(len(a.claims) for a in alone.accounts) <= GOLD["claims_at_most"]
    assert kinds == {a.kind for a in alone.accounts}
    assert sum(len(a.claims) for a in reading.accounts) <= GOLD["claims_at_most"] + 8
    assert ["shooting"] == [a.kind for a in reading.accounts if class_of(a.kind) == "harm"]
