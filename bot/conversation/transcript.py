"""The transcript: the record of a conversation, in the order in which it was said."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.tables import buttons, conversations, messages, outbox
from bot.database import insert_new
from bot.keys import KeyRing
from bot.words import Assessment, Support

# Made once: building a statement costs more than SQLite takes to run it.
_ERASED_AT = (
    select(conversations.c.erased_at).where(conversations.c.id == bindparam("conversation")).with_for_update(read=True)
)
_ADD_ONE = insert(messages).returning(messages.c.id)
_ADD_MANY = insert(messages)
_URGENT = [Support.URGENT.value, Support.EMERGENCY.value]
_URGENT_OF = (
    select(messages.c.signals)
    .where(messages.c.conversation == bindparam("conversation"), messages.c.author == "person")
    .where(messages.c.support.in_(_URGENT))
)
_URGENT_BEFORE = _URGENT_OF.where(messages.c.id < bindparam("message")).order_by(messages.c.id)
_URGENT_SINCE = _URGENT_OF.where(messages.c.id > bindparam("message")).limit(1)
_OFFERS_BEFORE = (
    select(func.count())
    .select_from(messages)
    .where(messages.c.conversation == bindparam("conversation"), messages.c.author == "person")
    .where(messages.c.support == Support.OFFER.value, messages.c.id < bindparam("message"))
)
_SAID_BEFORE = (
    select(messages)
    .where(messages.c.conversation == bindparam("conversation"), messages.c.author == "person")
    .where(messages.c.id < bindparam("message"))
    .order_by(messages.c.id.desc())
    .limit(bindparam("most"))
)
_LATEST = (
    select(messages)
    .where(messages.c.conversation == bindparam("conversation"))
    .order_by(messages.c.id.desc())
    .limit(bindparam("most"))
)
_RAISE = update(messages).where(messages.c.id == bindparam("message")).values(support=bindparam("raised"))


class ConversationErasedError(Exception):
    """The person erased this conversation: nothing is written to it again."""


@dataclass(frozen=True)
class Entry:
    """One line of a transcript. ``body`` is what was typed or pressed, or the message that we sent."""

    id: int
    at: datetime
    author: str
    body: dict[str, Any]
    signals: list[dict[str, str]]
    support: str | None
    topic: str | None
    veiled: bool = False


class Transcript:
    """Reads and writes transcripts on a connection of the caller's, sealing with the key ring."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys

    async def open(self, connection: AsyncConnection, conversation: str, channel: str, at: datetime) -> None:
        """Begin a conversation."""
        values = {"id": conversation, "channel": channel, "created_at": at}
        await connection.execute(insert_new(connection, conversations), values)

    async def check(self, connection: AsyncConnection, conversation: str, channel: str, at: datetime) -> None:
        """See that a conversation can be written to, and keep it so until the transaction ends.

        One that began while the database was gone begins here. The shared row lock (PostgreSQL; SQLite has one
        writer) makes an erasure wait for this transaction, and this one for an erasure that runs already.

        Raises:
            ConversationErasedError: the person erased it.
        """
        row = (await connection.execute(_ERASED_AT, {"conversation": conversation})).first()
        if row is None:
            await self.open(connection, conversation, channel, at)
        elif row.erased_at is not None:
            raise ConversationErasedError

    async def add_incoming(
        self, connection: AsyncConnection, conversation: str, at: datetime, body: dict[str, Any], found: Assessment
    ) -> int:
        """Keep what a person said, whole, with what the screen found in it; returns the message's id."""
        signals = [asdict(signal) for signal in found.signals]
        row = {
            "conversation": conversation,
            "at": at,
            "author": "person",
            "body": self._seal(conversation, body),
            "signals": self._seal(conversation, signals) if signals else None,
            "support": found.support.value,
            "veiled": found.veiled,
        }
        return int((await connection.execute(_ADD_ONE, row)).scalar_one())

    async def add_outgoing(
        self, connection: AsyncConnection, conversation: str, author: str, rows: list[dict[str, Any]]
    ) -> None:
        """Keep messages that went out. Each row has ``at``, ``body``, ``support``, ``topic`` and ``versions``."""
        sealed = [
            row | {"conversation": conversation, "author": author, "body": self._seal(conversation, row["body"])}
            for row in rows
        ]
        await connection.execute(_ADD_MANY, sealed)

    async def read(self, connection: AsyncConnection, conversation: str) -> list[Entry]:
        """The whole transcript, oldest first."""
        query = select(messages).where(messages.c.conversation == conversation).order_by(messages.c.id)
        return [self._entry(conversation, row) for row in await connection.execute(query)]

    async def latest(self, connection: AsyncConnection, conversation: str, most: int) -> list[Entry]:
        """The last ``most`` lines of the transcript, oldest first."""
        rows = (await connection.execute(_LATEST, {"conversation": conversation, "most": most})).all()
        return [self._entry(conversation, row) for row in reversed(rows)]

    async def said_before(self, connection: AsyncConnection, conversation: str, message: int, most: int) -> list[Entry]:
        """The last ``most`` messages of the person's before ``message``, newest first."""
        values = {"conversation": conversation, "message": message, "most": most}
        rows = (await connection.execute(_SAID_BEFORE, values)).all()
        return [self._entry(conversation, row) for row in rows]

    async def newest_from_person(self, connection: AsyncConnection, conversation: str) -> int:
        """The id of the last thing that the person said; 0 when there is none."""
        query = select(messages.c.id).where(messages.c.conversation == conversation, messages.c.author == "person")
        found = (await connection.execute(query.order_by(messages.c.id.desc()).limit(1))).scalar()
        return int(found or 0)

    async def urgent_before(
        self, connection: AsyncConnection, conversation: str, message: int
    ) -> list[frozenset[tuple[str, str]]]:
        """What was said (themes and subjects) by each message before ``message`` that got the crisis reply."""
        rows = (await connection.execute(_URGENT_BEFORE, {"conversation": conversation, "message": message})).scalars()
        read = [self._open(conversation, sealed) if sealed else [] for sealed in rows]
        return [frozenset((signal["theme"], signal["subject"]) for signal in signals) for signals in read]

    async def urgent_since(self, connection: AsyncConnection, conversation: str, message: int) -> bool:
        """Whether something that got the crisis reply was said after ``message``."""
        found = await connection.execute(_URGENT_SINCE, {"conversation": conversation, "message": message})
        return found.first() is not None

    async def offers_before(self, connection: AsyncConnection, conversation: str, message: int) -> int:
        """How many messages before ``message`` got an answer with a gentle line about urgent help."""
        values = {"conversation": conversation, "message": message}
        return int((await connection.execute(_OFFERS_BEFORE, values)).scalar_one())

    async def raise_support(self, connection: AsyncConnection, message: int, support: Support) -> None:
        """Keep that the reply to a message carried more than the screen had asked for."""
        await connection.execute(_RAISE, {"message": message, "raised": support.value})

    async def erase(self, connection: AsyncConnection, conversation: str, at: datetime) -> None:
        """Delete every word of a conversation; its bare random id stays, so that nothing re-creates it."""
        await connection.execute(update(conversations).where(conversations.c.id == conversation).values(erased_at=at))
        for table in (buttons, outbox, messages):
            await connection.execute(delete(table).where(table.c.conversation == conversation))

    def _entry(self, conversation: str, row: Row[Any]) -> Entry:
        return Entry(
            id=row.id,
            at=row.at,
            author=row.author,
            body=self._open(conversation, row.body),
            signals=self._open(conversation, row.signals) if row.signals else [],
            support=row.support,
            topic=row.topic,
            veiled=bool(row.veiled),
        )

    def _seal(self, conversation: str, value: Any) -> bytes:
        return self._keys.seal(json.dumps(value), f"message:{conversation}")

    def _open(self, conversation: str, sealed: bytes) -> Any:
        return json.loads(self._keys.open(sealed, f"message:{conversation}"))
