"""A large project is shown before it is laid out in memory, and shows the same after."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Literal

import pytest
from evals.bench_store import Deed, add, fill, made

from sacho import pipeline
from sacho.errors import NotFound, ProjectError
from sacho.store import following, incidents, tallies
from sacho.store.project import Project, open_project
from sacho.web import adding, heading, judging, moving, opening
from sacho.web.answers import ClaimView, ReportView
from sacho.web.asked import Adding, Judging, Mending, Moving, Stepping
from sacho.web.desk import desk
from sacho.web.first_look import first_desk, first_next
from sacho.web.picture import Picture
from sacho.web.report_view import report_view
from sacho.web.room import QUIET, Room
from sacho.web.told import Derived, Read

MANY = 14


@pytest.fixture
def project(tmp_path: Path) -> Generator[Project]:
    """A project of some reports, linked."""
    dice, deeds = random.Random(5), list[Deed]()
    with open_project(tmp_path / "project", create=True) as there:
        fill(there, (made(dice, n, deeds) for n in range(MANY)), MANY)
        pipeline.link(there)
        yield there


@pytest.fixture
def large(project: Project, monkeypatch: pytest.MonkeyPatch) -> Generator[Room]:
    """A room that takes this project for a large one, and whose laying out was not begun."""
    monkeypatch.setattr(opening, "SMALL", 0)
    room = Room(project)
    yield room
    room.close()


def claims(view: ReportView) -> list[ClaimView]:
    return [c for a in view.accounts for c in a.claims]


def looked(room: Room, report: str) -> ReportView:
    return report_view(room.near(report)[0], room.project, report, "Han")


def judged(
    room: Room,
    claim: ClaimView,
    verb: Literal["accept", "refuse", "correct"] = "accept",
    value: str | None = None,
) -> None:
    judging.judge(room, Judging(
        verb=verb, claim=claim.claim.id, by="Han", reason="invented", seen=claim.seen, value=value
    ))  # fmt: skip


def decided_in_every_way(room: Room) -> None:
    """Claims accepted, refused, corrected, added, moved; a head mended; one step taken back."""
    ids = list(tallies.list_all(room.project))
    first, second, third, fourth = (looked(room, t.report) for t in ids[:4])
    for claim in claims(first):
        judged(room, claim)
    judged(room, claims(second)[0], "refuse")
    count = next(c for c in claims(second) if c.claim.field == "killed")
    judged(room, count, "correct", "7")
    adding.add(room, Adding(
        report=third.report.id, text=third.text_id or "", by="Noor", reason="invented",
        spans=[[0, 8]], kind="detention",
    ))  # fmt: skip
    source, target = fourth.accounts
    victim = next(c for c in source.claims if c.claim.field == "victim")
    moving.move(room, Moving(
        source=source.id, target=target.id, claims=[victim.claim.id], by="Han", reason="invented"
    ))  # fmt: skip
    said = fourth.report.metadata
    head = [said.publisher, said.published, said.language]
    heading.mend(room, fourth.report.id, Mending(
        by="Han", reason="invented", seen=head, publisher="The Invented Courier"
    ))  # fmt: skip
    again = looked(room, second.report.id)
    step = Stepping(by="Han", report=second.report.id, decision=again.undo or "")
    judging.step(room, step, forward=False)


@pytest.mark.parametrize("wanted", ["all", "waiting", "done"])
def test_the_first_desk_is_the_desk(large: Room, wanted: str) -> None:
    """Counted by the database, the rows, their order, the tally and what is next are those of the
    project laid out, whatever people decided."""
    decided_in_every_way(large)
    first = first_desk(large.project, wanted, (0, 5), 3)
    after = desk(large.picture(), large.project, wanted, (0, 5))
    assert 3 == first.laid
    assert not first.contradictions
    for name in ("tally", "total", "found", "reports", "problems", "people", "next", "invented"):
        assert getattr(after, name) == getattr(first, name), name
    assert after.next == first_next(large.project, None)
    assert first_next(large.project, after.next) not in (None, after.next)


def test_a_report_is_near_what_it_is_whole(large: Room) -> None:
    """A report looked at before all is laid out shows what it shows after, its incidents too."""
    decided_in_every_way(large)
    pipeline.link(large.project)
    reports = [t.report for t in tallies.list_all(large.project)]
    near = [looked(large, report) for report in reports]
    whole = large.derived()
    assert near == [report_view(whole, large.project, report, "Han") for report in reports]


def test_what_is_decided_before_all_is_laid_out_counts_after(large: Room) -> None:
    """A decision does not wait for the laying out, and the project laid out knows of it."""
    with large.opening.first():
        # Whoever looks goes first: nothing can be laid out in here.
        report = tallies.list_all(large.project)[0].report
        claim = claims(looked(large, report))[0]
        judged(large, claim)
        assert not large.opening.done
        stands = claims(looked(large, report))[0].stands
        assert stands and "accepted" == stands.judgement
    assert claim.claim.id in large.picture().judged


def test_an_unknown_report_is_not_found_before_either(large: Room) -> None:
    """What is not in the project is told so, laid out or not."""
    with pytest.raises(NotFound):
        looked(large, "sha256:none")
    with pytest.raises(NotFound):
        judging.judge(large, Judging(
            verb="accept", claim="claim:none", by="Han", reason="invented", seen=None
        ))  # fmt: skip


def test_laying_out_waits_for_whoever_looks(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a look is answered nothing is laid out; after it everything is, and that is told."""
    monkeypatch.setattr(opening, "SMALL", 0)
    monkeypatch.setattr(opening, "LOT", 1)
    made = opening.Opening(project)
    with made.first():
        waiting = threading.Thread(target=made.whole)
        waiting.start()
        time.sleep(0.3)
        assert made.laid <= 1
        assert not made.done
    waiting.join(20)
    assert made.done
    assert MANY == made.laid
    made.close()


def test_a_failure_is_told_and_tried_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever needs the whole hears why there is none; the next one may have more luck."""
    made = opening.Opening(project)
    with monkeypatch.context() as broken:
        broken.setattr(Derived, "of", staticmethod(_locked))
        with pytest.raises(ProjectError, match="locked"):
            made.whole()
    assert MANY == len(made.whole()[1].read.reports)
    made.close()


def _locked(_project: Project) -> Derived:
    raise ProjectError("The project is locked.", "Wait.")


def test_closing_does_not_wait_for_the_whole(project: Project) -> None:
    """A room that closes lets go of whoever waits."""
    made = opening.Opening(project)
    told: list[Exception] = []

    def wait() -> None:
        try:
            made.whole()
        except ProjectError as error:
            told.append(error)

    with made.first():
        waiting = threading.Thread(target=wait)
        waiting.start()
        time.sleep(0.1)
        made.close()
    waiting.join(20)
    assert not waiting.is_alive()
    assert made.laid == 0 or told


def test_one_report_more_changes_nothing_else(project: Project) -> None:
    """Reading again only what came in gives what reading everything gives."""
    before = Read.of(project)
    dice, deeds = random.Random(6), list[Deed]()
    ingested, reading = made(dice, 99, deeds)
    add(project, ingested, reading)
    known = next(iter(before.reports))
    after, whole = before.again(project, [ingested.report, known]), Read.of(project)
    assert MANY + 1 == len(after.reports)
    for name in ("reports", "problems", "problems_of", "by_account", "holder", "claims"):
        assert getattr(whole, name) == getattr(after, name), name
    assert {r: a for r, a in whole.by_report.items() if a} == after.by_report
    assert list(before.reports) == list(after.reports)[:MANY]


def test_a_project_recorded_into_while_it_is_read_is_read_all_the_same(project: Project) -> None:
    """A report that comes between two queries is left for the next look, not stumbled over."""
    dice, deeds = random.Random(7), list[Deed]()

    def meanwhile(laid: int) -> None:
        if laid == 1:
            add(project, *made(dice, 98, deeds))

    assert MANY == len(Read.of(project, meanwhile).reports)
    assert MANY + 1 == len(Picture(Read.of(project), [], Derived([], [])).read.reports)


def test_accepting_leaves_incidents_as_they_are(large: Room) -> None:
    """After nothing but accepted claims no incident is derived anew; after a refusal they are."""
    report = tallies.list_all(large.project)[0].report
    judged(large, claims(looked(large, report))[0])
    assert incidents.stale(large.project)
    assert not following.behind(large.project, QUIET)
    judged(large, claims(looked(large, report))[1], "refuse")
    assert following.behind(large.project, QUIET)


def test_the_first_desk_is_counted_once(large: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted before anybody asks, it is given to whoever does; after a decision it is counted
    again."""
    counted: list[int] = []
    list_all = tallies.list_all

    def noted(project: Project) -> list[tallies.ReportTally]:
        counted.append(1)
        return list_all(project)

    monkeypatch.setattr(tallies, "list_all", noted)
    with large.opening.first():
        large.begin()
        desks = [large.desk("all", (0, 100)) for _ in range(3)]
        assert [1] == counted
        assert desks[0].reports == desks[2].reports
        judged(large, claims(looked(large, desks[0].reports[0].id))[0])
        assert 1 == large.desk("all", (0, 100)).tally.accepted
    assert [1, 1] == counted


def test_incidents_wait_for_whoever_decides(large: Room) -> None:
    """While somebody decides claim by claim, a large project is not linked under their hands; it
    is soon after, and at once for whoever asks for incidents."""
    report = tallies.list_all(large.project)[0].report
    large.picture()
    for claim in claims(looked(large, report))[:3]:
        judged(large, claim, "refuse")
        assert large.soon()[1]
        assert following.behind(large.project, QUIET)
    large.derived()
    assert not following.behind(large.project, QUIET)
    assert not large.picture().judged.keys() - {c.claim.id for c in claims(looked(large, report))}
