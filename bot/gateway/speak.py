"""Answers that are not the crisis reply: the engine's, passed on, and the gateway's own when there is none."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.conversation.transcript import Transcript
from bot.escalation.cases import Cases, Reason
from bot.gateway.answer import Answer
from bot.gateway.incoming import DATABASE_ERRORS, Kept
from bot.gateway.pathways import OFFER, OFFERS, offer_line
from bot.gateway.send import Sender
from bot.wording import Wording
from bot.words import Assessment, IncomingMessage, Reply, Support, Turn

SAFE_REPLY = "utter_crisis_safe_reply"
NOT_KEPT = "utter_crisis_not_kept"
SAFE_FOR_NOW = "utter_crisis_safe_for_now"
AFTER_CRISIS = "_after_crisis"  # the ordinary answers to thanks, goodbye and no, once a crisis was said
NOTHING_SAID = "utter_nothing_said"
WELCOME = "utter_welcome"
TOO_LONG = "utter_too_long"
BUTTON_GONE = "utter_messages_gone"
NAMES = (SAFE_REPLY, NOT_KEPT, *OFFERS, NOTHING_SAID, WELCOME, TOO_LONG, BUTTON_GONE)

log = logging.getLogger(__name__)


class Speaker:
    """Sends an answer in one transaction with the case it opens, if it opens one."""

    def __init__(
        self,
        engine: AsyncEngine,
        transcript: Transcript,
        sender: Sender,
        cases: Cases,
        wording: Wording,
        now: Callable[[], datetime],
        store_budget_s: float,
    ) -> None:
        self._engine = engine
        self._transcript = transcript
        self._sender = sender
        self._cases = cases
        self._wording = wording
        self._now = now
        self._store_budget_s = store_budget_s

    async def pass_on(self, message: IncomingMessage, found: Assessment, kept: Kept, turn: Turn) -> Answer:
        """The engine's answer; with a gentle line about urgent help where the screen asks for an offer.

        If a crisis was said while the engine worked, its reply stands: no question may follow on its heels, and all
        that this message still gets is that line.
        """
        carried, reason = _carried(turn), _case_reason(turn.hand_over)
        support = max(found.support, carried)
        said_already = carried is not Support.NONE and not found.signals  # the answer has the lines in it
        gentle = offer_line(found) if found.support is Support.OFFER and not said_already else None
        return await self._say(
            message, turn.replies, support, turn.topic, kept, reason, yields_to_crisis=True, gentle=gentle
        )

    async def safe_reply(self, message: IncomingMessage, found: Assessment, kept: Kept) -> Answer:
        """A plain apology with the urgent lines: the engine gave no answer in time. A person must look."""
        support = max(found.support, Support.OFFER)
        return await self._say(message, self._wording.replies(SAFE_REPLY), support, None, kept, Reason.NO_ANSWER)

    async def nothing_said(self, message: IncomingMessage) -> Answer:
        """An empty message is answered too."""
        return await self._say(message, self._wording.replies(NOTHING_SAID), Support.NONE, "out_of_scope", None, None)

    def not_kept(self, message: IncomingMessage) -> Answer:
        """The database is gone: the urgent lines, and honestly that nothing was kept."""
        return self._unkept(message.conversation, self._wording.replies(NOT_KEPT), Support.OFFER, None)

    def gentle_line(self, message: IncomingMessage) -> Answer:
        """Where urgent help is, for an answer that has nothing else to say."""
        return self._unkept(message.conversation, self._wording.replies(OFFER), Support.OFFER, None)

    def too_long(self) -> list[dict[str, Any]]:
        """For a message that is too long to read: so, and the urgent lines."""
        return self._of_no_conversation(TOO_LONG)

    def button_gone(self) -> list[dict[str, Any]]:
        """For a button that was never offered here, or is not any more."""
        return self._of_no_conversation(BUTTON_GONE)

    def sorry(self) -> list[dict[str, Any]]:
        """For an error that nobody foresaw: an apology with the urgent lines."""
        return self._of_no_conversation(SAFE_REPLY)

    async def welcome(self, conversation: str, channel: str) -> Answer:
        """The first words of a conversation: what this is and is not, who can read it, and the main doors."""
        replies = self._wording.replies(WELCOME)
        try:
            async with asyncio.timeout(self._store_budget_s), self._engine.begin() as connection:
                now = self._now()
                await self._transcript.open(connection, conversation, channel, now)
                sent = await self._sender.send(
                    connection, conversation, channel, replies, now, support=Support.NONE, topic="greeting"
                )
        except DATABASE_ERRORS as error:
            log.error("a conversation could not be kept: %s", type(error).__name__)  # noqa: TRY400  # no quoting
            return self._unkept(conversation, replies + self._wording.replies(NOT_KEPT), Support.OFFER, "greeting")
        return Answer(sent, "greeting", Support.NONE)

    async def _say(
        self,
        message: IncomingMessage,
        replies: Sequence[Reply],
        support: Support,
        topic: str | None,
        kept: Kept | None,
        reason: Reason | None,
        *,
        yields_to_crisis: bool = False,
        gentle: str | None = None,
    ) -> Answer:
        conversation = message.conversation
        try:
            async with asyncio.timeout(self._store_budget_s), self._engine.begin() as connection:
                now = self._now()
                if (
                    yields_to_crisis
                    and kept is not None
                    and await self._transcript.urgent_since(connection, conversation, kept.message)
                ):
                    replies, support, topic = self._wording.replies(OFFER), Support.OFFER, "crisis"
                elif gentle is not None and kept is not None:
                    nth = await self._transcript.offers_before(connection, conversation, kept.message)
                    replies = [*replies, *self._wording.replies(gentle, nth=nth)]
                if reason is not None and kept is not None:
                    await self._cases.open(connection, conversation, reason, support, now, message=kept.message)
                sent = await self._sender.send(
                    connection, conversation, message.channel, replies, now, support=support, topic=topic
                )
        except DATABASE_ERRORS as error:
            log.error("a reply could not be kept: %s", type(error).__name__)  # noqa: TRY400  # no quoting
            return self._unkept(conversation, [*replies, *self._wording.replies(NOT_KEPT)], support, topic)
        return Answer(sent, topic, support)

    def _of_no_conversation(self, name: str) -> list[dict[str, Any]]:
        replies = [Reply(reply.text, cards=reply.cards) for reply in self._wording.replies(name)]
        return [{"id": None} | body for body in self._sender.render("", replies)]

    def _unkept(self, conversation: str, replies: Sequence[Reply], support: Support, topic: str | None) -> Answer:
        messages = tuple({"id": None} | body for body in self._sender.render(conversation, replies))
        return Answer(messages, topic, support, kept=False)


def _carried(turn: Turn) -> Support:
    """What the engine's own answer carries: those about a crisis have the urgent lines in them."""
    if any(name.endswith(AFTER_CRISIS) for name in turn.responses):
        return Support.OFFER
    if turn.topic != "crisis":
        return Support.NONE
    return Support.OFFER if SAFE_FOR_NOW in turn.responses else Support.URGENT


def _case_reason(hand_over: str | None) -> Reason | None:
    """The engine's reason for a case; one we do not know still opens one."""
    if hand_over is None:
        return None
    return Reason(hand_over) if hand_over in set(Reason) else Reason.PERSON_ASKED
