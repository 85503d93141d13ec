"""The tables of this room. A case says what was said and what our reply carried; never a level on a person."""

from sqlalchemy import JSON, Column, ForeignKey, Index, LargeBinary, String, Table, text

from bot.conversation.tables import RowId
from bot.database import Moment, metadata

cases = Table(
    "cases",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("conversation", ForeignKey("conversations.id"), nullable=False),
    Column("state", String(10), nullable=False),  # new, claimed, waiting or closed
    Column("reply_support", String(10), nullable=False),  # what our reply carried
    Column("opened_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    Index(
        "uq_cases_one_open",
        "conversation",
        unique=True,
        sqlite_where=text("state <> 'closed'"),
        postgresql_where=text("state <> 'closed'"),
    ),
)

case_reasons = Table(
    "case_reasons",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("reason", String(20), nullable=False),
    Column("message", RowId),  # the message that raised it; its words are in the transcript
    Column("signals", LargeBinary),  # sealed JSON
    Column("at", Moment, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("actor", String(80), nullable=False),
    Column("action", String(40), nullable=False),
    Column("case_id", RowId, index=True),
    Column("detail", JSON, nullable=False),  # ids and names of states; no text
)
