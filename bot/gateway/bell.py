"""Wakes those who wait for something new to go out to a conversation (open event streams)."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Bell:
    """Rings for the conversations of this process, and through a carrier for those of other replicas."""

    def __init__(self) -> None:
        self._listening: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._carry: Callable[[str], None] | None = None

    def carry(self, carry: Callable[[str], None]) -> None:
        """Say who tells the other replicas of a ring."""
        self._carry = carry

    def ring(self, conversation: str) -> None:
        """Wake everybody who listens for this conversation, here and in other replicas."""
        self.ring_here(conversation)
        if self._carry:
            self._carry(conversation)

    def ring_all(self) -> None:
        """Wake everybody in this process."""
        for conversation in list(self._listening):
            self.ring_here(conversation)

    def ring_here(self, conversation: str) -> None:
        """Wake everybody in this process who listens for this conversation."""
        for event in self._listening.get(conversation, ()):
            event.set()

    @contextmanager
    def listen(self, conversation: str) -> Iterator[asyncio.Event]:
        """An event that is set at every ring while the block lasts; clear it before you look for news."""
        event = asyncio.Event()
        self._listening[conversation].add(event)
        try:
            yield event
        finally:
            self._listening[conversation].discard(event)
            if not self._listening[conversation]:
                del self._listening[conversation]
