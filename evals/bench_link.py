"""How fast linking is, on generated reports: `python evals/bench_link.py [--accounts 20000]`.

Prints one line a measure: copies found and false joins among generated texts with 30 % of their
sentences replaced, reports a second for origins, and milliseconds to find and compare the
candidates of one new account among many.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
from functools import partial
from pathlib import Path

if not __package__:  # run as a script: the folder above is what holds the package
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from sacho.link.blocking import Index
from sacho.link.clusters import tie
from sacho.link.compare import may_be_one
from sacho.link.origins import Telling, origins
from sacho.link.profile import profile
from sacho.link.words import Rarity
from sacho.model.account import Account
from sacho.model.claim import Claim, Field
from sacho.model.recorded import RecordedAccount
from sacho.model.values import AnyValue, Basis, Count, Period, Place, Text


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the speed of linking.")
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--accounts", type=int, default=20000)
    parser.add_argument("--processes", type=int, default=1, help="beside the one that compares")
    options = parser.parse_args()
    drawn = random.Random(5)
    _copies(drawn, options.texts, options.processes)
    _one_new(drawn, options.accounts)


def _copies(drawn: random.Random, number: int, processes: int) -> None:
    words = [f"w{n}" for n in range(20000)]

    def sentence() -> str:
        return " ".join(drawn.choices(words, k=20)) + "."

    tellings: list[Telling] = []
    for n in range(number // 2):
        told = [sentence() for _ in range(15)]
        run = drawn.randrange(11)
        edited = [*told[:run], *(sentence() for _ in range(4)), *told[run + 4 :]]
        tellings.append(Telling(f"a{n}", " ".join(told), (n, 0)))
        tellings.append(Telling(f"b{n}", " ".join(edited), (number + n, 0)))
    rates: list[float] = []
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.map(len, [[]] * processes)  # the processes are there before the clock starts
        started = time.perf_counter()
        found = origins(tellings, each=partial(pool.imap, chunksize=100))
        rates.append(number / (time.perf_counter() - started))
    started = time.perf_counter()
    found = origins(tellings)
    rates.append(number / (time.perf_counter() - started))
    together = {frozenset((a, b)) for o in found for a in o.reports for b in o.reports if a < b}
    right = sum(frozenset((f"a{n}", f"b{n}")) in together for n in range(number // 2))
    print(f"copies found {right}/{number // 2}, false joins {len(together) - right}")
    print(f"origins: {rates[1]:.0f} reports/s of 300 words in one process, {rates[0]:.0f} in "
          f"{processes + 1}")  # fmt: skip


def _one_new(drawn: random.Random, number: int) -> None:
    known = Rarity(number, {})
    started = time.perf_counter()
    index = Index(known, (profile(_made(drawn, n), known) for n in range(number)))
    print(f"index of {number} accounts: {time.perf_counter() - started:.1f} s")
    spent: list[float] = []
    for n in range(100):
        new = profile(_made(drawn, number + n), known)
        started = time.perf_counter()
        met = [c for c in index.candidates(new) if may_be_one(new, c)]
        for other in met:
            tie(other, new, known.trust)
        spent.append(1000 * (time.perf_counter() - started))
    spent.sort()
    print(f"one new account: median {spent[50]:.1f} ms, p95 {spent[95]:.1f} ms")


def _made(drawn: random.Random, number: int) -> RecordedAccount:
    day = f"20{drawn.randrange(10, 30)}-{drawn.randrange(1, 13):02}-{drawn.randrange(1, 29):02}"
    row = drawn.randrange(3000)
    place = Place(
        f"place {row}", "XX", None, row % 60, row % 170, 5, "settlement", (), f"row:{row}"
    )
    told: list[tuple[Field, AnyValue]] = [
        ("kind", Text("shot", "shooting")),
        ("period", Period(day, day, "day", Basis("absolute"))),
        ("place", place),
        ("killed", Count(drawn.randrange(1, 6), 6)),
    ]
    claims = tuple(
        Claim(f"c{number}.{f}", f, v, f, ((0, 1),), ((0, 1),), "asserted", None, (), 0.9)
        for f, v in told
    )
    words = " ".join(f"w{drawn.randrange(50000)}" for _ in range(60))
    made = Account(f"account:{number}", "shooting", "accomplished", claims, (0, 4))
    return RecordedAccount(made, f"r{number}", f"t{number}", (number, 0), day, None, words)


if __name__ == "__main__":
    main()
