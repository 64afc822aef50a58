"""Whether a whole text is of a game, a stage, a kitchen or a book, where nothing told is an act."""

from __future__ import annotations

import re

from sacho.read.languages.en.tables import words_in

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_FEW = 3  # different words of play that make a text suspect
_LONGEST = 140  # different words of a text that is still short enough to be of one thing
_MANY, _SHARE = 4, 0.035  # with words that news uses too: so many, and so large a share of all


def of_play(text: str) -> bool:
    """Whether words of games, stages, kitchens and books outnumber those of real violence."""
    words = {w.removesuffix("s") for w in _WORD.findall(text.lower())}
    if words & words_in("scenes.toml", "play.grave"):
        return False
    play = words & words_in("scenes.toml", "play.words")
    real = len(words & words_in("scenes.toml", "play.real"))
    both = len(play | (words & words_in("scenes.toml", "play.loose")))
    if len(words) > _LONGEST:
        return False
    dense = both >= _MANY and both >= _SHARE * len(words)
    return (len(play) >= _FEW and len(play) > real) or (dense and both > 1.5 * real)
