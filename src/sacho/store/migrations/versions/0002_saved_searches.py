"""Searches that people kept by name: recorded, where they were a file beside the database.

A frozen copy of the table as it first was: never change it, add a migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; `asked` is empty where a search was forgotten."""
    op.create_table(
        "saved_search",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["journal.seq"],
            name=op.f("fk_saved_search_entry"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("entry", "name", name=op.f("pk_saved_search")),
    )
    op.create_index(op.f("ix_saved_search_entry"), "saved_search", ["entry"])
