"""The room: what is shown while incidents are still being derived, and once they are."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from sacho import pipeline
from sacho.errors import ProjectError
from sacho.store.project import Project
from sacho.web import room as rooms
from tests.unit.web.asking import Served, served


def refused(room: Served) -> str:
    """A claim of the one report refused, so that incidents have to follow; gives the report."""
    report = room.record()["report"]["id"]
    killed = next(c for c in room.claims(report) if c["claim"]["field"] == "killed")
    room.get("/incidents")
    room.judge(killed, "refuse")
    return report


def killed_in(room: Served) -> bool:
    """Whether any incident, as last derived, tells of killed."""
    derived = room.room.soon()[0].derived.incidents
    return any(v.field == "killed" for i in derived for v in i.voices)


def test_what_is_decided_is_shown_before_its_incidents_follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look is answered after a moment's patience with the decision and the incidents as they
    were, and says that they are being derived; once they are, it says that they are not.
    """
    with served(tmp_path / "project") as room:
        let_go = threading.Event()
        link = pipeline.link_new

        def slowly(project: Project) -> None:
            let_go.wait(30)
            link(project)

        report = refused(room)
        monkeypatch.setattr(pipeline, "link_new", slowly)
        began = time.monotonic()
        picture, linking = room.room.soon()
        waited = time.monotonic() - began

        assert linking and waited < rooms.PATIENCE + 5
        assert "refused" in {j.judgement for j in picture.judged.values()}
        assert killed_in(room)
        assert room.get(f"/reports/{report}")["linking"]
        let_go.set()
        deadline = time.monotonic() + 30
        while room.room.soon()[1] and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not room.get(f"/reports/{report}")["linking"]
        assert not killed_in(room)


def test_a_look_where_nothing_changed_derives_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Incidents that follow from every decision are not derived again, nor waited for."""
    with served(tmp_path / "project") as room:
        room.record()
        room.get("/incidents")

        def never(_: Project) -> None:
            raise AssertionError

        monkeypatch.setattr(pipeline, "link_new", never)
        first, linking = room.room.soon()
        assert not linking and first is room.room.soon()[0]


def test_incidents_that_could_not_be_derived_are_derived_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure in the background costs no look, is told where incidents are wanted, and is mended
    by asking again.
    """
    with served(tmp_path / "project") as room:
        refused(room)

        def fails(_: Project) -> None:
            raise ProjectError("The disk is full.", "Make room.")

        with monkeypatch.context() as patch:
            patch.setattr(pipeline, "link_new", fails)
            assert room.room.soon()[0].judged
            with pytest.raises(ProjectError, match="disk is full"):
                room.room.derived()
        room.room.derived()
        assert not killed_in(room)
