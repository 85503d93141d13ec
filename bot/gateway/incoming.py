"""Keeping what comes in: one transaction, bounded in time; a database that is gone never stops an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.conversation.buttons import Buttons
from bot.conversation.transcript import Entry, Transcript
from bot.safety import Earlier
from bot.words import Assessment, Button, IncomingMessage, Support

DATABASE_ERRORS = (SQLAlchemyError, OSError, TimeoutError)
BURST = timedelta(minutes=3)
"""What came within it before a message is read together with it."""
_MOST_EARLIER = 24

log = logging.getLogger(__name__)


class UnknownButtonError(Exception):
    """A button id that was never issued in this conversation."""


@dataclass(frozen=True)
class Kept:
    """A message that is in the transcript, and the button it pressed, if it pressed one."""

    message: int
    button: Button | None = None


class Keeper:
    """Keeps incoming messages, and waits for the database no longer than ``store_budget_s``."""

    def __init__(
        self,
        engine: AsyncEngine,
        transcript: Transcript,
        buttons: Buttons,
        store_budget_s: float,
    ) -> None:
        self._engine = engine
        self._transcript = transcript
        self._buttons = buttons
        self._store_budget_s = store_budget_s

    async def keep(self, message: IncomingMessage, found: Assessment) -> Kept | None:
        """Store a message with what the screen found; ``None`` when the database is gone or too slow.

        Raises:
            UnknownButtonError: the message presses a button that was not issued here.
            ConversationErasedError: the person erased this conversation.
        """
        try:
            async with asyncio.timeout(self._store_budget_s), self._engine.begin() as connection:
                await self._transcript.check(connection, message.conversation, message.channel, message.received_at)
                return await self._add(connection, message, found)
        except DATABASE_ERRORS as error:
            log.error("a message could not be kept: %s", type(error).__name__)  # noqa: TRY400  # a traceback may quote it
            return None

    async def earlier(self, message: IncomingMessage) -> tuple[Earlier, ...]:
        """What was said before a message, oldest first; nothing when the database is gone or too slow."""
        try:
            async with asyncio.timeout(self._store_budget_s), self._engine.connect() as connection:
                said = await self._transcript.latest(connection, message.conversation, _MOST_EARLIER)
        except DATABASE_ERRORS as error:
            log.error("what was said before could not be read: %s", type(error).__name__)  # noqa: TRY400  # no quoting
            return ()
        return _as_earlier(said, message.received_at)

    async def _add(self, connection: AsyncConnection, message: IncomingMessage, found: Assessment) -> Kept:
        button = await self._pressed(connection, message) if message.button is not None else None
        body: dict[str, Any] = {"pressed": button.title} if button else {"text": message.text}
        added = await self._transcript.add_incoming(connection, message.conversation, message.received_at, body, found)
        return Kept(added, button)

    async def _pressed(self, connection: AsyncConnection, message: IncomingMessage) -> Button:
        button = await self._buttons.pressed(connection, message.conversation, str(message.button))
        if button is None:
            raise UnknownButtonError
        return button


def _as_earlier(said: Sequence[Entry], now: datetime) -> tuple[Earlier, ...]:
    """The transcript as the screen reads it: what we said in one go is one text."""
    earlier: list[Earlier] = []
    for entry in said:
        ours = entry.author != "person"
        text = str(entry.body.get("text") or "")
        if ours and earlier and earlier[-1].ours:
            earlier[-1] = Earlier(f"{earlier[-1].text}\n{text}", ours=True)
        elif ours:
            earlier.append(Earlier(text, ours=True))
        else:
            support, near = Support(entry.support or "none"), now - entry.at <= BURST
            earlier.append(Earlier(text, support=support, veiled=entry.veiled, near=near))
    return tuple(earlier)
