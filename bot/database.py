"""The service's database: the shared metadata, its column types, and the only ``create_engine``."""

from __future__ import annotations

import functools
import logging
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, MetaData, Table, TypeDecorator, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.sqlite import connect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=300",
    "PRAGMA secure_delete=ON",
)


class Moment(TypeDecorator[datetime]):
    """An aware UTC ``datetime``, alike on SQLite and PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature
        """Refuse a naive time: it would mean something else on the next machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature
        """SQLite forgets the zone: it was UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def make_engine(url: str, pool_size: int = 10) -> AsyncEngine:
    """Open the database at ``url`` (``sqlite+aiosqlite:`` or ``postgresql+asyncpg:``).

    On SQLite one connection serves everybody in turn: its transactions last under a millisecond, and
    writers that queue here never meet SQLite's own busy waits. Never hold a connection while waiting
    for anything but the database. ``pool_size`` counts PostgreSQL connections.
    """
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)  # it would log every statement with its values
    if make_url(url).get_backend_name() == "sqlite":
        file = make_url(url).database or ""
        engine = create_async_engine(
            url,
            async_creator=functools.partial(connect, file),
            pool_size=1,
            max_overflow=0,
            pool_timeout=2,
            hide_parameters=True,
        )
        event.listen(engine.sync_engine, "connect", _set_pragmas)
        return engine
    return create_async_engine(
        url, pool_size=pool_size, max_overflow=pool_size, pool_timeout=2, pool_pre_ping=True, hide_parameters=True
    )


def _set_pragmas(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # a DBAPI connection; the event hands it untyped
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def insert_new(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that leaves a row alone which is already there (no unique key is met twice)."""
    return _insert_new(connection.dialect.name, table)


@functools.cache
def _insert_new(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    if dialect == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()
