"""Looking at what a person wrote: the phrases at once, the second opinion and what was said before off the loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.conversation.transcript import Entry
from bot.gateway.incoming import Keeper
from bot.gateway.pathways import NATIONS, NOTHING_TOLD, Told
from bot.safety import Earlier, Reading, Screen, in_context
from bot.safety.phrases import FAILED
from bot.safety.screen import ALONE
from bot.words import Assessment, IncomingMessage, Support, Variant

INSTANT_LENGTH = 2000  # characters whose phrases are read in the event loop (about a millisecond); more in a worker
TOLD_LENGTH = 10_000  # characters of earlier messages that are read for an age or a place (some milliseconds)
LASTING = frozenset(
    {Variant.UNDER_18, Variant.SOMEONE_UNDER_18, Variant.OLDER, Variant.AFTER_BIRTH, Variant.LGBTQ, Variant.VETERAN}
).union(NATIONS)
"""What holds for as long as a conversation lasts; the other variants hold for the message that says them."""
_WORKERS = 2

log = logging.getLogger(__name__)


class Look:
    """The only caller of the screen. It never raises and never takes longer than ``budget_s``."""

    def __init__(self, screen: Screen, keeper: Keeper, budget_s: float) -> None:
        self._screen = screen
        self._keeper = keeper
        self._budget_s = budget_s
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="screen")

    async def at(self, message: IncomingMessage) -> Assessment:
        """What was said in a message, read alone and with what was said before it."""
        if message.text is None:
            return Assessment()
        reading = await self._at_once(message.text)
        if reading.assessment.support >= Support.URGENT:
            return reading.assessment
        return await self._considered(message.text, reading, message)

    async def at_text(self, text: str) -> Assessment:
        """What was said in a text that stands alone."""
        reading = await self._at_once(text)
        if reading.assessment.support >= Support.URGENT:
            return reading.assessment
        return await self._considered(text, reading, None)

    def told(self, said: Sequence[Entry]) -> Told:
        """What a person told in earlier messages (newest first), where the crisis wording heeds it; never raises."""
        try:
            return self._told(said)
        except Exception as error:  # noqa: BLE001  # the crisis reply is said without it
            log.error("what was told before could not be read: %s", type(error).__name__)  # noqa: TRY400  # no quoting
            return NOTHING_TOLD

    def close(self) -> None:
        """End the workers; one that still reads is not waited for."""
        self._workers.shutdown(wait=False, cancel_futures=True)

    async def _at_once(self, text: str) -> Reading:
        try:
            if len(text) <= INSTANT_LENGTH:
                return self._screen.at_once(text)
            return await asyncio.get_running_loop().run_in_executor(self._workers, self._screen.at_once, text)
        except Exception as error:  # noqa: BLE001  # a broken check counts as a signal, whatever broke it
            log.error("the safety screen failed: %s", type(error).__name__)  # noqa: TRY400  # a traceback may quote
            return Reading(FAILED)

    async def _considered(self, text: str, reading: Reading, message: IncomingMessage | None) -> Assessment:
        try:
            async with asyncio.timeout(self._budget_s):
                earlier = await self._keeper.earlier(message) if message else ()
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._workers, self._in_context, text, reading, earlier)
        except Exception as error:  # noqa: BLE001  # too slow, or broken: the phrases stand alone
            log.error("the second opinion was not heard: %s", type(error).__name__)  # noqa: TRY400  # no quoting
            return reading.at_most.stricter(ALONE)

    def _in_context(self, text: str, reading: Reading, earlier: tuple[Earlier, ...]) -> Assessment:
        return in_context(self._screen, text, self._screen.considered(text, reading), earlier)

    def _told(self, said: Sequence[Entry]) -> Told:
        told: set[Variant] = set()
        answered: set[Variant] = set()
        crisis, left = False, TOLD_LENGTH
        for entry in said:
            text = str(entry.body.get("text") or "")[:left]
            left -= len(text)
            crisis = crisis or Support(entry.support or "none") >= Support.URGENT
            heard = self._screen.at_once(text).assessment.variants & LASTING if text else frozenset()
            told |= heard if told.isdisjoint(NATIONS) else heard.difference(NATIONS)
            answered |= heard if crisis else frozenset()
        return Told(frozenset(told), frozenset(answered))
