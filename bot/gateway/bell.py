"""Wakes those who wait for something new to go out to a conversation (open event streams)."""

from __future__ import annotations

import asyncio
from collections import defaultdict


class Bell:
    """Rings in this process; ``on_ring`` (PostgreSQL's NOTIFY, say) carries a ring to other replicas."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)

    def ring(self, conversation: str) -> None:
        """Wake everybody who waits for this conversation."""
        for event in self._waiting.get(conversation, ()):
            event.set()

    async def wait(self, conversation: str, timeout_s: float) -> bool:
        """Wait for the next ring; ``False`` when ``timeout_s`` went by without one."""
        event = asyncio.Event()
        self._waiting[conversation].add(event)
        try:
            async with asyncio.timeout(timeout_s):
                return await event.wait()
        except TimeoutError:
            return False
        finally:
            self._waiting[conversation].discard(event)
            if not self._waiting[conversation]:
                del self._waiting[conversation]
