"""The benchmarks there are: where their files lie, what the reader gets, how they are scored."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from evals import (
    airwars,
    ecbplus,
    geoparsing,
    gva_incidents,
    hrdsattack,
    muc4,
    own_gold,
    own_incidents,
    polnear,
    recognizers,
    shootings,
    tempeval3,
)
from evals.data import Record, records
from evals.metrics import Metric, Rate
from evals.peers import Peer, measured
from evals.reading import Readings
from sacho.model.account import Reading, ReportHead

Score = Callable[[list[Record], list[Reading]], list[Metric | Rate]]


class Benchmark(msgspec.Struct, frozen=True):
    """`file` holds `{split}`; `score` gets the records and blind readings in the same order.

    `unfold` makes one record a report where a line of the file holds several. Where the public
    set has one file for all, `{split}` is missing from `file`: `part` tells a record's split, and
    without it the file is measured as dev. A `*` in `file` stands for several files; each record
    then knows its `file`.
    """

    name: str
    file: str
    text: Callable[[Record], str]
    head: Callable[[Record], ReportHead]
    score: Score
    own: Callable[[str, int | None], list[Record]] | None = None
    unfold: Callable[[list[Record]], list[Record]] | None = None
    part: Callable[[Record], str] | None = None

    def there(self, data: Path, split: str) -> bool:
        """Whether there is anything to measure; the own gold is there in every clone."""
        if self.own:
            return split != "test"
        whole = "{split}" not in self.file
        if whole and split != "dev" and (self.part is None or split == "test"):
            return False
        return bool(self.paths(data, split))

    def paths(self, data: Path, split: str) -> list[Path]:
        """The files in which the records of a split lie."""
        return sorted(data.glob(self.file.format(split=split)))

    def records(self, data: Path, split: str, limit: int | None) -> list[Record]:
        """The records of a split. Raises ValueError where a file is broken."""
        if self.own:
            return self.own(split, limit)
        found: list[Record] = []
        for path in self.paths(data, split):
            name = path.name.partition(".")[0]
            listed = records(path, None if self.part else limit)
            found += [{**one, "file": name} for one in listed] if "*" in self.file else listed
        if self.part is not None:
            found = [one for one in found if self.part(one) == split][:limit]
        return found if self.unfold is None else self.unfold(found)


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
    Benchmark(
        shootings.GVA, "gva_incidents/{split}.jsonl.gz", gva_incidents.text, gva_incidents.head,
        shootings.score_gva, unfold=shootings.unfolded,
    ),
    Benchmark(
        shootings.CIS530, "cis530_gun_violence/{split}.jsonl.gz", shootings.text, shootings.head,
        shootings.score_cis530,
    ),
    Benchmark(
        hrdsattack.NAME, "hrdsattack/{split}.jsonl.gz", hrdsattack.text, hrdsattack.head,
        hrdsattack.score,
    ),
    Benchmark(
        geoparsing.NAME, "geoparsing/*.jsonl.gz", geoparsing.text, geoparsing.head,
        geoparsing.score,
    ),
    Benchmark(
        tempeval3.NAME, "tempeval3/train_tbaq.jsonl.gz", tempeval3.text, tempeval3.head,
        tempeval3.score, part=tempeval3.part,
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
    Benchmark(
        ecbplus.NAME, "ecbplus/{split}.jsonl.gz", ecbplus.text, ecbplus.head, ecbplus.score,
    ),
    Benchmark(
        own_incidents.NAME, "none", own_incidents.text, own_incidents.head, own_incidents.score,
        own_incidents.records_in,
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
    listed = benchmark.records(data, split, limit)
    read = readings.of(benchmark.name, [(benchmark.text(r), benchmark.head(r)) for r in listed])
    lines = benchmark.score(listed, read)
    return Measured(lines, measured(benchmark.name, listed) if with_peers else [])
