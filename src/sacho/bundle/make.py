"""Put a bundle together: one zip with the evidence of one incident and the means to check it."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import zipfile
from pathlib import Path
from typing import Any

import msgspec

from sacho.bundle import dossier, sheets
from sacho.errors import NotFound, ProjectError, RefusedForSafety, UsageError
from sacho.model.decision import Decision
from sacho.model.incident import Incident
from sacho.model.plain import plain
from sacho.model.report import ReportRecord
from sacho.model.spreadsheet import inert
from sacho.store import claims, decisions, disclosure, incidents, reports
from sacho.store.log import checkpoints, note
from sacho.store.project import Project

FORMAT = "sacho-bundle/1"
VERIFIER = Path(__file__).with_name("verify.py")
_WHEN = (1980, 1, 1, 0, 0, 0)


class Made(msgspec.Struct, frozen=True):
    """What a bundle holds, in numbers, and what was left out of it, in words."""

    incident: str
    reports: int
    claims: int
    decisions: int
    entries: int
    left_out: tuple[str, ...]


def make(project: Project, told: str, file: Path, *, internal: bool = False) -> Made:
    """Write the bundle of an incident. A checkpoint is signed first, so that all is covered.

    Raises NotFound, UsageError where the file exists, RefusedForSafety where one of its reports is
    for internal use and `internal` does not insist.
    """
    incident = incidents.get(project, told)
    if file.exists():
        raise UsageError(f"{file} exists.", "Name a new file.")
    records = [reports.get(project, report) for report in incident.reports]
    held_back = [r.id for r in records if r.handling != "open"]
    if held_back and not internal:
        raise RefusedForSafety(
            f"{len(held_back)} of the incident's reports are for internal use.",
            "Say --internal to put them into the bundle all the same.",
        )
    signed = checkpoints.make(project)
    name, key = checkpoints.public_key(project)
    at = note.read(signed, name, key)
    laid_open = disclosure.disclose(project, incident.reports, at)
    told_claims = _claims(project, incident, laid_open)
    shown = _decisions(project, laid_open)
    left_out = _left_out(laid_open, incident, told_claims)
    read = dossier.compose(incident, records, told_claims, shown, left_out)
    files = _evidence(project, records) | _entries(laid_open)
    head = {
        "format": FORMAT, "incident": incident.id, "kind": incident.kind,
        "reports": list(incident.reports), "entries": [e.seq for e in laid_open.entries],
        "left_out": left_out,
    }  # fmt: skip
    files |= {
        "bundle.json": _json(head),
        "claims.json": _json(told_claims),
        "claims.csv": _csv(told_claims),
        "decisions.json": _json(shown),
        "custody.json": _json(
            [{"entry": e.seq, "at": e.at, "action": e.action} for e in laid_open.entries]
        ),
        "checkpoint": signed.encode(),
        "public": f"{note.public_line(name, key)}\n".encode(),
        "verify.py": VERIFIER.read_bytes(),
        "dossier.html": dossier.page(read).encode(),
        "dossier.pdf": sheets.printed(read),
    }
    _write(file, files, project)
    return Made(
        incident.id, len(records), len(told_claims), len(shown), len(laid_open.entries),
        tuple(left_out),
    )  # fmt: skip


def _evidence(project: Project, records: list[ReportRecord]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for record in records:
        files[f"originals/{record.id.split(':')[1]}"] = reports.original(project, record.id)
        for name in record.texts:
            text = reports.text(project, name).text
            files[f"texts/{name.split(':')[1]}.txt"] = text.encode()
    return files


def _entries(laid_open: disclosure.Disclosure) -> dict[str, bytes]:
    return {
        f"entries/{e.seq}.json": _json({
            "entry": e.entry, "salt": e.salt.hex(), "rows": e.rows,
            "proof": [step.hex() for step in e.proof],
        })
        for e in laid_open.entries
    }  # fmt: skip


def _recorded(laid_open: disclosure.Disclosure, table: str) -> dict[str, dict[str, Any]]:
    """The rows of a table in the journal entries that are laid open, by their id."""
    told = [msgspec.json.decode(row) for entry in laid_open.entries for row in entry.rows]
    return {values["id"]: values for name, values in told if name == table}


def _claims(
    project: Project, incident: Incident, laid_open: disclosure.Disclosure
) -> list[dict[str, Any]]:
    """Every claim that a value of the incident rests on, with its words. `recorded` is the value
    as the journal has it, `value` its short form for people.
    """
    rows = _recorded(laid_open, "claim")
    made: list[dict[str, Any]] = []
    for name in dict.fromkeys(c for voice in incident.voices for c in voice.claims):
        try:
            record = claims.get(project, name)
        except NotFound:
            continue
        claim = record.claim
        text = reports.text(project, record.text).text
        made.append({
            "id": name, "field": claim.field, "value": plain(claim.value),
            "recorded": rows[name]["value"] if name in rows else None,
            "written": claim.written, "stance": claim.stance, "report": record.report,
            "text": record.text, "spans": [list(span) for span in claim.spans],
            "quotes": [text[start:end] for start, end in claim.spans],
            "speakers": [s.name for s in claim.speakers], "by_hand": not record.proposals,
        })  # fmt: skip
    return made


def _decisions(project: Project, laid_open: disclosure.Disclosure) -> list[dict[str, Any]]:
    """Those whose journal entry is laid open."""
    seen = _recorded(laid_open, "decision")
    return [_decision(d) for d in decisions.list_all(project) if d.id in seen]


def _decision(told: Decision) -> dict[str, Any]:
    return {
        "id": told.id, "verb": told.verb, "about": told.about, "by": told.by,
        "reason": told.reason, "at": told.at, "value": told.value,
    }  # fmt: skip


def _left_out(
    laid_open: disclosure.Disclosure, incident: Incident, told: list[dict[str, Any]]
) -> list[str]:
    made: list[str] = []
    if laid_open.mixed:
        made.append(f"{laid_open.mixed} journal entries that also tell of other reports")
    if laid_open.erased:
        made.append(f"{laid_open.erased} journal entries whose content was erased")
    due = len({c for voice in incident.voices for c in voice.claims}) - len(told)
    if due:
        made.append(f"{due} claims that are no longer kept")
    return made


def _write(file: Path, files: dict[str, bytes], project: Project) -> None:
    """Manifest, signature and zip; the file appears under its name once it is whole."""
    manifest = _json({name: hashlib.sha256(data).hexdigest() for name, data in files.items()})
    files |= {"manifest.json": manifest, "manifest.sig": checkpoints.signature(project, manifest)}
    part = file.with_name(f"{file.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as zipped:
                for name in sorted(files):
                    zipped.writestr(zipfile.ZipInfo(name, _WHEN), files[name], zipfile.ZIP_DEFLATED)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ProjectError(f"The bundle could not be written: {error.strerror}.") from error


def _csv(told: list[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = ("id", "field", "value", "written", "stance", "report", "speakers")
    writer.writerow(columns)
    for row in told:
        cells = [" > ".join(row[c]) if c == "speakers" else str(row[c]) for c in columns]
        writer.writerow(map(inert, cells))
    return out.getvalue().encode()


def _json(value: object) -> bytes:
    return msgspec.json.encode(value, order="deterministic")
