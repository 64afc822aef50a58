"""What the documentation shows is what happens: its commands and its Python are run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
EXIT = re.compile(r"\s+# exit (\d)$")


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of one language on a page."""
    return [body for tongue, body in BLOCK.findall(page.read_text("utf-8")) if tongue == language]


def commands(page: Path) -> list[tuple[str, int, list[str]]]:
    """(command, exit code, lines that its output holds) for each command of a page, in order."""
    found: list[tuple[str, int, list[str]]] = []
    for body in blocks(page, "console"):
        for line in body.splitlines():
            if line.startswith("$ "):
                code = EXIT.search(line)
                found.append((EXIT.sub("", line[2:]), int(code[1]) if code else 0, []))
            elif line.strip():
                found[-1][2].append(line.strip())
    return found


def environment(folder: Path) -> dict[str, str]:
    """A path on which `sacho` is this clone's, and no project of the person who runs the test."""
    tools = folder / "bin"
    tools.mkdir()
    (tools / "sacho").write_text(
        f"#!/bin/sh\nexec {sys.executable} -c 'from sacho.cli import main; main()' \"$@\"\n"
    )
    (tools / "sacho").chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if k != "SACHO_PROJECT"}
    return {**kept, "PATH": f"{tools}:{os.environ['PATH']}", "COLUMNS": "220", "PYTHONUTF8": "1"}


@pytest.mark.parametrize(
    "page", [p for p in PAGES if commands(p)], ids=lambda p: str(p.relative_to(ROOT))
)
def test_every_command_does_what_the_page_says(page: Path, tmp_path: Path) -> None:
    """The commands of a page, run in order in an empty folder, end and print as it shows."""
    told = commands(page)
    script = "\n".join(
        f"{command} 2>&1; code=$?; printf '\\n@@%s@@\\n' $code" for command, _, _ in told
    )
    work = tmp_path / "work"
    work.mkdir()

    done = subprocess.run(
        ["bash", "-c", script], cwd=work, env=environment(tmp_path), capture_output=True,
        text=True, check=False, timeout=120,
    )  # fmt: skip
    pieces = re.split(r"\n@@(\d+)@@\n", done.stdout)

    for (command, code, lines), output, left in zip(told, pieces[::2], pieces[1::2], strict=False):
        assert (command, code) == (command, int(left)), output
        for line in lines:
            assert line in output, f"$ {command}\n{output}"
    assert len(told) == len(pieces) // 2


@pytest.mark.parametrize(
    "page", [p for p in PAGES if blocks(p, "python")], ids=lambda p: str(p.relative_to(ROOT))
)
def test_every_python_example_runs(page: Path, tmp_path: Path) -> None:
    """The Python of a page runs from a folder of its own and ends well."""
    example = tmp_path / "example.py"
    example.write_text("\n".join(blocks(page, "python")), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, example], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert 0 == done.returncode, done.stderr


def test_the_readme_shows_what_the_demonstration_prints(tmp_path: Path) -> None:
    """Every line of the README's screen is a line that `sacho demo` prints, in that order."""
    (shown,) = blocks(ROOT / "README.md", "text")
    env = environment(tmp_path)
    done = subprocess.run(
        ["sacho", "demo", "--project", "demo"], cwd=tmp_path, env=env, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    printed = iter(
        re.sub(r"  account:\w+$", "", line).rstrip() for line in done.stdout.splitlines()
    )

    for line in shown.splitlines():
        assert line.rstrip() in printed, f"not printed (in this order): {line}"


def test_every_link_between_pages_leads_somewhere() -> None:
    """A relative link on a page names a file or folder of the project."""
    lost = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]

    assert [] == lost
