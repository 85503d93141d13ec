"""The order of turns within one conversation: the next begins when the one before has ended.

Only ordinary turns stand in this line. An urgent reply never waits for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine


class Order(Protocol):
    """The law: of two turns of one conversation, one runs at a time, first come first served in one process."""

    def turn(self, conversation: str) -> AbstractAsyncContextManager[None]:
        """Wait for the conversation's earlier turns, then hold the line until left."""


class InProcessOrder:
    """Order within one process, which is all there is on SQLite."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncIterator[None]:
        """See ``Order.turn``; a lock lives as long as somebody holds or awaits it."""
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        self._waiting[conversation] = self._waiting.get(conversation, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._waiting[conversation] -= 1
            if not self._waiting[conversation]:
                del self._waiting[conversation], self._locks[conversation]


class AdvisoryLockOrder:
    """Order across replicas: an advisory lock of the conversation's, held in PostgreSQL while a turn runs.

    ``engine`` has a pool of its own, so that turns in flight never starve the transcript of connections.
    The conversation's row stays free: a crisis reply and an erasure need it while a turn is in flight.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._here = InProcessOrder()

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncIterator[None]:
        """See ``Order.turn``."""
        lock = select(func.pg_advisory_xact_lock(func.hashtextextended(conversation, 0)))
        async with self._here.turn(conversation), self._engine.begin() as connection:
            await connection.execute(lock)
            yield
