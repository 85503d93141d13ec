"""Asking the engine: in the conversation's order, within the budget, and what becomes of an answer that is late."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.conversation.transcript import ConversationErasedError
from bot.dialogue.port import Dialogue, DialogueError
from bot.gateway.background import Background
from bot.gateway.incoming import DATABASE_ERRORS, Kept
from bot.gateway.order import Order
from bot.words import Assessment, IncomingMessage, Said, Turn

CRISIS = "/crisis"
LEAVE_FORM = "/leave_form"

Late = Callable[[IncomingMessage, Assessment, Kept, Turn], Awaitable[bool]]

log = logging.getLogger(__name__)


class Turns:
    """The engine's turns. ``budget_s`` is how long a person waits before the safe reply."""

    def __init__(self, dialogue: Dialogue, order: Order, background: Background, budget_s: float) -> None:
        self._dialogue = dialogue
        self._order = order
        self._background = background
        self._budget_s = budget_s
        self._untold: set[str] = set()  # conversations whose crisis the engine does not know of yet
        self._deliver_late: Late | None = None

    def when_late(self, deliver: Late) -> None:
        """Say who delivers an answer that came after its budget; ``False`` from it means: nobody saw it."""
        self._deliver_late = deliver

    async def ask(self, message: IncomingMessage, found: Assessment, kept: Kept) -> Turn | None:
        """The engine's answer to a message, or ``None`` when there is none in time."""
        given_up = asyncio.Event()
        task = self._background.start(self._turn(message, found, kept, given_up))
        done, _ = await asyncio.wait({task}, timeout=self._budget_s)
        if not done:
            given_up.set()
            return None
        return task.result()

    def tell_crisis(self, conversation: str) -> None:
        """Let the engine know in silence, after the turns before it and before the next; nobody waits for this."""
        self._untold.add(conversation)
        self._background.start(self._tell_now(conversation))

    async def forget(self, conversation: str) -> None:
        """Have the engine forget a conversation, after the turns before it.

        Raises:
            DialogueError: it could not be told in time.
        """
        try:
            async with asyncio.timeout(self._budget_s), self._order.turn(conversation):
                await self._dialogue.forget(conversation)
        except DATABASE_ERRORS as error:
            raise DialogueError(type(error).__name__) from None
        self._untold.discard(conversation)

    async def _turn(
        self, message: IncomingMessage, found: Assessment, kept: Kept, given_up: asyncio.Event
    ) -> Turn | None:
        """One turn in its order; when nobody waits any more, what becomes of it is settled before the next begins."""
        said = Said(text=message.text, payload=kept.button.payload if kept.button else None, assessment=found)
        try:
            async with self._order.turn(message.conversation):
                await self._tell_untold(message.conversation)
                turn = await self._dialogue.turn(message.conversation, said)
                if given_up.is_set() and not await self._late(message, found, kept, turn):
                    await self._dialogue.tell(message.conversation, LEAVE_FORM)
        except DialogueError as error:
            log.error("no turn: %s", error)  # noqa: TRY400  # the error says what kind, and a traceback may quote
            return None
        except (ConversationErasedError, *DATABASE_ERRORS) as error:
            log.error("no turn: %s", type(error).__name__)  # noqa: TRY400  # no quoting
            return None
        return turn

    async def _late(self, message: IncomingMessage, found: Assessment, kept: Kept, turn: Turn) -> bool:
        return self._deliver_late is not None and await self._deliver_late(message, found, kept, turn)

    async def _tell_now(self, conversation: str) -> None:
        try:
            async with self._order.turn(conversation):
                await self._tell_untold(conversation)
        except (DialogueError, *DATABASE_ERRORS) as error:
            log.error("the engine could not be told: %s", type(error).__name__)  # noqa: TRY400  # no quoting

    async def _tell_untold(self, conversation: str) -> None:
        """Tell of a crisis that the engine does not know of; if that fails, the turn fails, and it is told later."""
        if conversation in self._untold:
            await self._dialogue.tell(conversation, CRISIS)
            self._untold.discard(conversation)
