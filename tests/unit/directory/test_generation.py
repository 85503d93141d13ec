"""What memory holds of the directory is as old as the database, whoever changes it, and never half of two states."""

import asyncio

import pytest
from sqlalchemy import delete, func, insert, select, text, update

from bot.directory import find_doors, search
from bot.directory.catchment import AreaKind
from bot.directory.generation import directory_generation, read_generation
from bot.directory.rows import read_services
from bot.directory.tables import location, organization, phone, schedule, service_area, service_check
from bot.directory.tables import service as service_table
from bot.directory.write import replace_services
from tests.unit.directory.builders import BRADFORD, need, service

BY_HAND = [
    (insert(service_area).values(service_id="cafe", kind=AreaKind.OUTCODE.value, value="LS1"), "an area"),
    (update(service_table).values(status="closed"), "closed"),
    (update(location).values(town="York"), "its site"),
    (update(organization).values(name="Another"), "who runs it"),
    (update(phone).values(number="0113 496 0001"), "its number"),
    (delete(schedule), "its hours"),
]


async def _load(engine, *services):
    async with engine.begin() as connection:
        await replace_services(connection, services, "test")


async def _find(engine):
    async with engine.connect() as connection:
        return await find_doors(connection, need())


async def _number(engine):
    async with engine.connect() as connection:
        return await read_generation(connection)


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize(("change", "reason"), BY_HAND, ids=[row[1] for row in BY_HAND])
async def test_a_row_that_is_changed_by_hand_counts_at_once(engine, change, reason):
    await _load(engine, service(phone="0113 496 0000", operator="A Charity"))
    before, number = await _find(engine), await _number(engine)

    async with engine.begin() as connection:
        await connection.execute(change)

    assert len(before) == 1
    assert await _find(engine) != before, reason
    assert await _number(engine) != number


async def test_what_is_taken_back_changes_nothing_and_what_is_of_no_service_neither(engine):
    await _load(engine, service())
    number = await _number(engine)

    async with engine.connect() as connection:
        await connection.execute(update(service_table).values(status="closed"))
        assert await read_generation(connection) != number, "seen by the one who changed it"
        assert await find_doors(connection, need()) == ()
        await connection.rollback()
    async with engine.begin() as connection:
        await connection.execute(delete(service_check))

    assert await _number(engine) == number
    assert len(await _find(engine)) == 1
    async with engine.connect() as connection:
        assert (await connection.execute(select(func.count()).select_from(directory_generation))).scalar() == 1


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
async def test_a_table_that_is_emptied_at_once_counts_too(engine):
    await _load(engine, service())
    assert await _find(engine)

    async with engine.begin() as connection:
        await connection.execute(text("TRUNCATE service CASCADE"))

    assert await _find(engine) == ()


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)  # on SQLite one connection serves all
async def test_a_load_that_ends_while_the_directory_is_read_is_not_seen_by_half(engine, monkeypatch):
    """Without the second look the service below would stand without its area: a door for everybody."""
    await _load(engine, service(local_authorities=(BRADFORD,)))
    loads = 0

    async def read_amid_a_load(connection, query):
        nonlocal loads
        found = await read_services(connection, query)
        if loads == 0:
            loads += 1
            await _load(engine, service(id="other"))
        return found

    monkeypatch.setattr(search, "read_services", read_amid_a_load)

    assert [door.service.id for door in await _find(engine)] == ["other"]


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
async def test_one_reads_for_all_who_ask_at_once(engine, monkeypatch):
    await _load(engine, service())
    reads = []

    async def count(connection, query):
        reads.append(query)
        return await read_services(connection, query)

    monkeypatch.setattr(search, "read_services", count)

    doors = await asyncio.gather(*(_find(engine) for _ in range(8)))

    assert len(reads) == 1
    assert all(len(found) == 1 for found in doors)
