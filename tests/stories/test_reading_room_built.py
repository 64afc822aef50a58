"""The page that is served is the build of the sources beside it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "sacho" / "web"


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


@pytest.mark.slow
def test_the_page_in_the_tree_is_the_build_of_its_sources(tmp_path: Path) -> None:
    """Building again gives the same files to the byte, and no word is missing in a language."""
    node, packages = shutil.which("npm"), WEB / "ui" / "node_modules"
    if node is None or not packages.is_dir():
        pytest.skip("Node or its packages are missing: the page was not built again (`make ui`)")
    done = subprocess.run(
        [node, "run", "--silent", "build"],
        cwd=WEB / "ui",
        env={**os.environ, "SACHO_UI_OUT": str(tmp_path / "static")},
        capture_output=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr.decode()
    assert files_of(tmp_path / "static") == files_of(WEB / "static")


def test_the_page_is_small_and_names_no_other_host() -> None:
    """The built page is at most 3 MB, and nothing that it loads is on another host."""
    found = files_of(WEB / "static")
    assert 0 < sum(map(len, found.values())) <= 3 * 1024 * 1024
    for name, data in found.items():
        if name.endswith((".html", ".css")):
            assert not re.search(rb"https?://|//[a-z]+\.", data), name
    assert b"<script>" not in found["index.html"]
    assert b"style=" not in found["index.html"]
