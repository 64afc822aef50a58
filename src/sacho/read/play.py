"""What to say when a text was taken for a game, a play or a market report: it is never silent."""

from __future__ import annotations

from sacho.model.problem import Problem


def taken_for_play() -> Problem:
    """Kept with the reading, so that a person can look whether harm is told after all."""
    return Problem(
        "text.taken-for-play",
        "This text was taken for one about a game, a stage, a market or the like, and words of "
        "violence in it for figures of speech. Read it yourself if it tells of harm.",
    )
