"""Carries the bell's rings between replicas: PostgreSQL's LISTEN and NOTIFY. Only ids of conversations travel."""

from __future__ import annotations

import asyncio
import contextlib
import logging

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.gateway.bell import Bell

_CHANNEL = "firstport_rings"
_PATIENCE_S = 2.0

log = logging.getLogger(__name__)


class Carrier:
    """Rings here what is rung elsewhere, and tells elsewhere what is rung here; reconnects for as long as it lives."""

    def __init__(self, engine: AsyncEngine, bell: Bell, retry_s: float = 2.0) -> None:
        """``retry_s``: how long to wait before connecting again."""
        self._retry_s = retry_s
        self._dsn = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._bell = bell
        self._rung: asyncio.Queue[str | None] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to listen and to carry."""
        self._bell.carry(self._rung.put_nowait)
        self._task = asyncio.create_task(self._live())

    async def stop(self) -> None:
        """End it."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _live(self) -> None:
        while True:
            try:
                await self._connected()
            except (
                asyncpg.PostgresError,
                asyncpg.InterfaceError,
                asyncpg.InternalClientError,
                OSError,
                TimeoutError,
            ) as error:
                log.warning("rings are not carried for now: %s", type(error).__name__)
                await asyncio.sleep(self._retry_s)

    async def _connected(self) -> None:
        connection = await asyncpg.connect(self._dsn, timeout=_PATIENCE_S)
        connection.add_termination_listener(self._lost)
        try:
            await connection.add_listener(_CHANNEL, self._hear)
            while True:
                if (rung := await self._rung.get()) is None:
                    raise ConnectionError
                await connection.execute("SELECT pg_notify($1, $2)", _CHANNEL, rung)
        finally:
            connection.remove_termination_listener(self._lost)
            await connection.close(timeout=_PATIENCE_S)

    def _lost(self, _connection: object) -> None:
        self._rung.put_nowait(None)  # wakes whoever waits for a ring to carry

    def _hear(self, _connection: object, _pid: int, _channel: str, conversation: str) -> None:
        self._bell.ring_here(conversation)
