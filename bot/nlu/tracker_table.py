"""The tracker store's one table, and how its database is opened (SQLAlchemy 1.4: the engine's runtime)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import QueuePool

_BUSY_S = 0.5
_CONNECT_S = 2
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA secure_delete=ON",
)

metadata = sa.MetaData()
trackers = sa.Table(
    "trackers",
    metadata,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("saved_at", sa.Float, nullable=False, index=True),
    sa.Column("form", sa.String(255)),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)


def open_database(url: str) -> Engine:
    """Open the tracker database at ``url`` and make its table where it is missing.

    SQLite has one connection that threads use in turn; its waits are short, for the store is disposable and
    a person is waiting. Values are never put into error messages.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        arguments = {"check_same_thread": False, "timeout": _BUSY_S}
        database = sa.create_engine(
            url, poolclass=QueuePool, pool_size=1, max_overflow=0, connect_args=arguments, hide_parameters=True
        )
        sa.event.listen(database, "connect", _set_pragmas)
    else:
        arguments = {"connect_timeout": _CONNECT_S}
        database = sa.create_engine(url, pool_pre_ping=True, connect_args=arguments, hide_parameters=True)
    metadata.create_all(database)
    return database


def insert_or_replace(connection: Any, row: dict[str, Any]) -> Any:
    """The statement that writes ``row``, whether the conversation has one or not."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(trackers).values(**row)
    changed = {name: statement.excluded[name] for name in row if name != "conversation"}
    return statement.on_conflict_do_update(index_elements=[trackers.c.conversation], set_=changed)


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()
