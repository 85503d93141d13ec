"""The right doors for a need: queries that narrow by area and by the map, then the pure ranking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, Float, and_, column, false, func, or_, select, table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory import hours
from bot.directory.catchment import AreaKind
from bot.directory.freshness import oldest_shown
from bot.directory.rank import rank
from bot.directory.reach import BY_AREA_ONLY, Box, box_around
from bot.directory.rows import read_services, select_services
from bot.directory.tables import location, service, service_area, service_reach
from bot.directory.values import Door, Need, Service, ServiceKind, Status
from bot.places import Place, Point, plain_name

_RINGS = ((3.0, 40), (9.0, 120))  # miles, and how many services are read within; then as far as the need goes
_MOST_READ = 600
_TREE = table("service_reach_tree", *(column(name, Float) for name in ("number", "south", "north", "west", "east")))


async def find_doors(connection: AsyncConnection, need: Need) -> tuple[Door, ...]:
    """The doors for ``need``, the best first, each with its reason in words.

    Never a held, closed or stale service. Empty when nothing is known to fit: show the national door then. The map is
    read in rings around the person until nothing further away could come before what was found.
    """
    if need.place is None and need.practice is None:
        return ()
    today = need.now.astimezone(hours.LONDON).date()
    found: dict[str, Service] = {}
    await _read(connection, await _by_area(connection, need, today), found)
    for point in _of_practice(need):
        await _read(connection, await _by_map(connection, need, point, 0.0, _MOST_READ, today), found)
    doors = rank(found.values(), need)
    for miles, most in _rings(need):
        if need.place is None or need.place.point is None:
            break
        await _read(connection, await _by_map(connection, need, need.place.point, miles, most, today), found)
        doors = rank(found.values(), need)
        if _is_settled(doors, need, miles):
            break
    return doors


def _of_practice(need: Need) -> list[Point]:
    """Where the GP practice stands: polygons and circles that hold it may be a person's, wherever they live."""
    place = need.practice.place if need.practice is not None else None
    return [place.point] if place is not None and place.point is not None else []


def _rings(need: Need) -> Iterator[tuple[float, int]]:
    if need.kind in BY_AREA_ONLY:
        yield 0.0, _MOST_READ  # polygons and circles that hold the point
        return
    yield from (ring for ring in _RINGS if ring[0] < need.within_miles)
    yield need.within_miles, _MOST_READ


def _is_settled(doors: tuple[Door, ...], need: Need, miles: float) -> bool:
    """Whether nothing beyond ``miles`` could come before these: enough of them, near, and open where that counts."""
    if len(doors) < need.limit or any(door.distance_miles is None or door.distance_miles > miles for door in doors):
        return False
    if any(not door.service.access for door in doors):
        return False
    if need.kind is not ServiceKind.CRISIS_PLACE:
        return True
    states = [hours.state(door.service, need.now) for door in doors]
    return all(state is not None and state.is_open for state in states)


async def _read(connection: AsyncConnection, ids: set[str], found: dict[str, Service]) -> None:
    new = ids - found.keys()
    if new:
        query = select_services().where(service.c.id.in_(sorted(new)))
        found.update((each.id, each) for each in await read_services(connection, query))


async def _by_area(connection: AsyncConnection, need: Need, today: date) -> set[str]:
    """Services whose area names where the person lives or their GP, and unplaced ones of the same authority."""
    places = [place for place in (need.place, need.practice.place if need.practice else None) if place is not None]
    named = [
        and_(service_area.c.kind == kind.value, service_area.c.value.in_(sorted(values)))
        for kind, values in _names(places, need).items()
        if values
    ]
    of_area = select(service_area.c.service_id).where(or_(false(), *named)).scalar_subquery()
    codes = {area.code for place in places for area in place.local_authorities}
    of_authority = select(location.c.id).where(location.c.local_authority.in_(sorted(codes)))
    if need.place is None or need.place.point is not None:  # then the map finds those that are on it
        of_authority = of_authority.where(location.c.latitude.is_(None))
    query = select(service.c.id).where(
        *_may_be_shown(need, today),
        or_(service.c.id.in_(of_area), service.c.location_id.in_(of_authority.scalar_subquery())),
    )
    return set((await connection.execute(query)).scalars())


def _names(places: list[Place], need: Need) -> dict[AreaKind, set[str]]:
    practice = need.practice
    return {
        AreaKind.LOCAL_AUTHORITY: {area.code for place in places for area in place.local_authorities},
        AreaKind.ICB: {area.code for place in places for area in place.icbs},
        AreaKind.OUTCODE: {place.outcode for place in places if place.outcode is not None},
        AreaKind.GP_PRACTICE: {practice.code} if practice is not None else set(),
        AreaKind.GP_PRACTICE_NAME: {plain_name(practice.name)} if practice is not None else set(),
    }


async def _by_map(
    connection: AsyncConnection, need: Need, point: Point, miles: float, most: int, today: date
) -> set[str]:
    """The nearest services within a box around the person, those whose own circle or polygon may hold them first."""
    box = box_around(point, miles)
    reach = service_reach.c
    east_shrinks = 0.36  # the square of a degree of longitude to one of latitude, in England
    north, east = (reach.south + reach.north) / 2 - point.latitude, (reach.west + reach.east) / 2 - point.longitude
    by_site = and_(reach.polygon.is_(None), reach.radius_miles.is_(None))
    query = (
        select(reach.service_id)
        .join(service, service.c.id == reach.service_id)
        .where(_meets(connection, box), reach.kind == need.kind.value, *_may_be_shown(need, today))
        .order_by(by_site, north * north + east * east * east_shrinks, reach.service_id)
        .limit(most)
    )
    return set((await connection.execute(query)).scalars())


def _meets(connection: AsyncConnection, box: Box) -> ColumnElement[bool]:
    """That a service's reach meets a box, by the index of the database at hand."""
    south, north, west, east = box
    if connection.dialect.name == "sqlite":
        tree = _TREE.c
        inside = and_(tree.south <= north, tree.north >= south, tree.west <= east, tree.east >= west)
        return service_reach.c.number.in_(select(tree.number).where(inside).scalar_subquery())
    reach = service_reach.c
    here = func.box(func.point(west, south), func.point(east, north))
    return func.box(func.point(reach.west, reach.south), func.point(reach.east, reach.north)).op("&&")(here)


def _may_be_shown(need: Need, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        service.c.kind == need.kind.value,
        service.c.status == Status.ACTIVE.value,
        service.c.checked_on >= oldest_shown(need.kind, today),
    ]
    if need.age_months is not None:
        low, high = service.c.min_age_months, service.c.max_age_months
        conditions += [
            or_(low.is_(None), low <= need.age_months),
            or_(high.is_(None), high >= need.age_months),
        ]
    return conditions
