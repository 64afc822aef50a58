"""The interface under /api/v1: who may ask, what every route answers, and what stays for ever."""

from __future__ import annotations

import json
import re
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sacho.model.incident import Incident, Voice
from sacho.model.values import Basis, Count, Period
from sacho.store import decisions
from sacho.web.differing import differing
from tests.unit.web.asking import REPORT, TOKEN, Served, served


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """A room with one report, shared by the tests that add only what they look at."""
    with served(tmp_path_factory.mktemp("room") / "project") as made:
        made.record()
        yield made


@pytest.fixture
def fresh(tmp_path: Path) -> Generator[Served]:
    """A room of the test's own."""
    with served(tmp_path / "project") as made:
        yield made


def the_report(room: Served) -> str:
    return room.get("/desk")["reports"][0]["id"]


# -- who may ask -------------------------------------------------------------------------------


@pytest.mark.parametrize("told", ["", "Bearer wrong", f"Basic {TOKEN}", TOKEN, "Bearer "])
def test_without_the_token_nothing_is_told(room: Served, told: str) -> None:
    """Every address under /api answers 401, known or not, to whoever lacks the token."""
    for path in ("/api/v1/desk", "/api/v1/openapi.json", "/api/v1/reports/none", "/api/nothing"):
        answer = room.ask("GET", path, headers={"Authorization": told})
        assert 401 == answer.status
        assert "letter" not in answer.body.decode()
        assert "Bearer" == answer.headers["www-authenticate"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:80"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_pages_of_other_sites_are_refused(room: Served, headers: dict[str, str]) -> None:
    """A foreign Host, Origin or fetching site is answered 403, even with the right token."""
    assert 403 == room.ask("GET", "/api/v1/desk", headers=headers).status


def test_a_foreign_host_does_not_even_get_the_page(room: Served) -> None:
    """A rebound name is refused at / as well."""
    assert 403 == room.ask("GET", "/", headers={"Host": "evil.example"}).status


def test_the_page_holds_neither_data_nor_token(room: Served) -> None:
    """/ answers 200 to anybody on this machine, and tells nothing."""
    answer = room.ask("GET", "/", headers={"Authorization": ""})
    assert 200 == answer.status
    assert TOKEN not in answer.body.decode()
    assert "Hyesan" not in answer.body.decode()


def test_every_answer_is_dressed(room: Served) -> None:
    """Policy, no-store and nosniff stand on pages, data, refusals and mistakes alike."""
    for path in ("/", "/api/v1/desk", "/nothing", "/api/v1/reports/none"):
        headers = room.ask("GET", path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "no-store" == headers["cache-control"]
        assert "nosniff" == headers["x-content-type-options"]


# -- what the routes answer --------------------------------------------------------------------


def test_every_described_route_answers(room: Served) -> None:
    """Each route of openapi.json answers JSON of a described status, and none fails."""
    described = room.get("/openapi.json")
    assert len(described["paths"]) > 10
    report, incident = the_report(room), room.get("/incidents")["incidents"][0]["id"]
    more = {"search": "words=x", "incident.": f"incident={incident}", "claims.": f"report={report}",
            "choices": "field=killed&start=0&end=5"}  # fmt: skip
    for path, verbs in described["paths"].items():
        told = path.replace("{report}", report).replace("{incident}", incident)
        told = told.replace("{kind}", "csv")
        told += next((f"?{query}" for name, query in more.items() if name in path), "")
        for verb in verbs:
            answer = room.ask(verb.upper(), told, {})
            assert answer.status == (200 if verb == "get" else 400), (path, answer.body)
            if answer.status == 400:
                assert answer.told["message"]


def test_failures_say_what_to_do_and_never_where_in_the_code(room: Served) -> None:
    """A mistake of any kind is JSON with a message and a next step, without a traceback."""
    mistakes = [
        room.ask("GET", "/api/v1/reports/none"),
        room.ask("GET", "/api/v1/incidents/account:ffffffffffff"),
        room.ask("POST", "/api/v1/decisions", {"verb": "dance", "claim": "secret words"}),
        room.ask("POST", "/api/v1/decisions", b"\x00\xff{"),
        room.ask("GET", "/api/v1/nothing"),
        room.ask("DELETE", "/api/v1/desk"),
        room.ask("POST", "/api/v1/reports?name=a.txt", b""),
        room.ask("POST", "/api/v1/reports?name=a.txt&published=soon", b"words"),
    ]
    for answer in mistakes:
        assert 400 <= answer.status < 500
        assert answer.told["message"]
        assert answer.told["next_step"]
        assert not re.search(rb"Traceback|\.py|sqlite|secret words", answer.body)


def test_a_sealed_report_is_refused_and_nothing_is_written(fresh: Served) -> None:
    """What cannot be kept safely yet is answered 403 and leaves no trace."""
    answer = fresh.ask("POST", "/api/v1/reports?name=a.txt&handling=sealed", b"words")
    assert 403 == answer.status
    assert 0 == fresh.get("/desk")["total"]


def test_documents_come_in_from_many_tabs_at_once(fresh: Served) -> None:
    """Each of several documents sent at once is kept once, and each sender gets its own."""
    texts = [f"{REPORT}\nLetter number {n}.\n" for n in range(5)]
    with ThreadPoolExecutor(5) as pool:
        made = list(pool.map(fresh.record, texts, [f"{n}.txt" for n in range(5)]))
    assert [f"{n}.txt" for n in range(5)] == [m["report"]["name"] for m in made]
    assert all(m["is_new"] for m in made)
    assert 5 == fresh.get("/desk")["total"]
    assert not fresh.record(texts[0], "again.txt")["is_new"]


def test_exports_hold_every_incident(room: Served) -> None:
    """CSV and JSON have one row for each incident; GeoJSON leads back to their ids."""
    rows = room.get("/incidents")["incidents"]
    csv = room.ask("GET", "/api/v1/exports/incidents.csv").body.decode()
    assert len(rows) + 1 == len(csv.splitlines())
    assert len(rows) == len(room.get("/exports/incidents.json")["incidents"])
    features = json.loads(room.ask("GET", "/api/v1/exports/incidents.geojson").body)["features"]
    assert {f["properties"]["incident"] for f in features} <= {r["id"] for r in rows}


# -- decisions ---------------------------------------------------------------------------------


def test_a_decision_is_durable_when_it_is_answered(fresh: Served) -> None:
    """What the page shows as decided is in the project, with exactly what was shown."""
    report = fresh.record()["report"]["id"]
    claim = fresh.claims(report)[0]
    made = fresh.judge(claim)
    assert "accepted" == made["claims"][0]["stands"]["judgement"]
    kept = decisions.list_all(fresh.room.project)[-1]
    assert (made["decision"], "Han") == (kept.id, kept.by)
    assert claim["claim"]["id"] in kept.shown
    assert str(claim["claim"]["confidence"]) in kept.shown


def test_whoever_decides_second_sees_how_it_stands(fresh: Served) -> None:
    """A claim judged meanwhile is answered 409 with its present state; nothing is added."""
    report = fresh.record()["report"]["id"]
    claim = fresh.claims(report)[0]
    first = fresh.judge(claim)
    refused = fresh.judge(claim, "refuse", 409, by="Mina")
    assert first["decision"] == refused["current"]["seen"]
    assert "Han" == refused["current"]["stands"]["by"]
    assert 1 == len(decisions.list_all(fresh.room.project))


def test_of_many_at_once_exactly_one_decides(fresh: Served) -> None:
    """Ten people who judge the same claim at the same moment make one decision and nine 409."""
    report = fresh.record()["report"]["id"]
    claim = fresh.claims(report)[0]
    body = {"verb": "accept", "claim": claim["claim"]["id"], "reason": "invented", "seen": None}

    def one(number: int) -> int:
        return fresh.ask("POST", "/api/v1/decisions", {**body, "by": f"P{number}"}).status

    with ThreadPoolExecutor(10) as pool:
        assert [200] + [409] * 9 == sorted(pool.map(one, range(10)))


def test_undo_and_redo_add_and_never_remove(fresh: Served) -> None:
    """Undo twice and redo twice give the same state, and every step stays in the history."""
    report = fresh.record()["report"]["id"]
    one, two = fresh.claims(report)[:2]
    fresh.judge(one)
    made = fresh.judge(two, "refuse")
    judged = [c["stands"] and c["stands"]["judgement"] for c in fresh.claims(report)]
    for _ in range(2):
        made = fresh.post("/undo", {"by": "Han", "report": report, "decision": made["undo"]})
    assert made["undo"] is None
    assert not any(c["stands"] for c in fresh.claims(report))
    for _ in range(2):
        made = fresh.post("/redo", {"by": "Han", "report": report, "decision": made["redo"]})
    assert made["redo"] is None
    assert judged == [c["stands"] and c["stands"]["judgement"] for c in fresh.claims(report)]
    assert 6 == len(fresh.get(f"/reports/{report}", by="Han")["history"])


def test_nobody_undoes_another_person(fresh: Served) -> None:
    """Undo offers a person only their own decisions."""
    report = fresh.record()["report"]["id"]
    made = fresh.judge(fresh.claims(report)[0])
    assert fresh.get(f"/reports/{report}", by="Mina")["undo"] is None
    body = {"by": "Mina", "report": report, "decision": made["undo"]}
    assert "conflict" == fresh.post("/undo", body, 409)["code"]


def test_a_new_decision_ends_redo(fresh: Served) -> None:
    """After something else was decided there is nothing to redo."""
    report = fresh.record()["report"]["id"]
    one, two = fresh.claims(report)[:2]
    made = fresh.judge(one)
    made = fresh.post("/undo", {"by": "Han", "report": report, "decision": made["undo"]})
    assert made["redo"]
    assert fresh.judge(two)["redo"] is None


def test_a_correction_stands_beside_what_was_read(fresh: Served) -> None:
    """The corrected value and the value as read are both shown; a value amiss is refused."""
    report = fresh.record()["report"]["id"]
    killed = next(c for c in fresh.claims(report) if c["claim"]["field"] == "killed")
    assert fresh.judge(killed, "correct", 400, value="many")["next_step"]
    made = fresh.judge(killed, "correct", value="3-4")["claims"][0]
    assert {"type": "count", "low": 3, "high": 4} == made["stands"]["value"]
    assert killed["claim"]["value"] == made["claim"]["value"]


def test_a_refused_claim_is_no_voice_of_the_incident(fresh: Served) -> None:
    """After a refusal the incident is derived again before it is shown."""
    report = fresh.record()["report"]["id"]
    killed = [c for c in fresh.claims(report) if c["claim"]["field"] == "killed"]
    assert any("killed" in i["counts"] for i in fresh.get("/incidents")["incidents"])
    for claim in killed:
        fresh.judge(claim, "refuse")
    assert not any("killed" in i["counts"] for i in fresh.get("/incidents")["incidents"])


def test_what_another_program_decides_is_seen(fresh: Served) -> None:
    """A decision made on the command line meanwhile shows at the next look."""
    report = fresh.record()["report"]["id"]
    claim = fresh.claims(report)[0]
    about = (claim["claim"]["id"],)
    decisions.add(fresh.room.project, "accept", about, ("Cli", "invented"), "{}")
    assert "Cli" == fresh.claims(report)[0]["stands"]["by"]


# -- joining and parting -----------------------------------------------------------------------


def test_split_and_merge_do_what_their_preview_shows(fresh: Served) -> None:
    """A merge, its split and taking that back give the incidents that the preview showed."""
    fresh.record()
    other = "INVENTED EXAMPLE\n\nA militia executed two farmers in Kassala on 9 June 2029, a court said.\n"
    fresh.record(other, "other.txt")
    one, two = [i["id"] for i in fresh.get("/incidents")["incidents"]][:2]
    seen = fresh.get(f"/incidents/{one}")["seen"]
    asked = {"verb": "merge", "other": two}
    shown = fresh.post(f"/incidents/{one}/preview", asked)
    assert (2, 1) == (len(shown["before"]), len(shown["after"]))
    decided = {**asked, "by": "Han", "reason": "invented", "seen": seen}
    fresh.post(f"/incidents/{one}/decisions", decided)
    assert "conflict" == fresh.post(f"/incidents/{one}/decisions", decided, 409)["code"]
    whole = fresh.get(f"/incidents/{two}")
    assert shown["after"][0]["id"] == whole["row"]["id"]
    away = whole["members"][-1]["account"]
    asked = {"verb": "split", "other": away}
    after = fresh.post(f"/incidents/{one}/preview", asked)["after"]
    body = {**asked, "by": "Han", "reason": "invented", "seen": whole["seen"]}
    made = fresh.post(f"/incidents/{one}/decisions", body)
    assert {i["id"] for i in after} == set(made["incidents"])
    body = {"by": "Han", "decision": made["decision"], "reason": "invented"}
    fresh.post("/retractions", body)
    assert whole["row"] == fresh.get(f"/incidents/{one}")["row"]
    assert "conflict" == fresh.post("/retractions", body, 409)["code"]


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        (Count(3, 3), Count(4, None), True),
        (Count(3, None), Count(4, 4), False),
        (Count(6, 7), Count(7, 9), False),
    ],
)
def test_counts_contradict_only_where_nothing_is_common(
    one: Count, two: Count, apart: bool
) -> None:
    """Ranges that overlap do not contradict; an open end excludes nothing above it."""
    voices = (Voice("killed", one, (), ()), Voice("killed", two, (), ()))
    incident = Incident("account:x", "shooting", (), (), (), voices, ())
    assert (("killed",) if apart else ()) == differing(incident)


def test_periods_of_different_precision_are_compared_by_day() -> None:
    """An evening within a day does not contradict that day."""
    basis = Basis("absolute")
    day = Period("2031-05-03", "2031-05-03", "day", basis)
    evening = Period("2031-05-03T18:00", "2031-05-03T23:59", "part-of-day", basis)
    voices = (Voice("period", day, (), ()), Voice("period", evening, (), ()))
    assert () == differing(Incident("account:x", "shooting", (), (), (), voices, ()))
