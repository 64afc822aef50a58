"""Keep the promises honest: `python -m tests.promises.run --only P01 [--full] [--tries N]`.

Prints `PNN: x/y` with the seed, and exits with 1 on any miss. Each promise has a quick figure, which
runs with every change, and a full one for a release (`--full`); `--tries` asks for any other.
`--recorder` says what P01 kills: `sacho` (all of `sacho record`, the default), `store` (the store
alone), or any command, as in `--recorder "sacho record --project {project} {inbox}"`. `--keep` notes
the results from which `docs/reference/make_promises.py` makes its table.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

SEED = 20310502
RESULTS = Path(__file__).with_name("results.json")


class Told(NamedTuple):
    """How much to try, from which seed, and what P01 kills."""

    tries: int
    seed: int
    recorder: str = "sacho"


class Promise(Protocol):
    """A module `pNN` of this package: QUICK and FULL tries, and how to run them."""

    QUICK: int
    FULL: int

    def run(self, told: Told) -> tuple[int, int]:
        """How many tries kept the promise, of how many."""
        ...


def promises() -> dict[str, Promise]:
    """Every promise there is, by its number: the modules `pNN.py` beside this file."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("p[0-9][0-9].py"))
    return {name.upper(): importlib.import_module(f"tests.promises.{name}") for name in names}  # type: ignore[misc]


def main(arguments: list[str] | None = None) -> int:
    """Run the promises asked for, all by default; gives the exit code."""
    known = promises()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(known), action="append")
    parser.add_argument("--full", action="store_true", help="the figure of a release")
    parser.add_argument("--tries", type=int, help="any other figure")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--recorder", default="sacho")
    parser.add_argument("--keep", action="store_true", help="note the results in results.json")
    asked = parser.parse_args(arguments)
    missed = 0
    for name in asked.only or sorted(known):
        promise = known[name]
        if not asked.only and not getattr(promise, "KEPT", True):
            print(f"{name}: not kept yet; `--only {name}` shows by how much", flush=True)
            continue
        tries = asked.tries or (promise.FULL if asked.full else promise.QUICK)
        began = time.monotonic()
        passed, tried = promise.run(Told(tries, asked.seed, asked.recorder))
        seconds = time.monotonic() - began
        print(f"{name}: {passed}/{tried} (seed {asked.seed}, {seconds:.0f} s)", flush=True)
        if asked.keep:
            figure = "full" if asked.full else "quick"
            found = {"passed": passed, "tried": tried, "seed": asked.seed}
            _keep(name, figure, {**found, "at": date.today().isoformat()})
        missed += passed != tried
    return 1 if missed else 0


def _keep(name: str, figure: str, found: dict[str, int | str]) -> None:
    """Note a result for `docs/reference/make_promises.py`, beside what was noted before."""
    kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    kept.setdefault(name, {})[figure] = found
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
