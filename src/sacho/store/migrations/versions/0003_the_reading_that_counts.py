"""Which reading of a report counts follows what is known of the report: its head may be mended.

No table changes. Views are made anew from their definition after every migration.
"""

from __future__ import annotations

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Nothing but the views, which `migrate.finish` makes."""
