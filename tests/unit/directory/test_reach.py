"""A service is found from the map and by a GP practice, far and near: on SQLite and on PostgreSQL."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text

from bot.directory import find_doors
from bot.directory.catchment import Basis, Catchment
from bot.directory.reach import box_around, reach_row
from bot.directory.tables import service as service_table
from bot.directory.tables import service_reach
from bot.directory.values import Access, BankHolidays, ServiceKind
from bot.directory.write import replace_services
from bot.places import Area, Country, Place, Point, Practice, Precision
from tests.unit.directory.builders import (
    BRADFORD,
    CITY_SQUARE,
    NOW,
    YORK,
    every_day,
    need,
    opening,
    place,
    service,
    therapies,
)

THERAPIES, CENTRE = ServiceKind.TALKING_THERAPIES, ServiceKind.NEIGHBOURHOOD_CENTRE
RING = (Point(53.70, -1.80), Point(53.70, -1.30), Point(53.95, -1.30), Point(53.95, -1.80))
AROUND_YORK = (Point(53.90, -1.20), Point(53.90, -1.00), Point(54.00, -1.00), Point(54.00, -1.20))
IN_YORK = place(text="YO24 4LJ", point=Point(53.9543, -1.1253), local_authorities=(Area(YORK, "York"),), icbs=())
EMPTY_AREA = {"local_authorities": ()}


async def _load(engine, *services, origin="test"):
    async with engine.begin() as connection:
        await replace_services(connection, services, origin)


async def _find(engine, **changes):
    async with engine.connect() as connection:
        return [door.service.id for door in await find_doors(connection, need(**changes))]


ON_THE_MAP = [
    (therapies(polygon=RING, **EMPTY_AREA), {"kind": THERAPIES}, True, "a ring around the home"),
    (therapies(polygon=AROUND_YORK, **EMPTY_AREA), {"kind": THERAPIES}, False, "a ring elsewhere"),
    (
        therapies(polygon=(*RING[:3], Point(53.75, -1.31)), **EMPTY_AREA),
        {"kind": THERAPIES},
        False,
        "within the bounds of a ring and not in it",
    ),
    (therapies(point=Point(53.9, -1.5479), radius_miles=8.0, **EMPTY_AREA), {"kind": THERAPIES}, True, "a circle"),
    (therapies(point=Point(53.9, -1.5479), radius_miles=7.0, **EMPTY_AREA), {"kind": THERAPIES}, False, "beyond it"),
    (therapies(point=None, radius_miles=90.0, **EMPTY_AREA), {"kind": THERAPIES}, False, "a circle without a middle"),
    (service(point=None, radius_miles=90.0), {}, False, "a circle without a middle is never open to all"),
    (service(polygon=RING, point=Point(55.0, -1.6)), {}, True, "a crisis place far away whose ring holds the home"),
    (service(kind=CENTRE, polygon=RING), {"kind": CENTRE, "place": IN_YORK}, False, "a centre for people elsewhere"),
    (service(), {"place": place(precision=Precision.TOWN, text="Leeds")}, True, "a walk-in place near a town"),
    (
        service(),
        {"place": place(precision=Precision.AUTHORITY, text="Leeds", point=None)},
        True,
        "a walk-in place of an authority of which no middle is known",
    ),
    (service(address=None, town=None), {}, True, "a walk-in place known by its point alone"),
    (therapies(outcodes=("LS1",), **EMPTY_AREA), {"kind": THERAPIES}, True, "an outcode"),
    (
        service(),
        {"place": Place("Cardiff", Precision.TOWN, Country.WALES)},
        False,
        "a town outside England has no codes at all",
    ),
]


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize(("one", "changes", "found", "reason"), ON_THE_MAP, ids=[row[3] for row in ON_THE_MAP])
async def test_areas_on_the_map_are_found_from_inside(engine, one, changes, found, reason):
    await _load(engine, one)

    assert await _find(engine, **changes) == ([one.id] if found else []), reason


def _practice(at=None, code="B86000", name="CITY SQUARE SURGERY"):
    return Practice(code, name, "Leeds", at)


LISTED = {"gp_practices": ("B86000", "The City Square Surgery"), **EMPTY_AREA}
BY_NAME = {"gp_practices": ("The City Square Surgery",), **EMPTY_AREA}
BY_PRACTICE = [
    (therapies(**LISTED), None, _practice(), True, "on the list by its code, and nothing else is known"),
    (therapies(**BY_NAME), None, _practice(), True, "on the list by its name, which the source writes in its own way"),
    (therapies(**BY_NAME), None, _practice(name="CITY SURGERY"), False, "another name"),
    (therapies(**LISTED), place(), _practice(code="X1", name="ANOTHER"), False, "another practice, though near"),
    (therapies(), None, _practice(place()), True, "the practice lies in its authority"),
    (therapies(), None, _practice(), False, "nothing tells where the practice stands"),
    (therapies(polygon=RING, **EMPTY_AREA), None, _practice(place()), True, "the practice lies in its ring"),
    (
        therapies(polygon=RING, **EMPTY_AREA),
        IN_YORK,
        _practice(place()),
        True,
        "the ring of the practice, not the home",
    ),
    (
        therapies(polygon=RING, **EMPTY_AREA),
        place(),
        _practice(IN_YORK),
        False,
        "the ring of the home, not the practice",
    ),
    (
        therapies(point=CITY_SQUARE, radius_miles=2.0, **EMPTY_AREA),
        None,
        _practice(place()),
        True,
        "the practice lies in its circle",
    ),
    (therapies(area_basis=Basis.HOME), None, _practice(place()), False, "the home decides and is not known"),
]


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize(
    ("one", "home", "practice", "found", "reason"), BY_PRACTICE, ids=[row[4] for row in BY_PRACTICE]
)
async def test_a_gp_practice_alone_opens_doors(engine, one, home, practice, found, reason):
    await _load(engine, one)

    doors = await _find(engine, kind=THERAPIES, place=home, practice=practice)

    assert doors == ([one.id] if found else []), reason


def _north(miles: float) -> Point:
    return Point(CITY_SQUARE.latitude + miles / 69.1, CITY_SQUARE.longitude)


@pytest.mark.hazard("HAZ-016")
async def test_far_and_open_comes_before_near_and_shut_whatever_ring_it_lies_in(engine):
    nights = every_day("20:00", "23:00")
    shut = [service(id=f"shut-{n:02}", hours=nights, point=_north(n / 20)) for n in range(45)]
    open_far = [service(id=f"open-{miles:02}", point=_north(miles)) for miles in (6, 12, 24)]
    await _load(engine, *shut, *open_far, service(id="beyond", point=_north(26)))

    assert await _find(engine, limit=3) == ["open-06", "open-12", "open-24"]
    assert await _find(engine, limit=5) == ["open-06", "open-12", "open-24", "shut-00", "shut-01"]
    assert await _find(engine, limit=3, within_miles=10) == ["open-06", "shut-00", "shut-01"]
    at_night = NOW.replace(hour=21)
    assert await _find(engine, limit=2, now=at_night) == ["shut-00", "shut-01"], "all are open: the nearest"


async def test_a_place_that_may_be_shut_today_stands_between_open_and_shut(engine):
    office = tuple(opening(day, "08:00", "18:00") for day in range(5))
    await _load(
        engine,
        service(id="shut", hours=office, bank_holidays=BankHolidays.CLOSED),
        service(id="unsure", hours=office, point=_north(2)),
        service(id="open", point=_north(20)),
    )

    assert await _find(engine, now=NOW.replace(month=12, day=25)) == ["open", "unsure", "shut"]


async def _tree(connection):
    return {row[0]: tuple(row[1:]) for row in await connection.execute(text("SELECT * FROM service_reach_tree"))}


async def _reach(connection):
    columns = [service_reach.c[name] for name in ("number", "south", "north", "west", "east")]
    rows = await connection.execute(select(*columns).where(service_reach.c.south.is_not(None)))
    return {row[0]: tuple(row[1:]) for row in rows}


async def _is_in_step(connection, number):
    """The R*Tree holds as many boxes, and each is the stored one, rounded outwards to 32 bits."""
    tree, reach = await _tree(connection), await _reach(connection)
    assert len(reach) == number
    assert tree.keys() == reach.keys()
    for key, (south, north, west, east) in reach.items():
        low_south, high_north, low_west, high_east = tree[key]
        assert low_south <= south <= north <= high_north
        assert low_west <= west <= east <= high_east
        assert max(south - low_south, high_north - north, west - low_west, high_east - east) < 1e-4


@pytest.mark.hazard("HAZ-022")
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_the_tree_of_the_map_keeps_in_step(engine):
    some = [service(id=f"s{n}", point=_north(n)) for n in range(20)]
    circles = [service(id="circle", radius_miles=4.0), service(id="ring", polygon=RING)]
    unplaced = [service(id="middleless", radius_miles=4.0, point=None), service(id="nowhere", point=None), therapies()]
    await _load(engine, *some, *circles, *unplaced)
    async with engine.connect() as connection:
        await _is_in_step(connection, 22)

    await _load(engine, *some[:5], circles[0])
    await _load(engine, replace(some[9], id="mine"), origin="operator")
    async with engine.begin() as connection:
        await _is_in_step(connection, 7)
        await connection.execute(delete(service_table).where(service_table.c.id == "s3"))
        await _is_in_step(connection, 6)
    await _load(engine)
    await _load(engine, origin="operator")
    async with engine.connect() as connection:
        await _is_in_step(connection, 0)


def test_only_what_is_found_from_a_point_has_a_row():
    assert reach_row(therapies()) is None, "its area has names"
    assert reach_row(service(access=(Access.GP,))) is None, "nearness does not help"
    assert reach_row(service(point=None)) is None, "it is on no map"
    assert reach_row(service(local_authorities=(BRADFORD,))) is None, "its area has names, though it has a site"
    assert reach_row(service(kind=THERAPIES)) is None, "a kind that is never found by distance"
    assert reach_row(service(access=())) is not None, "who may walk in is not known"


_inland = st.builds(Point, st.floats(49.9, 55.9), st.floats(-6.4, 1.8))


@pytest.mark.hazard("HAZ-016")
@settings(deadline=None)
@given(_inland, st.floats(0.01, 120), st.floats(0, 2 * math.pi), st.floats(0, 1))
def test_a_box_holds_every_point_of_its_circle(middle, miles, bearing, share):
    away = miles * share / 69.1
    point = Point(
        middle.latitude + away * math.cos(bearing),
        middle.longitude + away * math.sin(bearing) / math.cos(math.radians(middle.latitude)),
    )
    south, north, west, east = box_around(middle, miles)

    if Catchment(radius_miles=miles).covers(place(point=point), None, middle) is not None:
        assert south <= point.latitude <= north
        assert west <= point.longitude <= east
