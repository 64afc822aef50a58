"""MUC-4: incidents of violence in upper-case wire reports of 1988 to 1991."""

from __future__ import annotations

import re

from evals.adapters import muc4 as adapter
from evals.data import Record, listed, worded
from evals.metrics import Metric, Rate, prf
from evals.scorers import muc_slots
from evals.scorers.ceaf import FIELDS, ROLES, Template, ree, rme, template
from evals.scorers.muc_keys import SLOTS, Key, key_of
from sacho.model.account import Reading, ReportHead

NAME = "muc4"

_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_DATELINE = re.compile(r"\b(\d{1,2}) (" + "|".join(_MONTHS) + r")[A-Z]* (\d{2})\b")
_RAW_ROLES = {
    "PerpInd": "perp_individual_id",
    "PerpOrg": "perp_organization_id",
    "Target": "phys_tgt_id",
    "Victim": "hum_tgt_name",
    "Weapon": "incident_instrument_id",
}


def text(record: Record) -> str:
    """The raw text in upper case, with its dateline."""
    return worded(record, "text")


def head(record: Record) -> ReportHead:
    """The dateline dates the report, as the header of a page or an e-mail would."""
    dated = _DATELINE.search(worded(record, "text")[:300])
    published = None
    if dated:
        month = _MONTHS.index(dated[2]) + 1
        published = f"19{dated[3]}-{month:02}-{int(dated[1]):02}"
    return ReportHead(id=f"{NAME}:{worded(record, 'docid')}", published=published, language="en")


def gold_templates(record: Record) -> list[Template]:
    """The five-slot templates used since 2021; made from the raw keys where they are lacking."""
    five = record.get("gtt")
    found: list[Template] = []
    if isinstance(five, dict):
        for raw in listed(five, "templates"):
            one = template(worded(raw, "incident_type"), {r: _mentions(raw, r) for r in ROLES})
            if one not in found:
                found.append(one)
        return found
    for key in gold_keys(record):
        types = [value for fill in key.of("incident_type") for value in fill.values]
        roles = {role: [f.values for f in key.of(slot)] for role, slot in _RAW_ROLES.items()}
        one = template(" / ".join(types), roles)
        if one not in found:
            found.append(one)
    return found


def _mentions(raw: Record, role: str) -> list[list[str]]:
    return [[str(mention[0]) for mention in entity] for entity in listed(raw, role)]


def gold_keys(record: Record) -> list[Key]:
    """The raw keys with all slots."""
    return [key_of(raw) for raw in listed(record, "templates") if isinstance(raw, dict)]


def score(records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """CEAF-REE (main) and its fields, CEAF-RME, and the strict scorer over all slots."""
    gold = [gold_templates(record) for record in records]
    fields = ree(list(zip(map(adapter.templates, readings), gold, strict=True)))
    full = [adapter.templates(reading, variants=True) for reading in readings]
    slots = muc_slots.score(
        list(zip(map(adapter.keys, readings), map(gold_keys, records), strict=True))
    )
    metrics: list[Metric | Rate] = [*prf(NAME, "CEAF-REE", fields["micro"], main=True)]
    metrics += [
        Metric(NAME, f"CEAF-REE {field} F1", fields[field].f1, round(fields[field].wanted))
        for field in FIELDS
    ]
    for phi in ("phi-3", "phi-subset"):
        tally = rme(list(zip(full, gold, strict=True)), phi)
        metrics.append(Metric(NAME, f"CEAF-RME {phi} F1", tally.f1, round(tally.wanted)))
    metrics += prf(NAME, "all slots, All-Templates", slots["all"])
    metrics += [
        Metric(NAME, f"all slots, {slot} F1", slots[slot].f1, round(slots[slot].wanted))
        for slot in SLOTS
    ]
    return [*metrics, *_silence(records, readings, gold)]


def _silence(
    records: list[Record], readings: list[Reading], gold: list[list[Template]]
) -> list[Metric | Rate]:
    """What is read where the key has no incident: documents left alone, and invented claims."""
    quiet = [
        (record, reading)
        for record, reading, wanted in zip(records, readings, gold, strict=True)
        if not wanted
    ]
    alone = sum(not adapter.incidents(reading) for _, reading in quiet)
    claims = sum(
        len(account.claims)
        for _, reading in quiet
        for accounts in adapter.incidents(reading).values()
        for account in accounts
    )
    words = sum(len(text(record).split()) for record, _ in quiet)
    return [
        Metric(NAME, "texts without incident left alone", alone / (len(quiet) or 1), len(quiet)),
        Rate(NAME, "invented claims per 1,000 words", 1000 * claims / (words or 1), words),
    ]
