"""One trigger becomes one reading of an act: its frame says which noun fills which field."""

from __future__ import annotations

import msgspec

from sacho.read.analysis import Slot
from sacho.read.languages.en.acts.fill import Reading
from sacho.read.languages.en.acts.find import Hit
from sacho.read.languages.en.acts.nouns import nominal, tally
from sacho.read.languages.en.acts.stages_manner import Manner
from sacho.read.languages.en.acts.verbs import (
    blast,
    clash,
    deed,
    defused,
    fire,
    harm,
    hit_by,
    plant,
    suffer,
)
from sacho.read.languages.en.acts.view import View
from sacho.read.languages.en.acts.wider_frames import falls, goods, left, onto
from sacho.read.languages.en.who.persons import listed
from sacho.read.languages.en.who.slots import is_back, means_slots, of_whole

_FRAMES = {
    "harm": harm, "suffer": suffer, "weak": suffer, "fire": fire, "blast": blast,
    "plant": plant, "hit": hit_by, "deed": deed, "defuse": defused, "clash": clash,
    "found": suffer, "onto": onto, "falls": falls, "goods": goods, "left": left,
}  # fmt: skip


def read(view: View, hit: Hit, manner: Manner) -> Reading | None:
    """The reading of one trigger, or None where its frame is not filled."""
    act = hit.act
    trigger = view.span(hit.first, hit.last)
    reading = Reading(act.kind, hit, trigger, manner, [], [], [], rule=f"{act.kind}.{act.frame}")
    reading.rule += ".loose" if act.loose else ""
    if act.frame in {"tally", "body"}:
        return tally(view, reading)
    if hit.nominal:
        return nominal(view, reading)
    fill = _FRAMES.get(act.frame)
    if fill is None or not fill(view, reading):
        return None
    reading.slots += of_whole(means_slots(view, hit.at), len(reading.slots))
    reading.back = is_back(view, reading.sufferers)
    return reading


def as_threat(view: View, reading: Reading) -> None:
    """ "Threatened to kill the editor": the threat is what was done, the deed its words."""
    if not reading.manner.threat or reading.manner.words is None:
        return
    words = reading.manner.words
    end = view.chunks[reading.sufferers[-1]].last if reading.sufferers else None
    stop = view.span(end, end)[1] if end is not None else reading.trigger[1]
    kept = [s for s in reading.slots if s.field in {"perpetrator", "victim", "target"}]
    kept.append(
        Slot(
            "outcome",
            ((reading.trigger[0], max(stop, reading.trigger[1])),),
            confidence=0.7,
            rule="threat",
        )
    )
    reading.kind, reading.trigger, reading.slots = "threat", words, kept
    reading.manner = Manner(stance=reading.manner.stance)
    reading.rule = "threat.verb"


def by_authority(view: View, reading: Reading) -> None:
    """ "Taken away by police" is a detention, by anybody else an abduction."""
    if reading.kind != "abduction" or not reading.hit.phrase:
        return
    if any(listed("person.authority", view.head_lemma(d)) for d in reading.doers):
        reading.kind = "detention"
        reading.slots = [
            msgspec.structs.replace(s, field="detained") if s.field == "abducted" else s
            for s in reading.slots
        ]
