from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from bot.directory import find_doors
from bot.directory.check_rows import read_checks, read_stock, store_checks
from bot.directory.checks import Check, Decision, facts_digest
from bot.directory.recheck import read_decisions, write_list
from bot.directory.seed import seed
from bot.directory.tables import service_check
from bot.directory.values import ServiceKind, Status
from bot.directory.write import replace_services
from tests.unit.directory.builders import TODAY, need, opening, service, therapies

SEEN = date(2026, 11, 20)
CAFE = service(id="cafe", checked_on=date(2026, 6, 1), hours=(opening(0, "10:00", "12:00"),) * 2)
HELD = therapies(id="held", checked_on=None, status=Status.HELD, held_reason="the source is undated")


async def load(engine, *services, origin="test"):
    async with engine.begin() as connection:
        await replace_services(connection, services, origin)


async def decide(engine, service_id, decision, seen_on=SEEN):
    async with engine.begin() as connection:
        stored = {each.service.id: each.service for each in await read_stock(connection)}
        reason = None if decision is Decision.KEEP else "the number is dead"
        await store_checks(connection, [Check(service_id, seen_on, decision, facts_digest(stored[service_id]), reason)])


async def standing(engine, service_id):
    async with engine.connect() as connection:
        return next(each.service for each in await read_stock(connection) if each.service.id == service_id)


def state(one):
    return one.status, one.held_reason, one.checked_on


DECIDED = [
    ("cafe", Decision.KEEP, (Status.ACTIVE, None, SEEN)),
    ("held", Decision.KEEP, (Status.ACTIVE, None, SEEN)),
    ("cafe", Decision.HOLD, (Status.HELD, "the number is dead", date(2026, 6, 1))),
    ("cafe", Decision.CLOSE, (Status.CLOSED, None, date(2026, 6, 1))),
    ("held", Decision.CLOSE, (Status.CLOSED, None, None)),
]


@pytest.mark.hazard("HAZ-015")
@pytest.mark.parametrize(("service_id", "decision", "expected"), DECIDED)
async def test_a_decision_holds_at_once_and_no_load_undoes_it(engine, service_id, decision, expected):
    await load(engine, CAFE, HELD)

    await decide(engine, service_id, decision)
    assert state(await standing(engine, service_id)) == expected

    await load(engine, CAFE, HELD)
    assert state(await standing(engine, service_id)) == expected, "the same load again"

    await load(engine)
    await load(engine, HELD, CAFE, origin="another")
    assert state(await standing(engine, service_id)) == expected, "taken out, and loaded anew by another loader"


@pytest.mark.hazard("HAZ-015")
async def test_facts_that_nobody_saw_do_not_get_the_day_on_which_others_were_seen(engine):
    await load(engine, CAFE, HELD)
    await decide(engine, "held", Decision.KEEP)

    await load(engine, CAFE, replace(HELD, phone="0113 496 0001"))

    assert state(await standing(engine, "held")) == state(HELD)


async def test_the_last_decision_counts(engine):
    await load(engine, CAFE)
    for decision in (Decision.CLOSE, Decision.HOLD, Decision.KEEP):
        await decide(engine, "cafe", decision)

    await load(engine, CAFE)

    assert state(await standing(engine, "cafe")) == (Status.ACTIVE, None, SEEN)
    async with engine.connect() as connection:
        assert [check.decision for check in (await read_checks(connection)).values()] == [Decision.KEEP]


async def test_nothing_decided_changes_nothing(engine):
    await load(engine, CAFE, HELD)
    async with engine.begin() as connection:
        await store_checks(connection, [])
        stock = await read_stock(connection)

    assert [(each.origin, state(each.service)) for each in stock] == [("test", state(CAFE)), ("test", state(HELD))]


async def test_a_directory_of_many_services_is_read_whole_and_in_order(engine):
    many = [therapies(id=f"tt-{number:04}") for number in range(501)]
    await load(engine, *many)

    async with engine.connect() as connection:
        assert [each.service for each in await read_stock(connection)] == many


@pytest.mark.hazard("HAZ-016")
async def test_what_a_person_closed_is_not_found_after_the_shipped_services_are_loaded_again(engine, places):
    async with engine.begin() as connection:
        before = await seed(connection, places, TODAY)
    await decide(engine, "hub-leeds", Decision.CLOSE)
    async with engine.begin() as connection:
        after = await seed(connection, places, TODAY)
        doors = await find_doors(connection, need(kind=ServiceKind.YOUNG_FUTURES_HUB))

    assert doors == ()
    assert (after.shown, after.closed) == (before.shown - 1, 1)


@pytest.mark.hazard("HAZ-018")
async def test_every_shipped_service_goes_out_and_can_be_decided(engine, places):
    """The list names facts as they were stored: a digest of what was loaded and of what is read are one."""
    async with engine.begin() as connection:
        await seed(connection, places, TODAY)
        services = {each.service.id: each.service for each in await read_stock(connection)}
    text = write_list(services.values())
    raw = text.replace(",,,\r\n", f",{TODAY},hold,the number is dead\r\n").encode()

    read = read_decisions(raw, services, TODAY)

    assert (len(read.checks), read.refused) == (len(services), ())
    async with engine.begin() as connection:
        await store_checks(connection, read.checks)
        again = await seed(connection, places, TODAY)
    assert (again.shown, again.held) == (0, len(services))


@pytest.mark.parametrize(
    ("decision", "why"),
    [("forget", "no decision of ours"), ("hold", "without a reason"), ("close", "without a reason")],
)
async def test_the_database_takes_no_decision_that_is_none(engine, decision, why):
    row = {"service_id": "x", "seen_on": SEEN, "decision": decision, "reason": None, "facts": "0" * 64}
    async with engine.connect() as connection:
        with pytest.raises(IntegrityError):
            await connection.execute(insert(service_check).values(row))
        await connection.rollback()
        assert (await connection.execute(select(service_check))).first() is None, why
