"""Acts of a hostile document, tried on purpose."""

from __future__ import annotations

import pytest

from sacho.ingest import sandbox, trial


@pytest.mark.skipif(not sandbox.is_full(), reason="the walls do not all stand here")
def test_every_act_is_held_where_all_walls_stand() -> None:
    """Behind the walls of Linux no act gets through."""
    assert [each.what for each in trial.tried() if not each.held] == []


def test_acts_get_through_where_walls_are_missing() -> None:
    """In the limited child of other systems a file can be read, and the trial says so."""
    through = {each.what for each in trial.tried(spawn=True) if not each.held}

    assert "a document cannot read your files" in through
    assert "a document cannot send anything over a network" in through
