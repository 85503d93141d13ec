"""Migration 0003 over a directory that has rows: nothing is lost on the way, and the map agrees with the tables."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, select, text

from bot.commands.migrate import SCRIPTS, _with_connection, migrate
from bot.directory import ServiceKind, find_doors
from bot.directory.rows import read_services, select_services
from bot.directory.tables import service_reach
from bot.directory.values import Access
from bot.directory.write import replace_services
from tests.unit.directory.builders import LEEDS, need, service, therapies

BEFORE = (
    service(id="cafe", phone="0113 496 0000", operator="A Charity"),
    service(id="ours", local_authorities=(LEEDS,)),
    service(id="referred", access=(Access.GP,)),
    service(id="unsure", access=()),
    service(id="nowhere", point=None),
    therapies(),
)


async def _go(engine, act):
    await _with_connection(engine, lambda config: act(_with_scripts(config)))


def _with_scripts(config: Config) -> Config:
    config.set_main_option("script_location", str(SCRIPTS))
    return config


async def _load(engine, *services):
    async with engine.begin() as connection:
        await replace_services(connection, services, "test")


async def _all(engine):
    async with engine.connect() as connection:
        return await read_services(connection, select_services())


async def _reaches(connection):
    return {row[0]: row[1:] for row in await connection.execute(select(*_BOX))}


_BOX = [service_reach.c[name] for name in ("number", "south", "north", "west", "east")]


async def _tree(connection):
    return {row[0]: row[1:] for row in await connection.execute(text("SELECT * FROM service_reach_tree"))}


@pytest.mark.hazard("HAZ-022")
async def test_down_and_up_again_loses_no_service_and_finds_the_same_doors(engine):
    await _load(engine, *BEFORE)
    services, doors = await _all(engine), await _doors(engine)
    async with engine.connect() as connection:
        boxes = set((await _reaches(connection)).values())

    await _go(engine, lambda config: command.downgrade(config, "0002"))
    async with engine.connect() as connection:
        old = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        columns = await connection.run_sync(lambda sync: {c["name"] for c in inspect(sync).get_columns("service")})
        phones = (await connection.execute(text("SELECT count(*) FROM phone"))).scalar()
    assert {"service_reach", "service_reach_tree", "schedule_exception"}.isdisjoint(old)
    assert columns.isdisjoint({"text_number", "bank_holidays"})
    assert phones == 2, "the rows that hang on a service are still there"

    await migrate(engine)
    assert await _all(engine) == services
    assert await _doors(engine) == doors
    async with engine.connect() as connection:
        assert set((await _reaches(connection)).values()) == boxes, "found on the map without loading again"
    await _go(engine, command.check)


async def _doors(engine):
    async with engine.connect() as connection:
        crisis = await find_doors(connection, need(limit=9))
        return crisis + await find_doors(connection, need(kind=ServiceKind.TALKING_THERAPIES))


@pytest.mark.hazard("HAZ-022")
async def test_the_rules_of_the_tables_outlive_the_way_down(engine):
    await _go(engine, lambda config: command.downgrade(config, "0002"))
    async with engine.connect() as connection:
        checks = await connection.run_sync(lambda sync: inspect(sync).get_check_constraints("service"))
    assert {check["name"] for check in checks} == {"ck_service_active_is_dated", "ck_service_held_has_reason"}
