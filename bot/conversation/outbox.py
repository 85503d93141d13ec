"""The outbox: everything that goes out, in order. The web reads it by id; other channels' workers drain it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.tables import outbox
from bot.keys import KeyRing

_PUT = insert(outbox).returning(outbox.c.id, sort_by_parameter_order=True)


@dataclass(frozen=True)
class OutboxRow:
    """One message on its way: its id in the order of sending, and its body as a channel renders it."""

    id: int
    body: dict[str, Any]


class Outbox:
    """Reads and writes the outbox on a connection of the caller's, sealing with the key ring."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys

    async def put(
        self,
        connection: AsyncConnection,
        conversation: str,
        channel: str,
        at: datetime,
        bodies: Sequence[dict[str, Any]],
        *,
        pulled: bool,
    ) -> list[OutboxRow]:
        """Append messages. ``pulled`` channels (the web) fetch them; others' rows wait for their worker."""
        rows = [
            {
                "conversation": conversation,
                "channel": channel,
                "at": at,
                "body": self._keys.seal(json.dumps(body), f"outbox:{conversation}"),
                "state": "sent" if pulled else "waiting",
                "attempts": 0,
            }
            for body in bodies
        ]
        ids = (await connection.execute(_PUT, rows)).scalars()
        return [OutboxRow(id=int(row), body=body) for row, body in zip(ids, bodies, strict=True)]

    async def after(self, connection: AsyncConnection, conversation: str, last: int) -> list[OutboxRow]:
        """What went out to a conversation after the row ``last``, oldest first."""
        query = select(outbox.c.id, outbox.c.body).where(outbox.c.conversation == conversation, outbox.c.id > last)
        return [
            OutboxRow(id=row.id, body=json.loads(self._keys.open(row.body, f"outbox:{conversation}")))
            for row in await connection.execute(query.order_by(outbox.c.id))
        ]

    async def newest(self, connection: AsyncConnection, conversation: str) -> int:
        """The id of the last row that went out to a conversation; 0 when there is none."""
        query = select(outbox.c.id).where(outbox.c.conversation == conversation)
        return int((await connection.execute(query.order_by(outbox.c.id.desc()).limit(1))).scalar() or 0)
