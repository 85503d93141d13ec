"""A number that is another one after every change to the directory's services, whoever made it.

What a process keeps of the directory in memory is right as long as the number is the one that it was read with. The
database's own triggers set it, so that a row that is changed by hand counts like one that a loader wrote.
"""

from __future__ import annotations

from sqlalchemy import DDL, BigInteger, Column, Integer, Table, event, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import metadata
from bot.directory.tables import (
    location,
    organization,
    phone,
    schedule,
    schedule_exception,
    service,
    service_area,
    service_reach,
)

directory_generation = Table(
    "directory_generation",
    metadata,
    Column("id", Integer, primary_key=True),  # 1: there is one row
    Column("number", BigInteger, nullable=False),  # drawn by chance, so that no two states have the same
)

# The same stands in the migration that made them; here for tables that are made without one, as tests do.
_WATCHED = (organization, location, service, phone, schedule, schedule_exception, service_area, service_reach)
_NEW_ROW = "INSERT INTO directory_generation VALUES (1, {chance}) ON CONFLICT DO NOTHING"
_SQLITE = (
    _NEW_ROW.format(chance="random()"),
    *(
        f"CREATE TRIGGER IF NOT EXISTS {table.name}_{what}_generation AFTER {what} ON {table.name}"  # noqa: S608  # names of ours
        " BEGIN UPDATE directory_generation SET number = random(); END"
        for table in _WATCHED
        for what in ("insert", "update", "delete")
    ),
)
# One new number a transaction, not one a statement: a row that is rewritten a thousand times slows each time after it.
_RENEW = """CREATE OR REPLACE FUNCTION renew_directory_generation() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
UPDATE directory_generation SET number = -txid_current() WHERE number <> -txid_current(); RETURN NULL; END $$"""
_POSTGRESQL = (
    _NEW_ROW.format(chance="(random() * 9e18)::bigint"),
    _RENEW,
    *(
        f"CREATE OR REPLACE TRIGGER {table.name}_generation AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
        f" ON {table.name} FOR EACH STATEMENT EXECUTE FUNCTION renew_directory_generation()"
        for table in _WATCHED
    ),
)
for _dialect, _statements in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
    for _statement in _statements:
        event.listen(metadata, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]  # SQLAlchemy ships no type for it

_NUMBER = select(directory_generation.c.number)


async def read_generation(connection: AsyncConnection) -> int:
    """The number of the directory as this connection sees it."""
    return int((await connection.execute(_NUMBER)).scalar_one())
