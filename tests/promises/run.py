"""Keep the promises honest: `python -m tests.promises.run --only P01 [--kills N] [--seed N]`.

Prints `PNN: x/y` with the seed, and exits with 1 on any miss. `--recorder` says what P01 kills:
`sacho` (all of `sacho record`, the default), `store` (the store alone), or any command, as in
`--recorder "sacho record --project {project} {inbox}"`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

from tests.promises import p01

PROMISES: dict[str, Callable[[argparse.Namespace], tuple[int, int]]] = {
    "P01": lambda told: (p01.run(told.kills, told.seed, told.recorder), told.kills),
}


def main(arguments: list[str] | None = None) -> int:
    """Run the promises asked for, all by default; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(PROMISES), action="append")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20310502)
    parser.add_argument("--recorder", default="sacho")
    told = parser.parse_args(arguments)
    missed = 0
    for name in told.only or sorted(PROMISES):
        began = time.monotonic()
        passed, tried = PROMISES[name](told)
        seconds = time.monotonic() - began
        print(f"{name}: {passed}/{tried} (seed {told.seed}, {seconds:.0f} s)", flush=True)
        missed += passed != tried
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
