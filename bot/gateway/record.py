"""The person's own record: everything held about a conversation, and its erasure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.conversation.transcript import Entry, Transcript
from bot.escalation.cases import Cases
from bot.gateway.turns import Turns


class Record:
    """Reads out and erases what is held about one conversation."""

    def __init__(
        self, engine: AsyncEngine, transcript: Transcript, cases: Cases, turns: Turns, now: Callable[[], datetime]
    ) -> None:
        self._engine = engine
        self._transcript = transcript
        self._cases = cases
        self._turns = turns
        self._now = now

    async def history(self, conversation: str) -> list[Entry]:
        """What was said, oldest first."""
        async with self._engine.connect() as connection:
            return await self._transcript.read(connection, conversation)

    async def export(self, conversation: str) -> dict[str, Any]:
        """Everything held about a conversation, as plain values for JSON."""
        async with self._engine.connect() as connection:
            entries = await self._transcript.read(connection, conversation)
            held = await self._cases.held(connection, conversation)
        messages = [asdict(entry) | {"at": entry.at.isoformat()} for entry in entries]
        return {"conversation": conversation, "messages": messages, "cases": held}

    async def erase(self, conversation: str) -> bool:
        """Erase every word of a conversation, here and in the engine; ``False`` when the engine could not be told.

        What the engine then still holds expires by itself (``FIRSTPORT_TRACKER_EXPIRES_H``).
        """
        forgotten = await self._turns.forget(conversation)
        async with self._engine.begin() as connection:
            now = self._now()
            await self._cases.erase(connection, conversation, now)
            await self._transcript.erase(connection, conversation, now)
        return forgotten
