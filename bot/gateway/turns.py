"""Asking the engine: in the conversation's order, within the budget, and what becomes of an answer that is late."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.conversation.transcript import ConversationErasedError
from bot.dialogue.port import Dialogue, DialogueError
from bot.gateway.incoming import DATABASE_ERRORS, Kept
from bot.gateway.order import Order
from bot.words import Assessment, IncomingMessage, Said, Turn

CRISIS = "/crisis"
LEAVE_FORM = "/leave_form"

Late = Callable[[IncomingMessage, Assessment, Kept, Turn], Awaitable[bool]]

log = logging.getLogger(__name__)


class Turns:
    """The engine's turns. ``budget_s`` is how long a person waits before the safe reply."""

    def __init__(self, dialogue: Dialogue, order: Order, budget_s: float) -> None:
        self._dialogue = dialogue
        self._order = order
        self._budget_s = budget_s
        self._running: set[asyncio.Task[Any]] = set()
        self._deliver_late: Late | None = None

    def when_late(self, deliver: Late) -> None:
        """Say who delivers an answer that came after its budget; ``False`` from it means: too late to say."""
        self._deliver_late = deliver

    async def ask(self, message: IncomingMessage, found: Assessment, kept: Kept) -> Turn | None:
        """The engine's answer to a message, or ``None`` when there is none in time."""
        said = Said(text=message.text, payload=kept.button.payload if kept.button else None, assessment=found)
        task = self._start(self._turn(message.conversation, said))
        try:
            return await asyncio.wait_for(asyncio.shield(task), self._budget_s)
        except TimeoutError:
            if not task.done():
                self._start(self._finish_late(task, message, found, kept))
        except (DialogueError, *DATABASE_ERRORS) as error:
            log.error("no turn: %s", error if isinstance(error, DialogueError) else type(error).__name__)  # noqa: TRY400  # no quoting
        return None

    def tell_crisis(self, conversation: str) -> None:
        """Let the engine know in silence, after the turns before it; nobody waits for this."""
        self._start(self._tell(conversation, CRISIS))

    async def forget(self, conversation: str) -> bool:
        """Have the engine forget a conversation, after the turns before it; ``False`` when it could not be told."""
        try:
            async with asyncio.timeout(self._budget_s), self._order.turn(conversation):
                await self._dialogue.forget(conversation)
        except (DialogueError, *DATABASE_ERRORS):
            return False
        return True

    async def close(self) -> None:
        """Give what is still running a moment to end, then stop it."""
        if self._running:
            await asyncio.wait(self._running, timeout=1.0)
        for task in list(self._running):
            task.cancel()

    async def _turn(self, conversation: str, said: Said) -> Turn:
        async with self._order.turn(conversation):
            return await self._dialogue.turn(conversation, said)

    async def _tell(self, conversation: str, payload: str) -> None:
        try:
            async with self._order.turn(conversation):
                await self._dialogue.tell(conversation, payload)
        except (DialogueError, *DATABASE_ERRORS) as error:
            log.error("the engine could not be told: %s", type(error).__name__)  # noqa: TRY400  # no quoting

    async def _finish_late(
        self, task: asyncio.Task[Turn], message: IncomingMessage, found: Assessment, kept: Kept
    ) -> None:
        try:
            turn = await task
            told = await self._deliver_late(message, found, kept, turn) if self._deliver_late else False
        except (DialogueError, ConversationErasedError, *DATABASE_ERRORS) as error:
            log.error("a late turn was lost: %s", type(error).__name__)  # noqa: TRY400  # no quoting
            return
        if not told:
            await self._tell(message.conversation, LEAVE_FORM)

    def _start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task
