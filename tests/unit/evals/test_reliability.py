"""Confidence is compared with the share of right claims."""

from __future__ import annotations

import pytest
from evals.reliability import Point, bins, by_field, expected_error, svg


def test_an_honest_confidence_has_no_error() -> None:
    """Where seven of ten claims of confidence 0.7 are right, nothing is off."""
    honest = [Point(0.7, n < 7) for n in range(10)]
    assert expected_error(honest) == pytest.approx(0)
    assert expected_error([Point(0.9, False)] * 4) == pytest.approx(0.9)
    assert expected_error([]) == 0


def test_the_error_is_weighted_by_the_claims_of_each_bin() -> None:
    """Three claims that are 0.1 off and one that is 0.9 off are 0.3 off."""
    found = [Point(0.9, True)] * 3 + [Point(0.1, True)]
    assert [b.n for b in bins(found)] == [1, 3]
    assert expected_error(found) == pytest.approx((3 * 0.1 + 0.9) / 4)


def test_the_plot_has_a_dot_for_each_bin() -> None:
    """One circle a bin with its number of claims as a title."""
    drawn = svg({"en": bins([Point(0.9, True)] * 3 + [Point(0.1, True)])})
    assert drawn.count("<circle") == 2 and "3 claims" in drawn


def test_fields_with_few_claims_are_measured_together() -> None:
    """A mean over three claims would be read as if it said something."""
    many = [Point(0.8, True, "killed")] * 25
    few = [Point(0.4, False, "returned")] * 3
    parted = by_field([*few, *many])

    assert ["killed", "others"] == list(parted)
    assert (25, 3) == (len(parted["killed"]), len(parted["others"]))
