"""Alembic's way in: every room's tables on the shared metadata, on the connection that the command hands over."""

from alembic import context

import bot.conversation.tables
import bot.directory.generation
import bot.directory.tables
import bot.escalation.tables
from bot.database import metadata

ROOMS = (bot.conversation.tables, bot.directory.generation, bot.directory.tables, bot.escalation.tables)
# Made by hand in 0003, each for one database: the indexes of the map. Metadata knows nothing of them.
OF_THE_MAP = ("service_reach_tree", "ix_service_reach_box")


def is_ours(name: str | None, _kind: str, _parents: object) -> bool:
    """Whether a name in the database is one that the metadata has to account for."""
    return name is None or not name.startswith(OF_THE_MAP)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    include_name=is_ours,
)
with context.begin_transaction():
    context.run_migrations()
