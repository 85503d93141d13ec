"""The crisis reply. The gateway is its one author: from wording, without Rasa, and without the database if need be."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.conversation.transcript import Transcript
from bot.escalation.cases import Cases, Reason
from bot.gateway.answer import Answer
from bot.gateway.incoming import DATABASE_ERRORS, STORE_BUDGET_S, Kept
from bot.gateway.send import Sender
from bot.gateway.speak import NOT_KEPT
from bot.gateway.turns import Turns
from bot.wording import Wording
from bot.words import Assessment, IncomingMessage, Reply, Subject, Support, Theme

TOPIC = "crisis"
EMERGENCY = "utter_crisis_emergency"
URGENT = "utter_crisis_urgent"
AGAIN = "utter_crisis_again"
SOMEONE_ELSE = "utter_crisis_urgent_someone_else"
BY_THEME = {
    Theme.ABUSE: "utter_crisis_abuse",
    Theme.HARM_TO_OTHERS: "utter_crisis_harm_to_others",
    Theme.PSYCHOSIS: "utter_crisis_psychosis",
}
NAMES = (EMERGENCY, URGENT, AGAIN, SOMEONE_ELSE, *BY_THEME.values())

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
        wording: Wording,
        now: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._transcript = transcript
        self._sender = sender
        self._cases = cases
        self._turns = turns
        self._wording = wording
        self._now = now

    async def answer(self, message: IncomingMessage, found: Assessment, kept: Kept | None) -> Answer:
        """The crisis reply to a message. Nothing that fails on the way keeps it back."""
        self._turns.tell_crisis(message.conversation)
        if kept is not None:
            try:
                async with asyncio.timeout(STORE_BUDGET_S), self._engine.begin() as connection:
                    return await self._keep_and_send(connection, message, found, kept)
            except DATABASE_ERRORS as error:
                log.error("a crisis reply could not be kept: %s", type(error).__name__)  # noqa: TRY400  # no quoting
        replies = self._wording.replies(response_to(found, again=False)) + self._wording.replies(NOT_KEPT)
        messages = tuple({"id": None} | body for body in self._sender.render(message.conversation, replies))
        return Answer(messages, TOPIC, found.support, kept=False)

    async def _keep_and_send(
        self, connection: AsyncConnection, message: IncomingMessage, found: Assessment, kept: Kept
    ) -> Answer:
        now, conversation = self._now(), message.conversation
        again = await self._transcript.spoke_of(connection, conversation, TOPIC)
        reason = Reason.CHECK_FAILED if found.check_failed else Reason.SIGNAL
        await self._cases.open(
            connection, conversation, reason, found.support, now, message=kept.message, signals=found.signals
        )
        replies: tuple[Reply, ...] = self._wording.replies(response_to(found, again=again))
        sent = await self._sender.send(
            connection, conversation, message.channel, replies, now, support=found.support, topic=TOPIC
        )
        return Answer(sent, TOPIC, found.support)


def response_to(found: Assessment, *, again: bool) -> str:
    """The name of the crisis response for what was found.

    Life at risk now comes first; a second urgent reply in one conversation has other words; then what the
    person said of themselves, then of someone else.
    """
    if found.support is Support.EMERGENCY:
        return EMERGENCY
    if again:
        return AGAIN
    own = {signal.theme for signal in found.signals if signal.subject is Subject.SELF}
    if own & {Theme.SUICIDE, Theme.SELF_HARM}:
        return URGENT
    themes = {signal.theme for signal in found.signals}
    for theme, name in BY_THEME.items():
        if theme in themes:
            return name
    return SOMEONE_ELSE if found.signals and not own else URGENT
