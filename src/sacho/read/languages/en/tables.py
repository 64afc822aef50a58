"""Reading the word lists of this language, which are TOML files in `data`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"


@cache
def rows_of(path: Path) -> dict[str, Any]:
    """The table in a TOML file. Raises what `tomllib` raises: a broken table is a broken build."""
    with path.open("rb") as handle:
        return tomllib.load(handle)


@cache
def words_in(name: str, key: str) -> frozenset[str]:
    """The words listed under `key` ("a.b" goes down) in the table `name` of that folder."""
    node: Any = rows_of(FOLDER / name)
    for part in key.split("."):
        node = node[part]
    return frozenset(node.split() if isinstance(node, str) else node)
