"""Through the page: claims of another account, an account that is two, a mended head, changes."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.web.asking import Served, served

TWO = (
    "INVENTED EXAMPLE\n\nBorder guards shot dead three people near Hyesan on Monday, a resident "
    "told the Invented Courier. Police detained six traders in Hoeryong on Tuesday, a trader said.\n"
)


@pytest.fixture
def fresh(tmp_path: Path) -> Generator[Served]:
    """A room of the test's own."""
    with served(tmp_path / "project") as made:
        yield made


def recorded(room: Served) -> str:
    """The report of two accounts, with an outlet and a day; gives its id."""
    about = "how=paste&publisher=Imagined+Daily&published=2031-05-08"
    return room.post(f"/reports?name=two.txt&{about}", TWO.encode())["report"]["id"]


def view(room: Served, report: str) -> Any:
    """The report as Han sees it."""
    return room.get(f"/reports/{report}", by="Han")


def fields(told: Any) -> dict[str, list[str]]:
    """The fields that stand in each account, by its id."""
    return {a["id"]: sorted(c["claim"]["field"] for c in a["claims"]) for a in told["accounts"]}


def held(told: Any, field: str, kind: str = "shooting") -> tuple[str, str]:
    """(the account of this kind, its claim of this field)."""
    account = next(a for a in told["accounts"] if a["kind"] == kind)
    return account["id"], next(
        c["claim"]["id"] for c in account["claims"] if c["claim"]["field"] == field
    )


def move(room: Served, source: str, target: str | None, *claims: str, status: int = 200) -> Any:
    """Claims moved by Han."""
    body = {"source": source, "target": target, "claims": list(claims), "by": "Han",
            "reason": "told of the other day"}  # fmt: skip
    return room.post("/moves", body, status)


def test_a_claim_moves_and_comes_back_with_undo(fresh: Served) -> None:
    """It stands in the other account at once and in its incident; undo and redo are one key each;
    the history says where to, by whom and why.
    """
    report = recorded(fresh)
    before = view(fresh, report)
    source, place = held(before, "place")
    target, _ = held(before, "kind", "detention")

    made = move(fresh, source, target, place)

    after = view(fresh, report)
    assert made["whole"] and made["undo"] == made["decision"]
    assert "place" not in fields(after)[source]
    assert ["place", "place"] == [f for f in fields(after)[target] if f == "place"]
    step = after["history"][0]
    assert ("move", "place", "detention", "Han") == (
        step["verb"], step["field"], step["into"], step["by"]
    )  # fmt: skip
    rows = {i["kind"]: i for i in fresh.get("/incidents")["incidents"]}
    assert (0, 2) == (len(rows["shooting"]["places"]), len(rows["detention"]["places"]))
    seen = fresh.get(f"/incidents/{target}")
    history = next(f["history"] for f in seen["fields"] if f["field"] == "place")
    assert ["move"] == [s["verb"] for s in history]

    undone = fresh.post("/undo", {"by": "Han", "report": report, "decision": made["undo"]})
    assert undone["whole"] and fields(view(fresh, report)) == fields(before)
    fresh.post("/redo", {"by": "Han", "report": report, "decision": undone["redo"]})
    assert fields(view(fresh, report)) == fields(after)


def test_an_account_becomes_two(fresh: Served) -> None:
    """What is named stands in a new account of the same kind, an incident of its own; judged there,
    it stays there.
    """
    report = recorded(fresh)
    before = view(fresh, report)
    source, period = held(before, "period")

    move(fresh, source, None, period)

    told = view(fresh, report)
    new = next(a for a in told["accounts"] if a["id"] not in fields(before))
    assert ("shooting", ["kind", "period"]) == (new["kind"], fields(told)[new["id"]])
    assert {"kind", "killed", "perpetrator", "place"} <= set(fields(told)[source])
    assert "period" not in fields(told)[source]
    assert 3 == len(fresh.get("/incidents")["incidents"])
    claim = next(c for c in new["claims"] if c["claim"]["id"] == period)
    fresh.judge(claim)
    assert fields(told) == fields(view(fresh, report))


def test_what_stands_elsewhere_by_now_is_a_conflict(fresh: Served) -> None:
    """Two people move the same claim: the second is told, and nothing moves twice. What cannot be
    moved is refused.
    """
    report = recorded(fresh)
    told = view(fresh, report)
    source, place = held(told, "place")
    target, _ = held(told, "kind", "detention")
    move(fresh, source, target, place)

    assert "conflict" == move(fresh, source, None, place, status=409)["code"]
    move(fresh, source, target, held(told, "kind")[1], status=400)
    move(fresh, "account:nowhere", target, place, status=404)
    assert 1 == len(view(fresh, report)["history"])


def mend(room: Served, report: str, status: int = 200, **told: str) -> Any:
    """The head mended by Han, who saw it as it is now."""
    said = view(room, report)["report"]["metadata"]
    seen = [said["publisher"], said["published"], said["language"]]
    body = {"by": "Han", "reason": "on the paper copy", "seen": seen, **told}
    return room.post(f"/reports/{report}/head", body, status)


def day(told: Any) -> str:
    """The day of the shooting as it is read now."""
    account = next(a for a in told["accounts"] if a["kind"] == "shooting")
    waiting = [c for c in account["claims"] if c["claim"]["field"] == "period" and c["proposed"]]
    return waiting[0]["claim"]["value"]["earliest"]


def test_a_mended_head_dates_the_report_and_keeps_what_was_judged(fresh: Served) -> None:
    """The page shows the mended outlet and day, weekdays count from it, judgements of other values
    hold, an accepted day is reopened beside the new one, and undo brings all of it back.
    """
    report = recorded(fresh)
    before = view(fresh, report)
    assert "2031-05-05" == day(before)
    every = [c for a in before["accounts"] for c in a["claims"]]
    for claim in {c["claim"]["id"]: c for c in every}.values():  # one may stand in two accounts
        fresh.judge(claim)

    made = mend(fresh, report, publisher="The Mended Post", published="2031-06-12")

    told = view(fresh, report)
    said = told["report"]["metadata"]
    assert ("The Mended Post", "2031-06-12", "decided") == (
        said["publisher"], said["published"], said["published_from"]
    )  # fmt: skip
    assert "2031-06-09" == day(told)
    listed = [c for a in told["accounts"] for c in a["claims"]]
    for claim in listed:
        if claim["claim"]["field"] != "period":
            assert ("accepted", "holds") == (claim["stands"]["judgement"], claim["stands"]["now"])
            assert "The Mended Post" == claim["claim"]["speakers"][0]["name"]
    periods = [c for c in listed if c["claim"]["field"] == "period"]
    assert [False, False, True, True] == sorted(c["proposed"] for c in periods)
    assert {"reopened"} == {c["stands"]["now"] for c in periods if c["stands"]}
    assert told["report"]["tally"]["unreviewed"] == 2
    assert [("publisher", "Imagined Daily", "The Mended Post"),
            ("published", "2031-05-08", "2031-06-12")] == [
        (h["field"], h["was"], h["now"]) for h in told["history"][0]["head"]
    ]  # fmt: skip

    fresh.post("/undo", {"by": "Han", "report": report, "decision": made["undo"]})
    after = view(fresh, report)
    assert before["report"]["metadata"] == after["report"]["metadata"]
    assert (0, "2031-05-05") == (after["report"]["tally"]["unreviewed"], day(after))


def test_a_head_mended_meanwhile_is_a_conflict(fresh: Served) -> None:
    """Who mends second is shown how it stands; what is no date or changes nothing is refused."""
    report = recorded(fresh)
    mend(fresh, report, language="ko")
    body = {"by": "Seo", "reason": "x", "seen": ["Imagined Daily", "2031-05-08", "en"],
            "publisher": "Other"}  # fmt: skip

    assert "conflict" == fresh.post(f"/reports/{report}/head", body, 409)["code"]
    mend(fresh, report, 400, published="soon")
    mend(fresh, report, 400, language="ko")
    fresh.post("/reports/none/head", body, 404)


def test_how_the_telling_changed_stands_on_the_incident(fresh: Served) -> None:
    """A later, higher toll is told with its words and those that it follows; what people refuse
    tells no change.
    """
    first = "INVENTED EXAMPLE\n\nGuards shot dead three farmers near Hyesan on 3 May 2031.\n"
    later = (
        "INVENTED EXAMPLE\n\nCorrection: an earlier version of this report gave a lower toll.\n\n"
        "A shepherd who fled across the ice said on Friday that he had counted the dead: frontier "
        "troops had killed five farmers near Hyesan on 3 May 2031.\n"
    )
    ids = []
    for name, text, date in (("a.txt", first, "2031-05-04"), ("b.txt", later, "2031-05-06")):
        about = f"name={name}&how=paste&published={date}&publisher={name}"
        ids.append(fresh.post(f"/reports?{about}", text.encode())["report"]["id"])
    one, two = (view(fresh, i)["accounts"][0]["id"] for i in ids)
    seen = fresh.get(f"/incidents/{one}")
    if two not in {m["account"] for m in seen["members"]}:
        body = {"verb": "merge", "other": two, "by": "Han", "reason": "x", "seen": seen["seen"]}
        fresh.post(f"/incidents/{one}/decisions", body)

    changes = {c["how"]: c for c in fresh.get(f"/incidents/{one}")["changes"]}

    rises = changes["rises"]
    told, before = rises["telling"], rises["before"]
    assert (5, 3) == (
        told["view"]["claim"]["value"]["low"],
        before["view"]["claim"]["value"]["low"],
    )
    assert "five farmers" in told["quote"]["text"] and "b.txt" == told["name"] == rises["name"]
    assert "a.txt" == before["name"]
    line = "Correction: an earlier version of this report gave a lower toll."
    assert line == changes["corrects"]["words"]
    fresh.judge(told["view"], "refuse")
    assert "rises" not in {c["how"] for c in fresh.get(f"/incidents/{one}")["changes"]}
