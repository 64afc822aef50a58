"""What the peers measured beside us promise."""

from __future__ import annotations

import pytest
from evals.peers import measured


def test_the_baseline_of_one_attack_scores_its_type_alone() -> None:
    """One empty attack a text: half of what is given is right, a third of what is wanted found."""
    gold = {"incident_type": "attack", "PerpInd": [[["raiders", 0]]], "Weapon": [[["rifles", 1]]]}
    records = [{"gtt": {"templates": [gold]}}, {"gtt": {"templates": []}}]

    (peer,) = measured("muc4", records)

    assert peer.value == pytest.approx(2 * 0.5 * (1 / 3) / (0.5 + 1 / 3))


def test_numbers_before_killed_are_bounds() -> None:
    """The smallest and the largest number that stands before a word of dying."""
    record = {
        "assessment": "INVENTED EXAMPLE. Four were killed, wrote one; another wrote 6 people died.",
        "killed": {"min": 4, "max": 6},
    }

    (peer,) = measured("airwars_gaza2023", [record])

    assert peer.value == 1.0


def test_quotations_followed_by_a_name_and_said_are_found() -> None:
    """Source, cue and content of the plainest quotation are exact."""
    text = "INVENTED EXAMPLE. “The mill is gone,” Mina Gaber said."
    spans = [[text.index(part), text.index(part) + len(part)]
             for part in ("Mina Gaber", "said", "The mill is gone")]  # fmt: skip
    source, cue, content = ([{"spans": [span]}] for span in spans)
    annotation = {"attributions": [{"source": source, "cue": cue, "content": content}]}

    (peer,) = measured("polnear", [{"text": text, "annotations": [annotation]}])

    assert peer.value == 1.0


def test_a_benchmark_without_peers_has_none() -> None:
    """An unknown name has no peer and is no error."""
    assert measured("poetry", []) == []
