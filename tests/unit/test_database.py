from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from bot.conversation.tables import conversations
from bot.database import insert_new
from tests.application import NOW


async def test_moments_come_back_aware_in_utc(engine):
    summer = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=1)))
    async with engine.begin() as connection:
        await connection.execute(conversations.insert().values(id="a", channel="web", created_at=summer))
        read = (await connection.execute(conversations.select())).one().created_at
    assert read == summer
    assert read.tzinfo is UTC


@pytest.mark.hazard("HAZ-019")
async def test_a_moment_without_a_zone_is_refused(engine):
    naive = datetime(2026, 7, 1)  # noqa: DTZ001  # that is the point
    async with engine.connect() as connection:
        with pytest.raises(StatementError, match="time zone"):
            await connection.execute(conversations.insert().values(id="a", channel="web", created_at=naive))


async def test_insert_new_leaves_a_row_alone_that_is_there(engine):
    async with engine.begin() as connection:
        for channel in ("web", "page"):
            await connection.execute(
                insert_new(connection, conversations).values(id="a", channel=channel, created_at=NOW)
            )
        assert [row.channel for row in await connection.execute(conversations.select())] == ["web"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_sqlite_is_set_to_keep_and_to_forget(engine):
    wanted = {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1}
    async with engine.connect() as connection:
        found = {name: (await connection.execute(text(f"PRAGMA {name}"))).scalar() for name in wanted}
    assert found == wanted
