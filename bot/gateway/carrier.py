"""Carries the bell's rings between replicas: PostgreSQL's LISTEN and NOTIFY. Only ids of conversations travel."""

from __future__ import annotations

import asyncio
import contextlib
import logging

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.gateway.bell import Bell

_CHANNEL = "firstport_rings"
_RETRY_S = 2.0
_HEARTBEAT_S = 10.0

log = logging.getLogger(__name__)


class Carrier:
    """Rings here what is rung elsewhere, and tells elsewhere what is rung here; reconnects for as long as it lives."""

    def __init__(self, engine: AsyncEngine, bell: Bell) -> None:
        self._dsn = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._bell = bell
        self._rung: asyncio.Queue[str] = asyncio.Queue()
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
            except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
                log.warning("rings are not carried for now: %s", type(error).__name__)
                await asyncio.sleep(_RETRY_S)

    async def _connected(self) -> None:
        connection = await asyncpg.connect(self._dsn, timeout=_RETRY_S)
        try:
            await connection.add_listener(_CHANNEL, self._hear)
            while True:
                try:
                    rung = await asyncio.wait_for(self._rung.get(), _HEARTBEAT_S)
                    await connection.execute("SELECT pg_notify($1, $2)", _CHANNEL, rung)
                except TimeoutError:
                    await connection.execute("SELECT 1", timeout=_RETRY_S)  # a dead connection must be noticed
        finally:
            await connection.close(timeout=_RETRY_S)

    def _hear(self, _connection: object, _pid: int, _channel: str, conversation: str) -> None:
        self._bell.ring_here(conversation)
