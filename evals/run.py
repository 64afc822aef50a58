"""Measure the reader on public benchmarks.

    python evals/run.py --data DIR --split dev                a table
    python evals/run.py --data DIR --split dev --json         one JSON line per metric
    python evals/run.py --data DIR --split dev --only muc4 --limit 20
    python evals/run.py --data DIR --split dev --table        ours beside published values
    python evals/run.py --data DIR --split dev --check-floors exit 1 below what was reached
    python evals/run.py --data DIR --split dev --raise-floors keep what was gained

Benchmarks whose files are not there are skipped with a message; that is no failure.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

if not __package__:  # run as a script: the folder above is what holds the package
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from evals import floors, table
from evals.benchmarks import BENCHMARKS, Benchmark, measure
from evals.metrics import Metric, Rate
from evals.peers import Peer
from evals.reading import Read, Readings, reader

SPLITS = ("train", "dev", "test")


class Result(msgspec.Struct, frozen=True):
    """What one benchmark gave, of how many texts, and how many could not be read."""

    lines: list[Metric | Rate]
    peers: list[Peer]
    read: int
    failed: int


class Options(msgspec.Struct, frozen=True):
    """What was asked for on the command line."""

    data: Path
    split: str
    only: tuple[str, ...] = ()
    limit: int | None = None
    jobs: int = 1
    seconds: float = 20.0
    quiet: bool = False
    peers: bool = False


def main(arguments: Sequence[str] | None = None, read: Read | None = None) -> int:
    """Exit code: 0 measured or skipped, 1 below a floor or nothing read, 2 wrong use."""
    parsed = _parser().parse_args(arguments)
    options = Options(
        data=parsed.data, split=parsed.split, only=tuple(parsed.only or ()), limit=parsed.limit,
        jobs=parsed.jobs, seconds=parsed.seconds, quiet=parsed.quiet, peers=parsed.table,
    )  # fmt: skip
    unknown = set(options.only) - {benchmark.name for benchmark in BENCHMARKS}
    if unknown:
        names = ", ".join(benchmark.name for benchmark in BENCHMARKS)
        print(f"no benchmark {', '.join(sorted(unknown))}; there are {names}", file=sys.stderr)
        return 2
    try:
        results = _measure_all(options, read)
    except ValueError as error:
        print(f"cannot measure: {error}", file=sys.stderr)
        return 2
    _show(results, parsed)
    if any(result.read and result.read == result.failed for result in results):
        print("the reader read not one text: its values are those of silence", file=sys.stderr)
        return 1
    if parsed.raise_floors and options.limit is None:
        for message in floors.raised(_metrics(results), options.split):
            print(message, file=sys.stderr)
    return _check(results, options) if parsed.check_floors else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="evals/run.py",
        description="Measure the reader on public benchmarks. What is not there is skipped.",
        epilog="example: python evals/run.py --data ../data --split dev --only polnear --json",
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of benchmark folders")
    parser.add_argument("--split", choices=SPLITS, default="dev")
    parser.add_argument("--only", action="append", metavar="NAME", help="may be given again")
    parser.add_argument("--json", action="store_true", help="one JSON line per metric")
    parser.add_argument("--table", action="store_true", help="beside published values and peers")
    parser.add_argument("--check-floors", action="store_true", help="exit 1 below floors.json")
    parser.add_argument("--raise-floors", action="store_true", help="keep what was gained")
    parser.add_argument("--limit", type=int, help="the first N records of each file")
    parser.add_argument("--jobs", type=int, default=1, help="benchmarks measured at once")
    parser.add_argument("--seconds", type=float, default=20.0, help="at most, for one text")
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")
    return parser


def _measure_all(options: Options, read: Read | None) -> list[Result]:
    present = [benchmark for benchmark in BENCHMARKS if _wanted(benchmark, options)]
    if options.jobs > 1 and len(present) > 1 and read is None:
        with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
            return pool.starmap(_measure_alone, [(one.name, options) for one in present])
    readings = None
    results: list[Result] = []
    for benchmark in present:
        readings = readings or Readings(read or reader(), options.seconds, options.quiet)
        results.append(_measure(benchmark, options, readings))
    return results


def _wanted(benchmark: Benchmark, options: Options) -> bool:
    if options.only and benchmark.name not in options.only:
        return False
    there = benchmark.there(options.data, options.split)
    if not there:
        where = benchmark.file.format(split=options.split)
        print(f"{benchmark.name}: skipped, no {where} in the data folder", file=sys.stderr)
    return there


def _measure_alone(name: str, options: Options) -> Result:
    benchmark = next(one for one in BENCHMARKS if one.name == name)
    return _measure(benchmark, options, Readings(reader(), options.seconds, options.quiet))


def _measure(benchmark: Benchmark, options: Options, readings: Readings) -> Result:
    started, read, failed = time.monotonic(), readings.read, readings.failed
    where = options.data, options.split
    found = measure(benchmark, where, readings, options.limit, options.peers)
    result = Result(found.lines, found.peers, readings.read - read, readings.failed - failed)
    if not options.quiet:
        spent = time.monotonic() - started
        print(f"{benchmark.name}: {spent:.1f} s, {result.failed} not read", file=sys.stderr)
    return result


def _show(results: list[Result], parsed: argparse.Namespace) -> None:
    lines = [line for result in results for line in result.lines]
    if parsed.json:
        for line in lines:
            if isinstance(line, Metric):
                print(msgspec.json.encode(line).decode())
            elif not parsed.quiet:
                print(f"{line.name}: {line.rate} {line.value:.2f} (n {line.n})", file=sys.stderr)
    elif parsed.table:
        peers = [peer for result in results for peer in result.peers]
        print(table.compared(lines, peers, parsed.split))
    else:
        print(table.plain(lines))


def _metrics(results: list[Result]) -> list[Metric]:
    return [line for result in results for line in result.lines if isinstance(line, Metric)]


def _check(results: list[Result], options: Options) -> int:
    below = floors.below(_metrics(results), floors.kept(options.split))
    for message in below:
        print(message, file=sys.stderr)
    if not results:
        print("floors not checked: no benchmark data here", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
