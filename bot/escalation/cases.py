"""Opening a case: in one transaction with its audit row, once for a conversation, by what was said."""

from __future__ import annotations

import enum
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import insert_new
from bot.escalation.tables import audit, case_reasons, cases
from bot.keys import KeyRing
from bot.words import Signal, Support


class Reason(enum.StrEnum):
    """Why a person must look."""

    SIGNAL = "signal"  # the screen found something, or the engine did
    PERSON_ASKED = "person_asked"
    COMPLAINT = "complaint"
    CHECK_FAILED = "check_failed"
    NOT_UNDERSTOOD = "not_understood"
    NO_ANSWER = "no_answer"  # we failed to answer


@dataclass(frozen=True)
class OpenedCase:
    """A conversation's open case, and whether this call opened it."""

    id: int
    is_new: bool


class Cases:
    """Opens cases on a connection of the caller's, sealing the words that raised them."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys

    async def open(
        self,
        connection: AsyncConnection,
        conversation: str,
        reason: Reason,
        carried: Support,
        at: datetime,
        *,
        message: int | None = None,
        signals: Sequence[Signal] = (),
    ) -> OpenedCase:
        """Open a case for a conversation, or add a reason to the open one; either is audited here."""
        fresh = insert_new(connection, cases).values(
            conversation=conversation, state="new", reply_support=carried.value, opened_at=at, last_at=at
        )
        made = (await connection.execute(fresh.returning(cases.c.id))).scalar()
        case = OpenedCase(int(made), is_new=True) if made else await self._existing(connection, conversation)
        if not case.is_new:
            await self._raise_support(connection, case.id, carried, at)
        sealed = self._seal(conversation, signals) if signals else None
        await connection.execute(
            insert(case_reasons).values(case_id=case.id, reason=reason, message=message, signals=sealed, at=at)
        )
        action = "case_opened" if case.is_new else "reason_added"
        detail = {"reason": reason.value, "reply_support": carried.value}
        await self._audit(connection, action, case.id, detail, at)
        return case

    async def held(self, connection: AsyncConnection, conversation: str) -> list[dict[str, Any]]:
        """What is held about a conversation's cases, for its export: states, times and reasons."""
        query = (
            select(cases.c.state, cases.c.opened_at, case_reasons.c.reason, case_reasons.c.at)
            .join(case_reasons, case_reasons.c.case_id == cases.c.id)
            .where(cases.c.conversation == conversation)
            .order_by(case_reasons.c.id)
        )
        return [
            {"state": row.state, "opened_at": row.opened_at.isoformat(), "reason": row.reason, "at": row.at.isoformat()}
            for row in await connection.execute(query)
        ]

    async def erase(self, connection: AsyncConnection, conversation: str, at: datetime) -> None:
        """Remove the words that cases hold of a conversation; the bare case and its audit stay, and say so."""
        ids = (await connection.execute(select(cases.c.id).where(cases.c.conversation == conversation))).scalars().all()
        await connection.execute(delete(case_reasons).where(case_reasons.c.case_id.in_(ids)))
        await connection.execute(update(cases).where(cases.c.id.in_(ids)).values(state="closed", last_at=at))
        for case in ids:
            await self._audit(connection, "words_erased", case, {"asked_by": "person"}, at)

    async def _existing(self, connection: AsyncConnection, conversation: str) -> OpenedCase:
        query = select(cases.c.id).where(cases.c.conversation == conversation, cases.c.state != "closed")
        return OpenedCase(int((await connection.execute(query)).scalar_one()), is_new=False)

    async def _raise_support(self, connection: AsyncConnection, case: int, carried: Support, at: datetime) -> None:
        before = Support((await connection.execute(select(cases.c.reply_support).where(cases.c.id == case))).scalar())
        changes = {"last_at": at, "reply_support": max(before, carried).value}
        await connection.execute(update(cases).where(cases.c.id == case).values(changes))

    async def _audit(
        self, connection: AsyncConnection, action: str, case: int, detail: dict[str, str], at: datetime
    ) -> None:
        row = {"at": at, "actor": "gateway", "action": action, "case_id": case, "detail": detail}
        await connection.execute(insert(audit).values(row))

    def _seal(self, conversation: str, signals: Sequence[Signal]) -> bytes:
        return self._keys.seal(json.dumps([asdict(signal) for signal in signals]), f"case:{conversation}")
