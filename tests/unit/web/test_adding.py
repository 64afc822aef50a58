"""Claims and accounts that people add by selecting words, and claims that someone else says."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from sacho.store import decisions
from sacho.store.verify import verify
from tests.unit.web.asking import REPORT, Served, served


@pytest.fixture
def fresh(tmp_path: Path) -> Generator[Served]:
    """A room of the test's own."""
    with served(tmp_path / "project") as made:
        yield made


def view(room: Served, report: str, by: str = "Han") -> Any:
    return room.get(f"/reports/{report}", by=by)


def words(text: str) -> list[list[int]]:
    at = REPORT.index(text)
    return [[at, at + len(text)]]


def asked(room: Served, report: str, text: str, **more: Any) -> Any:
    told = view(room, report)
    return {"report": report, "text": told["text_id"], "by": "Han", "reason": "invented",
            "spans": words(text), **more}  # fmt: skip


def test_a_claim_added_by_words_stands_in_its_account_and_incident(fresh: Served) -> None:
    """The selected words become a claim marked as added, with the chain said around them, and
    the incident tells it too."""
    report = fresh.record()["report"]["id"]
    account = view(fresh, report)["accounts"][0]
    body = asked(fresh, report, "Border guards", account=account["id"], field="beneficiary")
    made = fresh.post("/claims", body)
    claim = made["claims"][0]
    assert ("added", "Han", False) == (
        claim["stands"]["judgement"], claim["stands"]["by"], claim["proposed"],
    )  # fmt: skip
    assert "Border guards" == claim["claim"]["value"]["name"]
    there = next(a for a in view(fresh, report)["accounts"] if a["id"] == account["id"])
    assert claim["claim"]["id"] in {c["claim"]["id"] for c in there["claims"]}
    incident = fresh.get(f"/incidents/{there['incident']}")
    assert "beneficiary" in {f["field"] for f in incident["fields"]}
    assert 1 == made["report"]["tally"]["added"]
    assert () == verify(fresh.room.project).faults


def test_an_account_added_by_words_makes_an_incident(fresh: Served) -> None:
    """With a kind the words carry an account of its own, which takes further claims."""
    report = fresh.record()["report"]["id"]
    before = {a["id"] for a in view(fresh, report)["accounts"]}
    fresh.post("/claims", asked(fresh, report, "told", kind="denial"))
    made = next(a for a in view(fresh, report)["accounts"] if a["id"] not in before)
    assert "denial" == made["kind"]
    assert "denial" == fresh.get(f"/incidents/{made['incident']}")["row"]["kind"]
    body = asked(fresh, report, "a resident", account=made["id"], field="actor")
    fresh.post("/claims", body)
    after = next(a for a in view(fresh, report)["accounts"] if a["id"] == made["id"])
    assert {"kind", "actor"} == {c["claim"]["field"] for c in after["claims"]}


def test_what_was_added_can_be_refused_undone_and_added_again(fresh: Served) -> None:
    """An added claim is judged like any other; taken back it is gone, and the same words added
    again count again."""
    report = fresh.record()["report"]["id"]
    account = view(fresh, report)["accounts"][0]["id"]
    body = asked(fresh, report, "Border guards", account=account, field="beneficiary")
    made = fresh.post("/claims", body)
    refused = fresh.judge(made["claims"][0], "refuse")
    assert "refused" == refused["claims"][0]["stands"]["judgement"]
    step = {"by": "Han", "report": report}
    back = fresh.post("/undo", {**step, "decision": refused["undo"]})
    fresh.post("/undo", {**step, "decision": back["undo"]})
    name = made["claims"][0]["claim"]["id"]
    assert name not in {c["claim"]["id"] for c in fresh.claims(report)}
    fresh.post("/claims", body)
    assert name in {c["claim"]["id"] for c in fresh.claims(report)}


@pytest.mark.parametrize(
    "more",
    [
        {"spans": [[0, 10**6]], "field": "killed"}, {"spans": [[5, 5]], "field": "killed"},
        {"spans": [[0, 5], [3, 9]], "field": "killed"}, {"spans": [[16, 17]], "field": "killed"},
        {"field": "colour"}, {"field": "killed", "value": "many"}, {"kind": "party"},
        {"field": "killed", "account": "account:none"}, {"field": "killed", "text": "text:none"},
        {"field": "actor", "speakers": [{"name": "x", "kind": "media", "spans": [[9, 2]]}]},
    ],
)  # fmt: skip
def test_words_amiss_add_nothing(fresh: Served, more: dict[str, Any]) -> None:
    """Spans outside, empty or overlapping, and unknown fields, kinds or accounts are refused."""
    report = fresh.record()["report"]["id"]
    account = view(fresh, report)["accounts"][0]["id"]
    body = {**asked(fresh, report, "three people", account=account), **more}
    answer = fresh.ask("POST", "/api/v1/claims", body)
    assert answer.status in (400, 404)
    assert answer.told["message"]
    assert [] == decisions.list_all(fresh.room.project)


def test_someone_else_says_this_is_one_step(fresh: Served) -> None:
    """The claim with the new chain is added and the old one refused; one undo takes back both and
    one redo brings both back."""
    report = fresh.record()["report"]["id"]
    claim = next(c for c in fresh.claims(report) if c["claim"]["field"] == "killed")
    body = {"claim": claim["claim"]["id"], "by": "Han", "reason": "invented", "seen": None,
            "speakers": [{"name": "A teacher", "kind": "witness"}]}  # fmt: skip
    made = fresh.post("/speakers", body)
    states = [c["stands"]["judgement"] for c in made["claims"]]
    assert ["refused", "added"] == states
    assert "A teacher" == made["claims"][1]["claim"]["speakers"][0]["name"]
    step = {"by": "Han", "report": report}
    back = fresh.post("/undo", {**step, "decision": made["undo"]})
    assert not any(c["stands"] for c in fresh.claims(report))
    assert back["undo"] is None
    again = fresh.post("/redo", {**step, "decision": back["redo"]})
    assert again["redo"] is None
    now = {c["stands"]["judgement"] for c in fresh.claims(report) if c["stands"]}
    assert {"refused", "added"} == now
    assert "conflict" == fresh.post("/speakers", body, 409)["code"]


def test_words_offer_what_they_may_tell(fresh: Served) -> None:
    """A count read in the words is offered first; a place is offered from the gazetteer."""
    report = fresh.record()["report"]["id"]
    start, end = words("three people")[0]
    told = fresh.get(f"/reports/{report}/choices", field="killed", start=start, end=end)
    assert {"type": "count", "low": 3, "high": 3} == told["choices"][0]["value"]
    start, end = words("Hyesan")[0]
    told = fresh.get(f"/reports/{report}/choices", field="place", start=start, end=end)
    assert "KP" in {c["value"]["country"] for c in told["choices"]}
