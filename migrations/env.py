"""Alembic's way in: every room's tables on the shared metadata, on the connection that the command hands over."""

from alembic import context

import bot.conversation.tables
import bot.directory.tables
import bot.escalation.tables
from bot.database import metadata

ROOMS = (bot.conversation.tables, bot.directory.tables, bot.escalation.tables)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
