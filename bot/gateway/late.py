"""An answer that came after the safe reply: delivered if the person has said nothing newer, else dropped."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.conversation.transcript import Transcript
from bot.gateway.bell import Bell
from bot.gateway.crisis import Crisis
from bot.gateway.incoming import Kept
from bot.gateway.speak import Speaker
from bot.words import Assessment, IncomingMessage, Turn


class LateReplies:
    """Sends late answers by the event stream (or the channel's worker) and rings for it."""

    def __init__(
        self, engine: AsyncEngine, transcript: Transcript, speaker: Speaker, crisis: Crisis, bell: Bell
    ) -> None:
        self._engine = engine
        self._transcript = transcript
        self._speaker = speaker
        self._crisis = crisis
        self._bell = bell

    async def deliver(self, message: IncomingMessage, found: Assessment, kept: Kept, turn: Turn) -> bool:
        """Send a late answer; ``False`` when something newer was said and it was dropped, or it could not be kept."""
        async with self._engine.connect() as connection:
            newest = await self._transcript.newest_from_person(connection, message.conversation)
        if newest != kept.message:
            return False
        crisis = await self._crisis.after_turn(message, found, kept, turn)
        answer = crisis or await self._speaker.pass_on(message, found, kept, turn)
        self._bell.ring(message.conversation)
        return answer.kept
