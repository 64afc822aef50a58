"""A researcher takes the incidents out by somebody's rules, and finds them again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.stories.conftest import Sacho


def test_a_rule_set_prints_lines_and_says_what_it_left_out(
    sacho: Sacho, demonstration: Path
) -> None:
    """JSON holds the lines, the disclaimer and the reasons; each number names its claims."""
    done = sacho("incidents", "--rules", "ucdp-like", "--project", demonstration,
                 "--format", "json")  # fmt: skip
    made: dict[str, Any] = json.loads(done.stdout)

    assert "not produced or endorsed by" in made["disclaimer"]
    assert made["lines"]
    assert all(
        cell["claims"]
        for line in made["lines"]
        for cell in line["cells"]
        if cell["column"] == "low"
    )
    assert {"class", "direct-death"} <= {left["rule"] for left in made["left_out"]}


def test_a_table_says_what_was_left_out_beside_it(sacho: Sacho, demonstration: Path) -> None:
    """A program that reads the lines is not disturbed: reasons go to standard error."""
    done = sacho("incidents", "--rules", "acled-like", "--project", demonstration,
                 "--format", "csv")  # fmt: skip

    assert done.stdout.startswith(b"event_id,")
    assert b"left out" in done.stderr
    assert b"not produced or endorsed by ACLED" in done.stderr
    sacho("incidents", "--rules", "nobody", "--project", demonstration, code=2)


def test_a_place_found_is_no_false_point(sacho: Sacho, demonstration: Path) -> None:
    """GeoJSON carries each place's radius and level; what has no place has no geometry."""
    done = sacho("search", "--class", "harm", "--project", demonstration, "--format", "geojson")
    found: dict[str, Any] = json.loads(done.stdout)

    placed = [f for f in found["features"] if f["geometry"]]
    assert placed
    assert all(f["properties"]["radius_km"] and f["properties"]["level"] for f in placed)
    assert any(f["geometry"] is None for f in found["features"])
