"""Replies that come later, as they go out: what an open event stream reads."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.conversation.outbox import Outbox
from bot.gateway.bell import Bell


class Stream:
    """Follows the outbox of a conversation, woken by the bell, at the latest every ``poll_s`` seconds."""

    def __init__(self, engine: AsyncEngine, outbox: Outbox, bell: Bell, poll_s: float = 15.0) -> None:
        self._engine = engine
        self._outbox = outbox
        self._bell = bell
        self._poll_s = poll_s
        self._ended = False

    def end(self) -> None:
        """End every open stream: the process is about to stop."""
        self._ended = True
        self._bell.ring_all()

    async def newest(self, conversation: str) -> int:
        """The id of the last message that went out so far."""
        async with self._engine.connect() as connection:
            return await self._outbox.newest(connection, conversation)

    async def follow(self, conversation: str, last: int) -> AsyncIterator[list[dict[str, Any]]]:
        """Messages after the id ``last``, in lists as they come; an empty list when nothing came for a while."""
        with self._bell.listen(conversation) as rung:
            while not self._ended:
                rung.clear()
                async with self._engine.connect() as connection:
                    rows = await self._outbox.after(connection, conversation, last)
                if rows:
                    last = rows[-1].id
                yield [{"id": str(row.id)} | row.body for row in rows]
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._poll_s):
                        await rung.wait()
