"""Opening a case: in one transaction with its audit row, once for a conversation, by what was said."""

from __future__ import annotations

import enum
import functools
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import Insert, ReturningInsert

from bot.database import insert_new
from bot.escalation.tables import audit, case_reasons, cases
from bot.keys import KeyRing
from bot.words import Signal, Support

# Made once: building a statement costs more than SQLite takes to run it.
_ADD_REASON = insert(case_reasons)
_ADD_AUDIT = insert(audit)
_EXISTING = select(cases.c.id, cases.c.reply_support).where(
    cases.c.conversation == bindparam("conversation"), cases.c.state != "closed"
)
_RAISE = (
    update(cases)
    .where(cases.c.id == bindparam("case"))
    .values(reply_support=bindparam("raised"), last_at=bindparam("now"))
)


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
        row = {"conversation": conversation, "state": "new", "reply_support": carried.value}
        made = (await connection.execute(_open_new(connection), row | {"opened_at": at, "last_at": at})).scalar()
        case = OpenedCase(int(made), is_new=True) if made else await self._add_to(connection, conversation, carried, at)
        sealed = self._seal(conversation, signals) if signals else None
        why = {"case_id": case.id, "reason": reason, "message": message, "signals": sealed, "at": at}
        await connection.execute(_ADD_REASON, why)
        action = "case_opened" if case.is_new else "reason_added"
        detail = {"reason": reason.value, "reply_support": carried.value}
        await self._audit(connection, action, case.id, detail, at)
        return case

    async def held(self, connection: AsyncConnection, conversation: str) -> list[dict[str, Any]]:
        """What is held about a conversation's cases, for its export: states, times, reasons, and the words quoted."""
        query = (
            select(cases.c.state, cases.c.reply_support, cases.c.opened_at, case_reasons)
            .join(case_reasons, case_reasons.c.case_id == cases.c.id)
            .where(cases.c.conversation == conversation)
            .order_by(case_reasons.c.id)
        )
        return [
            {
                "state": row.state,
                "reply_support": row.reply_support,
                "opened_at": row.opened_at.isoformat(),
                "reason": row.reason,
                "at": row.at.isoformat(),
                "signals": json.loads(self._keys.open(row.signals, f"case:{conversation}")) if row.signals else [],
            }
            for row in await connection.execute(query)
        ]

    async def erase(self, connection: AsyncConnection, conversation: str, at: datetime) -> None:
        """Remove the words that cases hold of a conversation.

        The bare case stays as it stood: that somebody was in danger is for a clinician to close, not for us.
        """
        ids = (await connection.execute(select(cases.c.id).where(cases.c.conversation == conversation))).scalars().all()
        await connection.execute(delete(case_reasons).where(case_reasons.c.case_id.in_(ids)))
        await connection.execute(update(cases).where(cases.c.id.in_(ids)).values(last_at=at))
        for case in ids:
            await self._audit(connection, "words_erased", case, {"asked_by": "person"}, at)

    async def _add_to(
        self, connection: AsyncConnection, conversation: str, carried: Support, at: datetime
    ) -> OpenedCase:
        """The open case of a conversation, with what our replies carried raised where it must be."""
        row = (await connection.execute(_EXISTING, {"conversation": conversation})).one()
        raised = max(Support(row.reply_support), carried)
        await connection.execute(_RAISE, {"case": row.id, "raised": raised.value, "now": at})
        return OpenedCase(int(row.id), is_new=False)

    async def _audit(
        self, connection: AsyncConnection, action: str, case: int, detail: dict[str, str], at: datetime
    ) -> None:
        row = {"at": at, "actor": "gateway", "action": action, "case_id": case, "detail": detail}
        await connection.execute(_ADD_AUDIT, row)

    def _seal(self, conversation: str, signals: Sequence[Signal]) -> bytes:
        return self._keys.seal(json.dumps([asdict(signal) for signal in signals]), f"case:{conversation}")


def _open_new(connection: AsyncConnection) -> ReturningInsert[Any]:
    return _returning_id(insert_new(connection, cases))


@functools.cache
def _returning_id(statement: Insert) -> ReturningInsert[Any]:
    return statement.returning(cases.c.id)
