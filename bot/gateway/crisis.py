"""The crisis reply. The gateway is its one author: from wording, without Rasa, and without the database if need be."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.conversation.transcript import ConversationErasedError, Entry, Transcript
from bot.escalation.cases import Cases, Reason
from bot.gateway import pathways
from bot.gateway.answer import Answer
from bot.gateway.background import Background
from bot.gateway.incoming import DATABASE_ERRORS, Kept
from bot.gateway.look import Look
from bot.gateway.pathways import choose
from bot.gateway.send import Sender
from bot.gateway.speak import NOT_KEPT, SAFE_FOR_NOW
from bot.gateway.turns import Turns
from bot.wording import Wording
from bot.words import Assessment, IncomingMessage, Signal, Subject, Support, Theme, Turn

TOPIC = "crisis"
RECOGNISED = {  # what the engine says when it recognises a crisis where the screen saw nothing
    "utter_crisis": pathways.URGENT,
    pathways.SOMEONE_ELSE: pathways.SOMEONE_ELSE,
    pathways.UNDER_18: pathways.UNDER_18,
}
NAMES = pathways.NAMES
NOT_UNDERSTOOD = frozenset({"utter_not_understood", "utter_not_understood_again"})
_MOST_TOLD = 24  # earlier messages in which an age or a place is looked for
_STANDS_FOR = 3  # messages: what follows upon danger so shortly, and is not understood, is taken to belong to it
# A classifier hears the same in "I am safe right now" and "I am not safe right now".
_NOT_SAFE = re.compile(
    r"\b(?:not|isn['’]?t|ain['’]?t|never|don['’]?t feel)\s+(?:\w+\s+){0,2}?(?:safe|ok|okay|alright|all right|fine)\b",
    re.IGNORECASE,
)

log = logging.getLogger(__name__)


class Crisis:
    """Answers what must not wait, opens the case, and lets the engine know in silence."""

    def __init__(
        self,
        engine: AsyncEngine,
        transcript: Transcript,
        sender: Sender,
        cases: Cases,
        turns: Turns,
        look: Look,
        background: Background,
        wording: Wording,
        now: Callable[[], datetime],
        store_budget_s: float,
    ) -> None:
        self._engine = engine
        self._transcript = transcript
        self._sender = sender
        self._cases = cases
        self._turns = turns
        self._look = look
        self._background = background
        self._wording = wording
        self._now = now
        self._store_budget_s = store_budget_s

    async def answer(
        self, message: IncomingMessage, found: Assessment, kept: Kept | None, response: str | None = None
    ) -> Answer:
        """The crisis reply to a message. Nothing that fails on the way keeps it back.

        ``response`` names what to say where the engine recognised what the screen did not see.
        """
        found = found.stricter(Assessment(Support.URGENT))
        try:
            if kept is not None:
                async with asyncio.timeout(self._store_budget_s), self._engine.begin() as connection:
                    return await self._keep_and_send(connection, message, found, kept, response)
        except ConversationErasedError:
            log.info("a crisis was said in an erased conversation: answered, nothing kept")
        except DATABASE_ERRORS as error:
            log.error("a crisis reply could not be kept: %s", type(error).__name__)  # noqa: TRY400  # no quoting
            self._background.retry("opening a case", lambda: self._open_later(message, found, kept), DATABASE_ERRORS)
        finally:
            self._turns.tell_crisis(message.conversation)
        return self.unkept(message, found, response)

    async def after_turn(self, message: IncomingMessage, found: Assessment, kept: Kept, turn: Turn) -> Answer | None:
        """The crisis reply where the engine's turn calls for it; ``None`` where it does not."""
        if response := recognised(message, turn):
            return await self.answer(message, found, kept, response)
        standing = await self._standing(message, kept, turn)
        return await self.answer(message, standing, kept, pathways.URGENT) if standing else None

    async def _standing(self, message: IncomingMessage, kept: Kept, turn: Turn) -> Assessment | None:
        """The danger told shortly before a message that the engine did not understand; ``None`` where there is none.

        "About ten minutes ago", after tablets were told of, is no riddle: it gets the crisis reply, in other words.
        """
        if message.text is None or NOT_UNDERSTOOD.isdisjoint(turn.responses):
            return None
        try:
            async with asyncio.timeout(self._store_budget_s), self._engine.connect() as connection:
                said = await self._transcript.said_before(connection, message.conversation, kept.message, _STANDS_FOR)
        except DATABASE_ERRORS as error:
            log.error("what was said before could not be read: %s", type(error).__name__)  # noqa: TRY400  # no quoting
            return None
        urgent = (entry for entry in said if Support(entry.support or "none") >= Support.URGENT)
        return next((_told_in(entry) for entry in urgent), None)

    def unkept(self, message: IncomingMessage, found: Assessment, response: str | None = None) -> Answer:
        """The crisis reply where nothing can be kept, and honestly so."""
        note = self._wording.replies(NOT_KEPT)[:1]  # its urgent lines stand in the crisis reply already
        replies = choose(found, response).replies(self._wording) + note
        rendered = self._sender.render(message.conversation, replies)
        return Answer(tuple({"id": None} | body for body in rendered), TOPIC, found.support, kept=False)

    async def _keep_and_send(
        self, connection: AsyncConnection, message: IncomingMessage, found: Assessment, kept: Kept, response: str | None
    ) -> Answer:
        now, conversation = self._now(), message.conversation
        before = await self._transcript.urgent_before(connection, conversation, kept.message)
        said = await self._transcript.said_before(connection, conversation, kept.message, _MOST_TOLD)
        if response is not None:
            await self._transcript.raise_support(connection, kept.message, found.support)
        await self._open_case(connection, message, found, kept)
        replies = choose(found, response, before, self._look.told(said)).replies(self._wording)
        sent = await self._sender.send(
            connection, conversation, message.channel, replies, now, support=found.support, topic=TOPIC
        )
        return Answer(sent, TOPIC, found.support)

    async def _open_case(
        self, connection: AsyncConnection, message: IncomingMessage, found: Assessment, kept: Kept
    ) -> None:
        reason = Reason.CHECK_FAILED if found.check_failed else Reason.SIGNAL
        await self._cases.open(
            connection,
            message.conversation,
            reason,
            found.support,
            self._now(),
            message=kept.message,
            signals=found.signals,
        )

    async def _open_later(self, message: IncomingMessage, found: Assessment, kept: Kept | None) -> None:
        """The message is in the transcript, its case could not be opened at the time: nobody is forgotten."""
        if kept is None:
            return
        async with self._engine.begin() as connection:
            try:
                await self._transcript.check(connection, message.conversation, message.channel, self._now())
            except ConversationErasedError:
                return
            await self._open_case(connection, message, found, kept)


def _told_in(entry: Entry) -> Assessment:
    signals = tuple(Signal(Theme(s["theme"]), Subject(s["subject"]), s["quote"]) for s in entry.signals)
    return Assessment(Support(entry.support), signals)


def recognised(message: IncomingMessage, turn: Turn) -> str | None:
    """The crisis response for what the engine recognised in typed text, or in the button that says so; else none.

    The other buttons under a crisis reply were offered by us: what they lead to is the engine's ordinary answer.
    Nobody who types that they are not safe is told that we are glad they are.
    """
    if message.text is not None and SAFE_FOR_NOW in turn.responses and _NOT_SAFE.search(message.text):
        return pathways.URGENT
    names = [name for name in turn.responses if name in RECOGNISED]
    if not names or (message.text is None and names != ["utter_crisis"]):
        return None
    return RECOGNISED[names[0]]
