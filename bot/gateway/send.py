"""The one way out: whatever goes to a person is kept in the transcript and put into the outbox here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.buttons import Buttons
from bot.conversation.outbox import Outbox
from bot.conversation.transcript import Transcript
from bot.gateway.answer import body
from bot.words import Button, Reply, Support

PULLED = frozenset({"web", "page", "rest"})  # channels that fetch what went out; the others have workers


class Sender:
    """Sends replies on a connection of the caller's."""

    def __init__(self, transcript: Transcript, outbox: Outbox, buttons: Buttons, versions: dict[str, str]) -> None:
        self._transcript = transcript
        self._outbox = outbox
        self._buttons = buttons
        self._versions = versions

    async def send(
        self,
        connection: AsyncConnection,
        conversation: str,
        channel: str,
        replies: Sequence[Reply],
        at: datetime,
        *,
        support: Support,
        topic: str | None,
        author: str = "bot",
    ) -> tuple[dict[str, Any], ...]:
        """Keep and queue replies; returns them as messages of the web contract, with their ids.

        Raises:
            ConversationErasedError: the person has erased the conversation meanwhile.
        """
        await self._transcript.check(connection, conversation, channel, at)
        offered = [button for reply in replies for button in reply.buttons]
        await self._buttons.issue(connection, conversation, offered)
        bodies = self.render(conversation, replies, author)
        kept = {"at": at, "support": support.value, "topic": topic, "versions": self._versions}
        await self._transcript.add_outgoing(connection, conversation, author, [kept | {"body": b} for b in bodies])
        rows = await self._outbox.put(connection, conversation, channel, at, bodies, pulled=channel in PULLED)
        return tuple({"id": str(row.id)} | row.body for row in rows)

    def render(self, conversation: str, replies: Sequence[Reply], author: str = "bot") -> list[dict[str, Any]]:
        """Replies as messages that have not been stored (they have no id)."""
        ids: dict[Button, str] = {
            button: self._buttons.id_of(conversation, button) for reply in replies for button in reply.buttons
        }
        return [body(reply, ids, author) for reply in replies]
