"""SQLite asked with one hop to its thread a statement.

``aiosqlite`` does everything in a thread of its own, which keeps the event loop free; but a cursor of its takes four
hops there and back for one statement (make, execute, fetch, close). This one takes one: it fetches all rows at once.
Measured: a crisis turn took 57 hops, and they were most of its time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import aiosqlite

Rows = list[tuple[Any, ...]]


class Cursor:
    """What SQLAlchemy needs of a cursor; the rows are here already when ``execute`` has ended."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: Rows = []
        self.description: Sequence[Any] | None = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        """Nothing to open."""
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Cursor:
        """Run one statement and fetch what it gives."""
        await self._connection.run(self._execute, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Cursor:
        """Run one statement for each row of parameters."""
        await self._connection.run(self._executemany, sql, parameters)
        return self

    async def fetchall(self) -> Rows:
        """The rows."""
        return self._rows

    async def close(self) -> None:
        """Nothing is open."""

    def _execute(self, connection: sqlite3.Connection, sql: str, parameters: Iterable[Any]) -> None:
        self._take(connection.execute(sql, tuple(parameters)))

    def _executemany(self, connection: sqlite3.Connection, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        self._take(connection.executemany(sql, parameters))

    def _take(self, cursor: sqlite3.Cursor) -> None:
        self.description, self.lastrowid = cursor.description, cursor.lastrowid
        self._rows = cursor.fetchall() if cursor.description else []
        self.rowcount = cursor.rowcount
        cursor.close()


class Connection(aiosqlite.Connection):
    """A connection of ``aiosqlite`` with cursors of one hop, that ends no transaction where there is none."""

    def cursor(self) -> Cursor:  # type: ignore[override]  # SQLAlchemy asks for no more than ours has
        """A cursor, made without a hop."""
        return Cursor(self)

    async def run(self, work: Any, *arguments: Any) -> None:
        """Have ``work`` done on the SQLite connection, in its thread."""
        await self._execute(work, self._conn, *arguments)  # type: ignore[no-untyped-call]  # aiosqlite's own

    async def rollback(self) -> None:
        """Roll back, if there is anything to roll back."""
        if self._conn.in_transaction:
            await super().rollback()


async def connect(file: str) -> Connection:
    """Open the database in ``file``.

    Raises:
        sqlite3.OperationalError: it cannot be opened (the folder is missing, say).
    """

    def open_file() -> sqlite3.Connection:
        return sqlite3.connect(Path(file), check_same_thread=False)

    connection = Connection(open_file, iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001  # as SQLAlchemy sets it for its own
    await connection
    return connection
