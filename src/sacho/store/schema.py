"""The tables, as SQLAlchemy Core knows them; one place to see everything that a project keeps.

Three families:

- *recorded* tables hold what was received, read and decided. Each row names the journal `entry`
  that recorded it. Triggers refuse every UPDATE, and every DELETE outside an erasure.
- `journal` and `salt` account for the recorded rows (see `journal.py`).
- *derived* tables (incidents, origins, the search index's row numbers) are rewritten freely and
  can be made again from the recorded ones.

Lists and values are JSON text in msgspec's deterministic order; times are ISO 8601 in UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.schema import SchemaItem

HEAD = "0003"
"""The newest migration; a project at another one is migrated, or refused if it is newer."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _words(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _all_words(*names: str) -> list[Column[str]]:
    return [_words(name) for name in names]


def _told(*names: str) -> list[Column[str]]:
    """What a document or a person may have told, or not."""
    return [_words(name, null=True) for name in names]


def _id(name: str = "id") -> Column[str]:
    return Column(name, Text, primary_key=True)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _to(name: str, target: str, *, null: bool = False) -> Column[str]:
    """A reference by id; checked at commit, so that rows may come in any order within one entry."""
    key = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(name, Text, key, nullable=null, index=True)


def _entry(*, key: bool = False) -> Column[int]:
    """The journal entry that recorded the row."""
    return Column(
        "entry",
        Integer,
        ForeignKey("journal.seq", deferrable=True, initially="DEFERRED"),
        primary_key=key,
        nullable=False,
        index=not key,
        autoincrement=False,
    )


def _recorded(name: str, *columns: SchemaItem) -> Table:
    return Table(name, metadata, *columns, info={"family": "recorded"})


def _derived(name: str, *columns: SchemaItem) -> Table:
    return Table(name, metadata, *columns, info={"family": "derived"})


# -- the account of everything ---------------------------------------------------------------

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _words("at"),
    _words("action"),
    _number("about", null=True),
    _words("rows"),
    Column("marks", LargeBinary, nullable=False),
    _words("previous"),
    _words("hash"),
    info={"family": "journal"},
)

salt = Table(
    "salt",
    metadata,
    _entry(key=True),
    Column("salt", LargeBinary, nullable=False),
    info={"family": "journal"},
)

project = _recorded("project", _id(), _entry(), _words("made_at"), _words("made_by"))

# -- what was received -----------------------------------------------------------------------

report = _recorded(
    "report",
    _id(),
    _entry(),
    _number("size"),
    Column("blocks", LargeBinary, nullable=False),
)

description = _recorded(
    "description",
    _entry(key=True),
    _to("report", "report"),
    _words("format"),
    *_told("title", "author", "publisher", "published", "published_from", "language"),
)

receipt = _recorded(
    "receipt",
    _id(),
    _entry(),
    _to("report", "report"),
    *_all_words("received_name", "received_at", "how", "handling"),
)

text = _recorded(
    "text",
    _id(),
    _entry(),
    _to("report", "report"),
    *_all_words("maker", "text", "furniture"),
)

# -- what was read ---------------------------------------------------------------------------

reading = _recorded(
    "reading",
    _id(),
    _entry(),
    _to("text", "text"),
    *_all_words("format", "reader", "gazetteer", "tables"),
    *_told("title", "publisher", "author", "published", "language"),
)

attribution = _recorded(
    "attribution",
    _to("reading", "reading"),
    _words("local"),
    _entry(),
    _number("position"),
    _words("speaker", null=True),
    _words("cue"),
    _words("content"),
    _words("within", null=True),
    _words("said", null=True),
    _words("stance"),
    PrimaryKeyConstraint("reading", "local"),
)

account = _recorded(
    "account",
    _id(),
    _entry(),
    _number("position"),
    _to("text", "text"),
    _words("kind"),
    _number("trigger_start"),
    _number("trigger_end"),
    _number("nth"),
)

account_reading = _recorded(
    "account_reading",
    _to("reading", "reading"),
    _words("local"),
    _entry(),
    _number("position"),
    _to("account", "account"),
    _words("stage"),
    _number("trigger_start"),
    _number("trigger_end"),
    PrimaryKeyConstraint("reading", "local"),
)

claim = _recorded(
    "claim",
    _id(),
    _entry(),
    _to("text", "text"),
    *_all_words("field", "value", "written", "spans"),
    _to("of", "claim", null=True),
    _words("speakers"),
)

proposal = _recorded(
    "proposal",
    _to("reading", "reading"),
    _words("local"),
    _entry(),
    _to("claim", "claim"),
    *_all_words("value", "written", "evidence", "stance"),
    _words("attribution", null=True),
    Column("confidence", Float, nullable=False),
    _words("of_local", null=True),
    _words("rule"),
    PrimaryKeyConstraint("reading", "local"),
)

account_claim = _recorded(
    "account_claim",
    _to("reading", "reading"),
    _words("account_local"),
    _number("position"),
    _entry(),
    _words("proposal_local"),
    _to("account", "account"),
    _to("claim", "claim"),
    PrimaryKeyConstraint("reading", "account_local", "position"),
)

link = _recorded(
    "link",
    _to("reading", "reading"),
    _number("position"),
    _entry(),
    _to("source", "account"),
    _words("relation"),
    _to("target", "account"),
    *_all_words("source_local", "target_local", "evidence"),
    Column("confidence", Float, nullable=False),
    PrimaryKeyConstraint("reading", "position"),
)

found_value = _recorded(
    "found_value",
    _to("reading", "reading"),
    _number("position"),
    _entry(),
    *_all_words("field", "value", "written", "spans"),
    PrimaryKeyConstraint("reading", "position"),
)

problem = _recorded(
    "problem",
    _id(),
    _entry(),
    _number("position"),
    _to("report", "report", null=True),
    _to("reading", "reading", null=True),
    *_all_words("code", "message", "spans"),
)

# -- what people decided, and what was shown -------------------------------------------------

decision = _recorded(
    "decision",
    _id(),
    _entry(),
    *_all_words("verb", "by", "reason", "at", "shown"),
    _words("value", null=True),
    _words("nonce"),
)

decision_about = _recorded(
    "decision_about",
    _to("decision", "decision"),
    _number("position"),
    _entry(),
    Column("subject", Text, nullable=False, index=True),
    PrimaryKeyConstraint("decision", "position"),
)

incident_shown = _recorded("incident_shown", _id(), _entry())

incident_alias = _recorded(
    "incident_alias",
    _words("alias"),
    _entry(),
    _words("incident"),
    PrimaryKeyConstraint("alias", "entry"),
)

saved_search = _recorded(
    "saved_search",
    _entry(),
    _words("name"),
    _words("asked", null=True),
    PrimaryKeyConstraint("entry", "name"),
)

erasure = _recorded(
    "erasure", _entry(key=True), _words("at"), _words("by"), _words("reason"),
)  # fmt: skip

erasure_target = _recorded(
    "erasure_target",
    _entry(),
    Column(
        "target",
        Integer,
        ForeignKey("journal.seq", deferrable=True, initially="DEFERRED"),
        nullable=False,
        unique=True,
    ),
    PrimaryKeyConstraint("entry", "target"),
)

# -- what is derived -------------------------------------------------------------------------

incident = _derived(
    "incident",
    _id(),
    _number("position"),
    *_all_words("kind", "reports", "origins", "aliases"),
)

incident_account = _derived(
    "incident_account",
    _to("incident", "incident"),
    _number("position"),
    _to("account", "account"),
    PrimaryKeyConstraint("incident", "position"),
)

voice = _derived(
    "voice",
    _to("incident", "incident"),
    _number("position"),
    *_all_words("field", "value", "claims", "origins"),
    PrimaryKeyConstraint("incident", "position"),
)

joining = _derived(
    "joining",
    _to("incident", "incident"),
    _number("position"),
    *_all_words("left_account", "right_account", "compared"),
    Column("score", Float, nullable=False),
    _words("by"),
    PrimaryKeyConstraint("incident", "position"),
)

origin = _derived("origin", _id(), _number("position"), _words("why"))

origin_report = _derived(
    "origin_report",
    _to("origin", "origin"),
    _number("position"),
    _to("report", "report"),
    PrimaryKeyConstraint("origin", "position"),
)

# The newest journal entry that the derived incidents know of.
derivation = _derived("derivation", Column("seq", Integer, primary_key=True, autoincrement=False))

search_text = _derived(
    "search_text",
    Column("row", Integer, primary_key=True, autoincrement=False),
    _to("text", "text"),
)


def family(name: str) -> tuple[Table, ...]:
    """The tables of one family (`recorded`, `journal`, `derived`), referred-to ones first."""
    return tuple(t for t in metadata.sorted_tables if t.info["family"] == name)


def append_only() -> tuple[Table, ...]:
    """The tables that triggers guard: everything that is not derived."""
    return tuple(t for t in metadata.sorted_tables if t.info["family"] != "derived")
