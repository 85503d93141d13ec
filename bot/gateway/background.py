"""Work that nobody waits for: started here, tried again until it succeeds where it must, ended with the process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0

log = logging.getLogger(__name__)


class Background:
    """The tasks of one application."""

    def __init__(self, first_pause_s: float = FIRST_PAUSE_S) -> None:
        self._first_pause_s = first_pause_s
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin a piece of work; it is kept from being forgotten while it runs."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    def retry(self, what: str, work: Callable[[], Awaitable[None]], errors: tuple[type[Exception], ...]) -> None:
        """Do ``work`` soon, and again after each of these ``errors``, at longer and longer intervals.

        ``what`` names the kind of work in the log; it holds no text of a person's.
        """
        self.start(self._retry(what, work, errors))

    async def close(self) -> None:
        """Give what is running a moment to end, then stop it."""
        if self._running:
            await asyncio.wait(self._running, timeout=1.0)
        for task in list(self._running):
            task.cancel()

    async def _retry(self, what: str, work: Callable[[], Awaitable[None]], errors: tuple[type[Exception], ...]) -> None:
        pause_s = self._first_pause_s
        while True:
            await asyncio.sleep(pause_s)
            try:
                return await work()
            except errors as error:
                log.error("%s failed and will be tried again: %s", what, type(error).__name__)  # noqa: TRY400  # no quoting
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
