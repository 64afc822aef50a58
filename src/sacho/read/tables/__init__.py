"""The editable tables, and the one version that stands for all of them in `made_with`."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def version() -> str:
    """The first 12 hex digits of the hash over every table and weight that a reading may depend on.

    A row added to any of them is another version: a reading says by which words it was made.
    """
    folder = Path(__file__).parent.parent
    digest = hashlib.sha256()
    kept = (p for p in folder.rglob("*") if p.suffix in (".toml", ".gz"))
    for path in sorted(kept, key=lambda p: p.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
