"""The house rules that a machine can check."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "misc"}
WRITTEN = {".html", ".eml", ".py", ".toml", ".md", ".j2", ".css", ".txt", ".json", ".tsv"}
SEED = ROOT.parent / "shared" / "seed" / "report.txt"
PHRASE = 4  # words


def written(path: Path) -> str:
    """The words of a file; one that is not UTF-8 (a bundled report in an old encoding) has others."""
    return path.read_bytes().decode("utf-8", errors="replace")


def project_files(*folders: str) -> Iterator[Path]:
    """Every written file of ours below these folders; what npm brought is not ours."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in WRITTEN and "node_modules" not in path.parts:
                yield path


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, methods and nested ones included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    """A file that grows beyond one sitting is split."""
    long = {p.name: n for p in SOURCES if (n := len(p.read_text("utf-8").splitlines())) > 400}

    assert {} == long


def test_no_function_is_longer_than_eighty_lines() -> None:
    """A function fits on a screen or two."""
    long = [
        f"{p.name}:{f.name}"
        for p in SOURCES
        for f in functions(p)
        if (f.end_lineno or f.lineno) - f.lineno + 1 > 80
    ]

    assert [] == long


def test_no_function_takes_more_than_six_parameters() -> None:
    """Beyond six parameters a noun is missing; a command's options are its parameters."""
    many = [
        f"{p.name}:{f.name}"
        for p in SOURCES
        if "cli" not in p.parts
        for f in functions(p)
        if len(f.args.posonlyargs + f.args.args + f.args.kwonlyargs) > 7
    ]

    assert [] == many


def test_no_module_is_a_drawer() -> None:
    """A module's name says what is in it."""
    assert [] == [p.name for p in SOURCES if p.stem in DRAWERS]


def test_every_public_function_says_what_it_promises() -> None:
    """A public function or class without a docstring leaves its caller to guess."""
    silent = [
        f"{p.relative_to(ROOT)}:{node.name}"
        for p in SOURCES
        for node in ast.parse(p.read_text("utf-8")).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]

    assert [] == silent


def test_the_project_names_no_machine() -> None:
    """No file carries an absolute path of somebody's machine."""
    pattern = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w")
    named = [
        str(p.relative_to(ROOT))
        for p in project_files("src", "tests", "evals", "training", "docs")
        if p != Path(__file__) and pattern.search(written(p))
    ]

    assert [] == named


@pytest.mark.skipif(not SEED.is_file(), reason="the first report is not beside this clone")
def test_no_phrase_of_the_first_report_stands_in_the_project() -> None:
    """The reader is not fitted to the report that it began with: no four words of it are here."""
    told = phrases(SEED.read_text("utf-8"))
    # Names that any text about the region holds are no phrases of that report.
    for name in ("the Eighth Party Congress", "the Ministry of State Security"):
        told -= phrases(name)
    found: dict[str, list[str]] = {}
    for path in project_files("src", "training", "evals", "tests", "docs"):
        shared = told & phrases(written(path))
        if shared and path != Path(__file__):
            found[str(path.relative_to(ROOT))] = sorted(" ".join(s) for s in shared)

    assert {} == found


def phrases(text: str) -> set[tuple[str, ...]]:
    """Every run of four words, whatever stands between them."""
    words = re.findall(r"[^\W_]+", text.casefold().replace("’", "'").replace("'", ""))
    return {tuple(words[i : i + PHRASE]) for i in range(len(words) - PHRASE + 1)}
