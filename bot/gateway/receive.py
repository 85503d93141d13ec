"""The one way in. Read this file first: it is what happens to a message, from hearing it to answering it."""

from __future__ import annotations

from bot.gateway.answer import Answer
from bot.gateway.crisis import Crisis
from bot.gateway.incoming import Keeper
from bot.gateway.look import Look
from bot.gateway.speak import Speaker
from bot.gateway.turns import Turns
from bot.words import IncomingMessage, Support


class Gateway:
    """Answers each message once, always, and never with nothing."""

    def __init__(self, look: Look, keeper: Keeper, crisis: Crisis, turns: Turns, speaker: Speaker) -> None:
        self._look = look
        self._keeper = keeper
        self._crisis = crisis
        self._turns = turns
        self._speaker = speaker

    async def receive(self, message: IncomingMessage) -> Answer:
        """Answer one message of a person's.

        Raises:
            UnknownButtonError: it presses a button that was never offered in this conversation.
            ConversationErasedError: the person erased this conversation.
        """
        found = await self._look.at(message)
        kept = await self._keeper.keep(message, found)
        if found.support >= Support.URGENT:
            return await self._crisis.answer(message, found, kept)
        if kept is None:
            return self._speaker.not_kept(message)
        if message.text is not None and not message.text.strip():
            return await self._speaker.nothing_said(message)
        turn = await self._turns.ask(message, found, kept)
        if turn is None:
            return await self._speaker.safe_reply(message, found, kept)
        crisis = await self._crisis.after_turn(message, found, kept, turn)
        return crisis or await self._speaker.pass_on(message, found, kept, turn)

    async def is_urgent(self, text: str) -> bool:
        """Whether the screen would have a text answered as a crisis."""
        return (await self._look.at_text(text)).support >= Support.URGENT

    async def answer_erased(self, message: IncomingMessage) -> Answer:
        """What an erased conversation still answers: nothing is kept, but whoever needs help now is told where."""
        found = await self._look.at_text(message.text or "")
        if found.support >= Support.URGENT:
            return self._crisis.unkept(message, found)
        return self._speaker.gentle_line(message)
