"""What a plain install may hold: `python -m tests.licences`, part of `make check`.

Reads `requirements/run.lock` and what is installed; reaches no network. Exit 1 names each offender.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
MOST_PACKAGES = 65
MOST_MEGABYTES = 550
PERMISSIVE = {
    "MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-CLAUSE", "BSD-3-CLAUSE", "0BSD", "APACHE-2.0", "ISC", "PSF-2.0",
    "PYTHON-2.0", "CNRI-PYTHON", "ZLIB", "UNLICENSE", "CC0-1.0", "HPND",
}  # fmt: skip
# Read by a person: what the metadata does not say in SPDX, and weak copyleft used unchanged.
REVIEWED = {
    "certifi": "MPL-2.0, a list of certificates used unchanged",
    "pathspec": "MPL-2.0, used unchanged and only to build (hatchling needs it)",
    "pypdfium2": "Apache-2.0 or BSD-3-Clause; PDFium is BSD-3-Clause and Apache-2.0",
    "pysqlite3": "Zlib; SQLite is in the public domain",
    "tld": "MPL-1.1 of three to choose from, used unchanged (trafilatura needs it)",
    "tqdm": "MPL-2.0 and MIT, used unchanged",
}
NAMES = {
    "mit license": "MIT", "mit": "MIT", "apache software license": "APACHE-2.0",
    "apache license 2.0": "APACHE-2.0", "apache-2": "APACHE-2.0", "apache license, version 2.0": "APACHE-2.0",
    "apache 2.0": "APACHE-2.0", "bsd license": "BSD", "bsd": "BSD", "new bsd": "BSD", "bsd 3-clause": "BSD-3-CLAUSE",
    "bsd-3-clause license": "BSD-3-CLAUSE", "3-clause bsd license": "BSD-3-CLAUSE",
    "isc license (iscl)": "ISC", "python software foundation license": "PSF-2.0", "psfl": "PSF-2.0",
    "zlib/libpng license": "ZLIB", "the unlicense (unlicense)": "UNLICENSE",
    "mit no attribution": "MIT-0",
}  # fmt: skip
HUBS = {
    "huggingface-hub", "hf-xet", "transformers", "tokenizers", "torch", "modelscope", "datasets",
    "sentence-transformers", "spacy", "tensorflow-hub", "openai", "kagglehub",
}  # fmt: skip
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;\s*([^\\]+))?", re.M)


def canonical(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, str]:
    """Package to version, as a lock file names them."""
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    return {canonical(name): version for name, version, _ in PIN.findall(text)}


def licences(package: Distribution) -> set[str]:
    """The SPDX ids that a package's own metadata gives, as far as they can be told."""
    said: Message = package.metadata  # type: ignore[assignment]
    expression = said.get("License-Expression") or ""
    told = re.findall(r"[A-Za-z0-9.+-]+", expression) if expression else []
    if not told:
        told = [
            line.rsplit(" :: ", 1)[1]
            for line in said.get_all("Classifier") or []
            if line.startswith("License ::") and line != "License :: OSI Approved"
        ]
    if not told:
        told = [(said.get("License") or "").strip().splitlines()[0]] if said.get("License") else []
    return {NAMES.get(t.lower(), t.upper()) for t in told if t.upper() not in ("AND", "OR", "WITH")}


def installed(lock: str = "run.lock") -> Iterator[Distribution]:
    """The packages of a lock that are installed here (some are for other systems)."""
    for name in pins(lock):
        try:
            yield distribution(name)
        except PackageNotFoundError:
            continue


def plain() -> list[str]:
    """What `pip install .` leaves behind: what the project asks for, and what that asks for, without
    the tools that only build it.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found: set[str] = set()
    waiting = [Requirement(line) for line in project["dependencies"]]
    while waiting:
        wanted = waiting.pop()
        name = canonical(wanted.name)
        if name in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        try:
            more = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        found.add(name)
        waiting += [Requirement(line) for line in more]
        waiting += [
            Requirement(line.partition(";")[0])
            for extra in wanted.extras
            for line in more
            if f'extra == "{extra}"' in line.replace("'", '"')
        ]
    return sorted(found)


def unlicensed() -> list[str]:
    """Packages whose licence is not on the list, with what they say of themselves."""
    return [
        f"{p.name}: {', '.join(sorted(licences(p))) or 'says nothing'}"
        for p in installed()
        if canonical(p.name) not in REVIEWED
        and not (licences(p) and licences(p) <= PERMISSIVE)
        and not (licences(p) & PERMISSIVE and " OR " in str(p.metadata))
    ]


def megabytes() -> float:
    """How much room the installed run-time packages take."""
    files = (Path(str(f.locate())) for p in installed() for f in p.files or ())
    return sum(f.stat().st_size for f in files if f.is_file()) / 1e6


def disagreements() -> list[str]:
    """What the project asks for and a lock lacks, or what two locks pin differently."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    run, dev = pins("run.lock"), pins("dev.lock")
    asked = [*project["dependencies"], *project["optional-dependencies"]["build"]]
    found = [f"run.lock lacks {n}" for n in map(_name, asked) if n not in run]
    more = project["optional-dependencies"]["dev"]
    found += [f"dev.lock lacks {n}" for n in map(_name, more) if n not in dev]
    return found + [f"the locks differ on {n}" for n in run if dev.get(n) != run[n]]


def _name(requirement: str) -> str:
    return canonical(re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0])


def main() -> int:
    """Print what is wrong, or how much there is; 0 where nothing is wrong."""
    packages = plain()
    room = megabytes()
    wrong = [f"licence not on the list: {told}" for told in unlicensed()]
    wrong += [
        f"a model-hub client in a plain install: {n}"
        for n in sorted(HUBS & pins("run.lock").keys())
    ]
    wrong += disagreements()
    if len(packages) > MOST_PACKAGES:
        wrong.append(f"{len(packages)} packages, more than {MOST_PACKAGES}")
    if room > MOST_MEGABYTES:
        wrong.append(f"{room:.0f} MB, more than {MOST_MEGABYTES}")
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    sys.stdout.write(f"{len(packages)} packages, {room:.0f} MB in a plain install\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
