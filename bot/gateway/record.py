"""The person's own record: everything held about a conversation, and its erasure."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.conversation.transcript import Entry, Transcript
from bot.dialogue.port import DialogueError
from bot.escalation.cases import Cases
from bot.gateway.background import Background
from bot.gateway.turns import Turns

_PATIENCE_S = 2.0


class Record:
    """Reads out and erases what is held about one conversation."""

    def __init__(
        self,
        engine: AsyncEngine,
        transcript: Transcript,
        cases: Cases,
        turns: Turns,
        background: Background,
        now: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._transcript = transcript
        self._cases = cases
        self._turns = turns
        self._background = background
        self._now = now

    async def history(self, conversation: str) -> list[Entry]:
        """What was said, oldest first.

        Raises:
            SQLAlchemyError, OSError, TimeoutError: the database is gone or too slow.
        """
        async with asyncio.timeout(_PATIENCE_S), self._engine.connect() as connection:
            return await self._transcript.read(connection, conversation)

    async def export(self, conversation: str) -> dict[str, Any]:
        """Everything that was said in a conversation and what is held about its cases, as plain values for JSON.

        Raises:
            SQLAlchemyError, OSError, TimeoutError: the database is gone or too slow.
        """
        async with asyncio.timeout(_PATIENCE_S), self._engine.connect() as connection:
            entries = await self._transcript.read(connection, conversation)
            held = await self._cases.held(connection, conversation)
        messages = [asdict(entry) | {"at": entry.at.isoformat()} for entry in entries]
        return {"conversation": conversation, "messages": messages, "cases": held}

    async def erase(self, conversation: str) -> None:
        """Erase every word of a conversation, here and in the engine.

        While the engine cannot be told, it is tried again; what it holds expires by itself in any case
        (``FIRSTPORT_TRACKER_EXPIRES_H``).

        Raises:
            SQLAlchemyError, OSError, TimeoutError: the database is gone or too slow; nothing was erased.
        """
        async with asyncio.timeout(_PATIENCE_S), self._engine.begin() as connection:
            now = self._now()
            await self._transcript.erase(connection, conversation, now)
            await self._cases.erase(connection, conversation, now)
        try:
            await self._turns.forget(conversation)
        except DialogueError:
            self._background.retry(
                "having the engine forget", lambda: self._turns.forget(conversation), (DialogueError,)
            )
