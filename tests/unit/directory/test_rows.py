"""What a service holds comes back from the rows, on SQLite and on PostgreSQL; nothing of it is left when it goes."""

from datetime import date, time

import pytest
from sqlalchemy import select

from bot.directory.catchment import Basis
from bot.directory.rows import read_services, select_services
from bot.directory.tables import location, organization
from bot.directory.values import BankHolidays, Opening, SpecialHours
from bot.directory.write import replace_services
from bot.places import Point
from tests.unit.directory.builders import LEEDS, opening, service, therapies

RING = (Point(53.70, -1.80), Point(53.70, -1.30), Point(53.95, -1.30), Point(53.95, -1.80))
EMPTY_AREA = {"local_authorities": ()}
CHRISTMAS, NEW_YEAR = date(2026, 12, 25), date(2027, 1, 1)


async def _load(engine, *services, origin="test"):
    async with engine.begin() as connection:
        await replace_services(connection, services, origin)


async def _all(engine):
    async with engine.connect() as connection:
        return await read_services(connection, select_services())


STORED = [
    (service(text_to="85258", bsl_url="https://example.org/bsl"), "a text number and BSL"),
    (service(interpreter="ask when you call", accessibility="step-free, a hearing loop"), "help to be understood"),
    (service(languages=("en", "pl", "pa-Arab"), cost="free"), "languages in the order of the source, and the cost"),
    (service(bank_holidays=BankHolidays.AS_USUAL), "bank holidays as usual"),
    (service(bank_holidays=BankHolidays.CLOSED), "bank holidays shut"),
    (service(hours=(opening(0, "09:00", "12:00"), opening(0, "13:00", "17:00"))), "split shifts"),
    (service(special_hours=(SpecialHours(CHRISTMAS, NEW_YEAR, (), "refurbishment"),)), "shut for a week, and why"),
    (
        service(special_hours=(SpecialHours(CHRISTMAS, CHRISTMAS, ((time(9), time(12)), (time(13), time(15)))),)),
        "two shifts on one day",
    ),
    (
        service(
            special_hours=(
                SpecialHours(CHRISTMAS, NEW_YEAR),
                SpecialHours(CHRISTMAS, CHRISTMAS, ((time(9), time(12)),)),
            )
        ),
        "two times that begin on the same day",
    ),
    (service(outcodes=("LS1", "LS28"), area_basis=Basis.HOME, area_words="the middle of Leeds"), "outcodes"),
    (service(gp_practices=("B86000", "The Mission Practice")), "practices by code and by name"),
    (service(polygon=RING), "a ring on the map"),
    (service(radius_miles=5.0), "a circle around its site"),
    (service(radius_miles=5.0, polygon=RING, local_authorities=(LEEDS,)), "every kind of area together"),
    (service(radius_miles=5.0, point=None), "a circle without a middle is still not for everybody"),
    (service(address=None, town=None, postcode=None), "a point and an authority without an address"),
    (service(address=None, town=None, point=None, site_authority=None), "no site at all"),
    (therapies(polygon=RING, **EMPTY_AREA), "a ring without a site"),
]


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize("one", [one for one, _reason in STORED], ids=[reason for _one, reason in STORED])
async def test_what_is_stored_comes_back(engine, one):
    await _load(engine, one)

    assert await _all(engine) == [one]


@pytest.mark.hazard("HAZ-018")
async def test_what_is_said_twice_is_stored_once(engine):
    short, long, night = (Opening(0, time(9), closes) for closes in (time(12), time(17), time(2)))
    shut, opens = SpecialHours(CHRISTMAS, CHRISTMAS), SpecialHours(CHRISTMAS, CHRISTMAS, ((time(9), time(12)),))
    said = service(
        hours=(long, short, night, long),
        special_hours=(shut, opens),
        local_authorities=(LEEDS, LEEDS),
        gp_practices=("The Mission Practice", "Mission Practice"),
    )

    await _load(engine, said)

    (stored,) = await _all(engine)
    assert stored.hours == (night,), "of two that open together the longer says both"
    assert stored.special_hours == (shut,), "of two for the same days the first holds, as it does before storing"
    assert stored.catchment.local_authorities == (LEEDS,)
    assert set(stored.catchment.gp_practices) == {"The Mission Practice", "Mission Practice"}


@pytest.mark.hazard("HAZ-018")
async def test_loading_nothing_leaves_nothing_behind_and_nothing_of_others_goes(engine):
    await _load(engine, service(id="a", operator="A Charity"), service(id="b", operator="B Charity"))
    await _load(engine, service(id="mine", operator="B Charity"), origin="operator")

    await _load(engine)

    assert [one.id for one in await _all(engine)] == ["mine"]
    async with engine.connect() as connection:
        assert (await connection.execute(select(location.c.id))).scalars().all() == ["mine"]
        assert (await connection.execute(select(organization.c.name))).scalars().all() == ["B Charity"]
