"""The tables of this room. Every word of a person's, and every word of ours to them, is sealed."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, false

from bot.database import Moment, metadata

RowId = BigInteger().with_variant(Integer, "sqlite")

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("erased_at", Moment),
)

messages = Table(
    "messages",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("author", String(10), nullable=False),  # person, bot or clinician
    Column("body", LargeBinary, nullable=False),  # sealed JSON
    Column("signals", LargeBinary),  # sealed JSON: what was said, in the person's own words
    Column("support", String(10)),  # what the reply had to carry
    Column("veiled", Boolean, nullable=False, server_default=false()),  # what the screen read between the lines
    Column("topic", String(40)),
    Column("versions", JSON),  # of wording and screen, for the record
    Index("ix_messages_conversation_id", "conversation", "id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", LargeBinary, nullable=False),  # sealed JSON of what goes out, buttons by id
    Column("state", String(10), nullable=False),  # waiting, sent or dead
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_at", Moment),
    Index("ix_outbox_conversation_id", "conversation", "id"),
    Index("ix_outbox_state_next_at", "state", "next_at"),
)

buttons = Table(
    "buttons",
    metadata,
    Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("id", String(16), primary_key=True),
    Column("body", LargeBinary, nullable=False),  # sealed JSON: title and payload
)
