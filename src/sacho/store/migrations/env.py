"""Run by Alembic: migrate inside the transaction that `migrate.upgrade` opened."""

from __future__ import annotations

from alembic import context

from sacho.store import schema

context.configure(
    connection=context.config.attributes["connection"], target_metadata=schema.metadata
)
with context.begin_transaction():
    context.run_migrations()
