"""The benchmarks there are: where their files lie, what the reader gets, how they are scored."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from evals import airwars, gva_incidents, muc4, own_gold, polnear, recognizers
from evals.data import Record, records
from evals.metrics import Metric, Rate
from evals.peers import Peer, measured
from evals.reading import Readings
from sacho.model.account import Reading, ReportHead

Score = Callable[[list[Record], list[Reading]], list[Metric | Rate]]


class Benchmark(msgspec.Struct, frozen=True):
    """`file` holds `{split}`; `score` gets the records and blind readings in the same order.

    `unfold` makes one record a report where a line of the file holds several.
    """

    name: str
    file: str
    text: Callable[[Record], str]
    head: Callable[[Record], ReportHead]
    score: Score
    own: Callable[[str, int | None], list[Record]] | None = None
    unfold: Callable[[list[Record]], list[Record]] | None = None

    def there(self, data: Path, split: str) -> bool:
        """Whether there is anything to measure; the own gold is there in every clone."""
        return split != "test" if self.own else self.path(data, split).is_file()

    def path(self, data: Path, split: str) -> Path:
        """Where the records of a split lie."""
        return data / self.file.format(split=split)


BENCHMARKS: tuple[Benchmark, ...] = (
    Benchmark("muc4", "muc4/{split}.jsonl.gz", muc4.text, muc4.head, muc4.score),
    Benchmark(
        "airwars_gaza2023", "airwars_gaza2023/{split}.jsonl.gz", airwars.text, airwars.head,
        airwars.score,
    ),
    Benchmark(
        gva_incidents.NAME, "gva_incidents/{split}.jsonl.gz", gva_incidents.text,
        gva_incidents.head, gva_incidents.score, unfold=gva_incidents.unfolded,
    ),
    Benchmark("polnear", "polnear/{split}.jsonl.gz", polnear.text, polnear.head, polnear.score),
    *(
        Benchmark(
            f"recognizers_text_{language}",
            f"recognizers_text/{language}_{{split}}.jsonl.gz",
            recognizers.text,
            partial(recognizers.head_in, language),
            partial(recognizers.score_as, f"recognizers_text_{language}"),
        )
        for language in ("en", "ko")
    ),
    *(
        Benchmark(
            f"gold_{language}", "none", own_gold.text, own_gold.head,
            partial(own_gold.score, f"gold_{language}"), partial(own_gold.records_in, language),
        )
        for language in ("en", "ko")
    ),
)  # fmt: skip


class Measured(msgspec.Struct, frozen=True):
    """What one benchmark gave; `peers` only where they were asked for."""

    lines: list[Metric | Rate]
    peers: list[Peer]


def measure(
    benchmark: Benchmark,
    where: tuple[Path, str],
    readings: Readings,
    limit: int | None,
    with_peers: bool,
) -> Measured:
    """Read every text of a file and score it. Raises ValueError where the file is broken."""
    data, split = where
    if benchmark.own:
        listed = benchmark.own(split, limit)
    else:
        listed = records(benchmark.path(data, split), limit)
    if benchmark.unfold is not None:
        listed = benchmark.unfold(listed)
    read = readings.of(benchmark.name, [(benchmark.text(r), benchmark.head(r)) for r in listed])
    lines = benchmark.score(listed, read)
    return Measured(lines, measured(benchmark.name, listed) if with_peers else [])
