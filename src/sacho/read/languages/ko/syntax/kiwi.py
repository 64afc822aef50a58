"""The Korean morpheme analyser, loaded on the first Korean sentence and never before."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

# Above the score of the parts that Kiwi would otherwise cut the word into.
SCORE = 3.0
TABLED = 1.0  # nouns that the other tables look up whole


@cache
def analyser() -> Kiwi:
    """Kiwi with the words of this field. One thread; without typo and multi-word dictionaries,
    which cost a second and 200 MB and are for chat, not for reports.
    """
    from kiwipiepy import Kiwi

    kiwi = Kiwi(num_workers=1, load_typo_dict=False, load_multi_dict=False)
    for tag, listed in tomllib.loads(table("words.toml")).items():
        for word in listed:
            kiwi.add_user_word(word, cast("Any", tag), SCORE)
    for word in sorted(_tabled()):
        kiwi.add_user_word(word, cast("Any", "NNG"), TABLED)
    return kiwi


def _tabled() -> set[str]:
    """Longer nouns of the other tables, so that Kiwi never cuts what they look up."""
    parties: dict[str, dict[str, list[str]]] = tomllib.loads(table("parties.toml"))
    acts: list[dict[str, Any]] = tomllib.loads(table("acts.toml"))["act"]
    cues: dict[str, dict[str, list[str]]] = tomllib.loads(table("cues.toml"))
    found = {w for part in parties.values() for listed in part.values() for w in listed}
    found |= {w for act in acts for w in act.get("nouns", [])}
    found |= {w for listed in cues["speakers"].values() for w in listed}
    return {w for w in found if len(w) > 2 and " " not in w and not w.endswith("들")}


def table(name: str) -> str:
    """The text of a table that lies in `data`."""
    return resources.files("sacho.read.languages.ko").joinpath("data", name).read_text("utf-8")
