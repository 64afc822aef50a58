"""What the command promises, on invented data sets in the formats of the real ones."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from evals import floors, run
from evals.benchmarks import BENCHMARKS
from evals.metrics import Metric

from sacho.model.account import FoundValue, Reading, ReportHead
from sacho.model.claim import Attribution, Claim
from sacho.model.values import Count

DATA: dict[str, list[dict[str, Any]]] = {
    "muc4/dev": [
        {
            "docid": "INVENTED-1",
            "text": "KLOW, 4 FEB 90 -- [TEXT] INVENTED EXAMPLE. RAIDERS KILLED A MILLER.",
            "templates": [{"message_template": ["1"], "incident_type": ["ATTACK"]}],
            "gtt": {"templates": [{"incident_type": "attack", "PerpInd": [[["raiders", 0]]]}]},
        },
        {"docid": "INVENTED-2", "text": "INVENTED EXAMPLE. ALL IS QUIET.", "templates": []},
    ],
    "airwars_gaza2023/dev": [
        {"incident_code": "X1", "assessment": "INVENTED EXAMPLE. Three people were killed.",
         "killed": {"raw": "3", "min": 3, "max": 3}, "injured": None},
        {},
    ],
    "polnear/dev": [
        {"id": "p1", "text": "INVENTED EXAMPLE. A baker said so.",
         "annotations": [{"annotator": "a", "attributions": [
             {"source": [{"spans": [[18, 25]]}], "cue": [{"spans": [[26, 30]]}],
              "content": [{"spans": [[31, 33]]}]}]}]},
    ],
    "recognizers_text/en_dev": [
        {"id": "e1", "model": "NumberModel", "input": "INVENTED EXAMPLE: 3 mills",
         "results": [{"Text": "3", "Start": 18, "Resolution": {"value": "3"}}]},
    ],
    "recognizers_text/ko_dev": [{"id": "k1", "model": "NumberModel", "input": "3", "results": []}],
}  # fmt: skip

NAMES = {"own_incidents",
    "muc4", "airwars_gaza2023", "polnear", "recognizers_text_en", "recognizers_text_ko",
    "gold_en", "gold_ko",
}  # fmt: skip

Read = Callable[[str, ReportHead], Reading]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The invented data sets on disk."""
    for name, records in DATA.items():
        path = tmp_path / f"{name}.jsonl.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return tmp_path


@pytest.fixture
def read(
    claim_of: Callable[..., Claim],
    reading_of: Callable[..., Reading],
    said_by: Callable[..., Attribution],
) -> Read:
    """A reader that always tells of three people killed, one baker and one number."""

    def answer(text: str, head: ReportHead) -> Reading:
        reading = reading_of(
            [("killing", [claim_of("killed", Count(3, 3), "three people")])],
            [said_by((18, 25), (26, 30), (31, 33))],
            [FoundValue("count", Count(3, 3), "3", ((18, 19),))],
        )
        return msgspec.structs.replace(reading, report=head, text=text)

    return answer


def lines(printed: str) -> list[Metric]:
    return [msgspec.json.decode(line, type=Metric) for line in printed.splitlines()]


def test_every_benchmark_has_exactly_one_main_value(
    data: Path, read: Read, capsys: pytest.CaptureFixture[str]
) -> None:
    """One JSON line a metric with the five keys, values from 0 to 1, one main per name."""
    code = run.main(["--data", str(data), "--split", "dev", "--json"], read)

    printed = capsys.readouterr().out
    metrics = lines(printed)
    assert code == 0
    assert {metric.name for metric in metrics} == NAMES
    assert {metric.name for metric in metrics if metric.main} == NAMES
    assert sum(metric.main for metric in metrics) == len(NAMES)
    assert all(0 <= metric.value <= 1 for metric in metrics)
    first = json.loads(printed.splitlines()[0])
    assert set(first) == {"name", "metric", "value", "n", "main"}


def test_values_are_those_of_the_readings(
    data: Path, read: Read, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the reader tells rightly scores, and what it does not tell does not."""
    run.main(["--data", str(data), "--json", "--quiet"], read)

    main = {metric.name: metric.value for metric in lines(capsys.readouterr().out) if metric.main}
    assert main["airwars_gaza2023"] == 1.0
    assert main["polnear"] == 1.0
    assert main["recognizers_text_en"] == 1.0
    assert main["recognizers_text_ko"] == 0.0
    assert main["muc4"] == pytest.approx(0.5)  # one type right, one spurious, one name missing


def test_absent_data_is_skipped_with_a_message(
    tmp_path: Path, read: Read, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing there: nothing on standard output, a word for each on standard error, exit 0."""
    code = run.main(["--data", str(tmp_path), "--split", "test", "--json"], read)

    captured = capsys.readouterr()
    assert code == 0
    assert captured.out == ""
    assert all(f"{name}: skipped" in captured.err for name in NAMES)


def test_only_the_named_benchmark_is_measured(
    data: Path, read: Read, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--only` keeps one; a name that is none is wrong use."""
    run.main(["--data", str(data), "--only", "polnear", "--json"], read)

    assert {metric.name for metric in lines(capsys.readouterr().out)} == {"polnear"}
    assert run.main(["--data", str(data), "--only", "poetry"], read) == 2


def test_a_reader_that_fails_costs_its_text_and_nothing_else(
    data: Path, read: Read, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text that cannot be read reads nothing; its words are not repeated in the message."""

    def brittle(text: str, head: ReportHead) -> Reading:
        if "QUIET" in text:
            raise RuntimeError(text)
        return read(text, head)

    code = run.main(["--data", str(data), "--only", "muc4", "--json"], brittle)

    captured = capsys.readouterr()
    assert code == 0
    assert sum(metric.main for metric in lines(captured.out)) == 1
    assert "not read (RuntimeError" in captured.err
    assert "ALL IS QUIET" not in captured.err


def test_a_reader_that_reads_nothing_at_all_is_a_failure(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Zeros of a reader that does not start are not passed off as a measurement."""

    def broken(text: str, head: ReportHead) -> Reading:
        raise RuntimeError(text)

    assert run.main(["--data", str(data), "--json"], broken) == 1
    assert "not one text" in capsys.readouterr().err


def test_a_reader_without_end_is_stopped(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text gets its seconds and no more."""

    def endless(text: str, head: ReportHead) -> Reading:
        while True:
            pass

    code = run.main(["--data", str(data), "--only", "polnear", "--seconds", "0.05"], endless)

    assert code == 1
    assert "TooSlowError" in capsys.readouterr().err


def test_a_broken_file_is_named(data: Path, read: Read, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that is no JSON gives exit 2 with the file and line, and no traceback."""
    with gzip.open(data / "polnear" / "dev.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("{}\nnot json\n")

    assert run.main(["--data", str(data), "--only", "polnear"], read) == 2
    assert "dev.jsonl.gz, line 2" in capsys.readouterr().err


def test_the_table_shows_others_beside_ours(
    data: Path, read: Read, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--table` prints published values with what they were measured on and invented claims."""
    run.main(["--data", str(data), "--table", "--quiet"], read)

    printed = capsys.readouterr().out
    assert "GE NLToolset 1992 (rules)" in printed
    assert "invented claims per 1,000 words" in printed
    assert "Sacho" in printed


def test_below_a_floor_is_told() -> None:
    """A main value under its floor is named; another number of things is another measurement."""
    kept = {"muc4": floors.Floor(0.4, 10)}

    assert floors.below([Metric("muc4", "F1", 0.3, 10, main=True)], kept)
    assert not floors.below([Metric("muc4", "F1", 0.4, 10, main=True)], kept)
    assert not floors.below([Metric("muc4", "F1", 0.3, 4, main=True)], kept)
    assert not floors.below([Metric("muc4", "F1", 0.3, 10)], kept)


def test_checking_floors_fails_below_and_passes_without_data(
    data: Path, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--check-floors` exits 1 when a value fell, and 0 when there is nothing to measure."""
    high = {"dev": {"muc4": floors.Floor(0.9, 2)}}
    file = tmp_path / "floors.json"
    file.write_bytes(msgspec.json.encode(high))
    monkeypatch.setattr(floors, "FILE", file)

    assert run.main(["--data", str(data), "--only", "muc4", "--check-floors"], read) == 1
    assert run.main(["--data", str(data / "none"), "--check-floors"], read) == 0


def test_floors_are_raised_and_never_lowered(tmp_path: Path) -> None:
    """A gain is kept, rounded down; a loss leaves the floor and its notes as they are."""
    file = tmp_path / "floors.json"
    main = Metric("muc4", "F1", 0.35678, 10, main=True)

    assert floors.raised([main, Metric("muc4", "F2", 0.9, 10)], "dev", file)
    assert floors.kept("dev", file) == {"muc4": floors.Floor(0.3567, 10)}
    assert floors.raised([Metric("muc4", "F1", 0.2, 10, main=True)], "dev", file) == []
    assert floors.kept("dev", file)["muc4"].value == 0.3567
    assert floors.kept("train", file) == {}


def test_the_kept_floors_are_readable() -> None:
    """`floors.json` names only benchmarks that there are, with values from 0 to 1."""
    for split in run.SPLITS:
        for name, floor in floors.kept(split).items():
            assert name in {benchmark.name for benchmark in BENCHMARKS}
            assert 0 <= floor.value <= 1
