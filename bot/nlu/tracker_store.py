"""The engine's memory of a conversation: sealed, short, and gone after a day. The service's transcript is the record.

One row a conversation, where Rasa's own SQL store has ten a message: one read and one write a turn, one row to
delete, and a bound on what a long conversation costs (Rasa's turn grows from 29 to 63 ms over 100 messages).
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.keys import KeyRing, load_keys
from bot.nlu.bounded import bounded_events, events_from_json
from bot.nlu.tracker_table import insert_or_replace, open_database, trackers
from bot.settings import Settings

_HOUR_S = 3600.0
_PURGE_EVERY_S = 600.0
_log = logging.getLogger(__name__)


class SealedTrackerStore(TrackerStore):
    """Trackers, encrypted with the service's keys, on SQLite or PostgreSQL."""

    def __init__(
        self,
        host: EndpointConfig | None = None,  # noqa: ARG002  # Rasa's signature: the settings say where
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        settings: Settings | None = None,
        clock: Callable[[], float] = time.time,
        **kwargs: Any,
    ) -> None:
        """``clock`` gives seconds since 1970; ``settings`` are the environment's when ``None``."""
        super().__init__(domain, event_broker, **kwargs)
        settings = settings or Settings.from_env()
        self._keys: KeyRing = load_keys(settings.keys, settings.var_dir)
        self._database = open_database(settings.tracker)
        self._expires_s = settings.tracker_expires_h * _HOUR_S
        self._clock = clock
        self._purged_at = 0.0

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep what the next turn needs of ``tracker``, and forget every conversation that has expired."""
        events = bounded_events(tracker, self.domain)
        now = self._clock()
        row = {
            "conversation": tracker.sender_id,
            "saved_at": now,
            "form": tracker.active_loop_name,
            "sealed": self._keys.seal(json.dumps(events), _context(tracker.sender_id)),
        }
        await self._run(lambda connection: connection.execute(insert_or_replace(connection, row)))
        if now - self._purged_at >= _PURGE_EVERY_S:
            self._purged_at = now
            await self._run(lambda connection: connection.execute(trackers.delete().where(~self._alive(now))))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as it was saved; ``None`` when there is none or it has expired."""
        sealed = await self._one(sa.select(trackers.c.sealed).where(self._row(sender_id)))
        if sealed is None:
            return None
        events = events_from_json(json.loads(self._keys.open(bytes(sealed), _context(sender_id))))
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations that are still kept."""
        kept = sa.select(trackers.c.conversation).where(self._alive(self._clock()))
        return await self._run(lambda connection: list(connection.execute(kept).scalars()))

    async def open_form(self, sender_id: str) -> str | None:
        """The form that the conversation's last turn left open."""
        return await self._one(sa.select(trackers.c.form).where(self._row(sender_id)))

    async def forget(self, sender_id: str) -> None:
        """Delete everything kept of one conversation; nothing happens when there is nothing."""
        gone = trackers.delete().where(trackers.c.conversation == sender_id)
        await self._run(lambda connection: connection.execute(gone))

    def _alive(self, now: float) -> Any:
        return trackers.c.saved_at > now - self._expires_s

    def _row(self, sender_id: str) -> Any:
        return (trackers.c.conversation == sender_id) & self._alive(self._clock())

    async def _one(self, query: Any) -> Any:
        return await self._run(lambda connection: connection.execute(query).scalar())

    async def _run(self, work: Callable[[Any], Any]) -> Any:
        """Do ``work`` in a transaction of its own; SQLite's tenth of a millisecond is not worth a thread."""
        try:
            if self._database.dialect.name == "sqlite":
                return self._transact(work)
            return await asyncio.to_thread(self._transact, work)
        except sa.exc.SQLAlchemyError as error:
            _log.error("the tracker store failed: %s", type(error).__name__)  # a traceback can hold data
            raise

    def _transact(self, work: Callable[[Any], Any]) -> Any:
        with self._database.begin() as connection:
            return work(connection)


def _context(sender_id: str) -> str:
    return f"tracker:{sender_id}"
