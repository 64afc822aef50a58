"""The first schema: journal, reports, texts, readings, decisions, and what is derived.

A frozen copy of the tables as they first were: never change it, add a migration.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Each column is `name[:type][?][!][+][*][>table.column]`: `?` may be empty, `!` is of the primary
# key, `+` is indexed, `*` is unique, `>` refers (checked at commit). Without a type it is text.
TABLES = {
    "incident": "id! position:int kind reports origins aliases",
    "journal": "seq:int! at action about:int? rows marks:bytes previous hash",
    "origin": "id! position:int why",
    "decision": "id! entry:int+>journal.seq verb by reason at shown value? nonce",
    "erasure": "entry:int!>journal.seq at by reason",
    "erasure_target": "entry:int!+>journal.seq target:int!*>journal.seq",
    "incident_alias": "alias! entry:int!+>journal.seq incident",
    "incident_shown": "id! entry:int+>journal.seq",
    "joining": (
        "incident!+>incident.id position:int! left_account right_account compared score:real by"
    ),
    "project": "id! entry:int+>journal.seq made_at made_by",
    "report": "id! entry:int+>journal.seq size:int blocks:bytes",
    "salt": "entry:int!>journal.seq salt:bytes",
    "voice": "incident!+>incident.id position:int! field value claims origins",
    "decision_about": "decision!+>decision.id position:int! entry:int+>journal.seq subject+",
    "description": (
        "entry:int!>journal.seq report+>report.id format title? author? publisher? "
        "published? published_from? language?"
    ),
    "origin_report": "origin!+>origin.id position:int! report+>report.id",
    "receipt": (
        "id! entry:int+>journal.seq report+>report.id received_name received_at how handling"
    ),
    "text": "id! entry:int+>journal.seq report+>report.id maker text furniture",
    "account": (
        "id! entry:int+>journal.seq position:int text+>text.id kind trigger_start:int "
        "trigger_end:int nth:int"
    ),
    "claim": (
        "id! entry:int+>journal.seq text+>text.id field value written spans of?+>claim.id speakers"
    ),
    "reading": (
        "id! entry:int+>journal.seq text+>text.id format reader gazetteer tables title? "
        "publisher? author? published? language?"
    ),
    "derivation": "seq:int!",
    "search_text": "row:int! text+>text.id",
    "account_claim": (
        "reading!+>reading.id account_local! position:int! entry:int+>journal.seq "
        "proposal_local account+>account.id claim+>claim.id"
    ),
    "account_reading": (
        "reading!+>reading.id local! entry:int+>journal.seq position:int "
        "account+>account.id stage trigger_start:int trigger_end:int"
    ),
    "attribution": (
        "reading!+>reading.id local! entry:int+>journal.seq position:int speaker? cue "
        "content within? said? stance"
    ),
    "found_value": (
        "reading!+>reading.id position:int! entry:int+>journal.seq field value written spans"
    ),
    "incident_account": "incident!+>incident.id position:int! account+>account.id",
    "link": (
        "reading!+>reading.id position:int! entry:int+>journal.seq source+>account.id "
        "relation target+>account.id source_local target_local evidence confidence:real"
    ),
    "problem": (
        "id! entry:int+>journal.seq position:int report?+>report.id reading?+>reading.id "
        "code message spans"
    ),
    "proposal": (
        "reading!+>reading.id local! entry:int+>journal.seq claim+>claim.id value written "
        "evidence stance attribution? confidence:real of_local? rule"
    ),
}

_TYPES = {None: sa.Text, "int": sa.Integer, "real": sa.Float, "bytes": sa.LargeBinary}
_COLUMN = re.compile(r"(\w+)(?::(\w+))?([?!+*]*)(?:>(\S+))?")


def upgrade() -> None:
    """Make every table with its indexes."""
    for name, columns in TABLES.items():
        _make(name, columns.split())


def _make(table: str, told: list[str]) -> None:
    parts: list[sa.Column[object] | sa.Constraint] = []
    keys: list[str] = []
    indexed: list[str] = []
    for column in told:
        matched = _COLUMN.fullmatch(column)
        assert matched, column
        name, kind, flags, target = matched.groups()
        parts.append(sa.Column(name, _TYPES[kind](), nullable="?" in flags))
        keys += [name] if "!" in flags else []
        indexed += [name] if "+" in flags else []
        if "*" in flags:
            parts.append(sa.UniqueConstraint(name))
        if target:
            parts.append(
                sa.ForeignKeyConstraint(
                    [name],
                    [target],
                    name=op.f(f"fk_{table}_{name}"),
                    deferrable=True,
                    initially="DEFERRED",
                )
            )
    op.create_table(table, *parts, sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")))
    for name in indexed:
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
