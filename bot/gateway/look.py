"""Looking at what a person wrote: the phrases at once, the second opinion and what was said before off the loop."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

from bot.gateway.incoming import Keeper
from bot.safety import Earlier, Reading, Screen, in_context
from bot.safety.phrases import FAILED
from bot.safety.screen import ALONE
from bot.words import Assessment, IncomingMessage, Support

INSTANT_LENGTH = 2000  # characters whose phrases are read in the event loop (about a millisecond); more in a worker
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
            return reading.assessment.stricter(ALONE)

    def _in_context(self, text: str, reading: Reading, earlier: tuple[Earlier, ...]) -> Assessment:
        return in_context(self._screen, text, self._screen.considered(text, reading), earlier)
