"""Services to and from the database's rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, Select, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.tables import location, organization, phone, schedule, service, service_area
from bot.directory.values import Access, AreaKind, Basis, CrisisSetting, Opening, Service, ServiceKind, Status
from bot.places import Point

_OWN = ("id", "name", "held_reason", "min_age_months", "max_age_months", "area_words", "url", "note")
_SOURCED = ("source", "source_url", "checked_on")
_SITE = ("address", "town", "postcode", "located_by", "site_authority")
Rows = dict[str, list[RowMapping]]


def select_services() -> Select[Any]:
    """Services with their organisation and site: what ``read_services`` takes; narrow it with ``where``."""
    site = [location.c.address, location.c.town, location.c.postcode, location.c.latitude, location.c.longitude]
    return (
        select(
            service,
            organization.c.name.label("operator"),
            *site,
            location.c.located_by,
            location.c.local_authority.label("site_authority"),
        )
        .outerjoin(organization, service.c.organization_id == organization.c.id)
        .outerjoin(location, service.c.location_id == location.c.id)
    )


async def read_services(connection: AsyncConnection, query: Select[Any]) -> list[Service]:
    """Run a narrowed ``select_services`` and put each service together, ordered by id."""
    found = (await connection.execute(query.order_by(service.c.id))).mappings().all()
    ids = [row["id"] for row in found]
    phones = await _children(connection, phone, ids)
    openings = await _children(connection, schedule, ids)
    areas = await _children(connection, service_area, ids)
    return [_to_service(row, phones, openings, areas) for row in found]


async def _children(connection: AsyncConnection, table: Any, ids: Sequence[str]) -> Rows:
    rows: Rows = defaultdict(list)
    if ids:
        query = select(table).where(table.c.service_id.in_(ids)).order_by(*table.primary_key.columns)
        for row in (await connection.execute(query)).mappings():
            rows[row["service_id"]].append(row)
    return rows


def _to_service(row: RowMapping, phones: Rows, openings: Rows, areas: Rows) -> Service:
    numbers, named = phones.get(row["id"], []), areas.get(row["id"], [])
    by_kind = {kind: tuple(a["value"] for a in named if a["kind"] == kind) for kind in AreaKind}
    return Service(
        **{name: row[name] for name in (*_OWN, *_SOURCED, *_SITE)},
        kind=ServiceKind(row["kind"]),
        status=Status(row["status"]),
        setting=None if row["setting"] is None else CrisisSetting(row["setting"]),
        operator=row["operator"],
        phone=numbers[0]["number"] if numbers else None,
        phone_note=numbers[0]["note"] if numbers else None,
        hours=tuple(Opening(o["weekday"], o["opens"], o["closes"]) for o in openings.get(row["id"], [])),
        access=tuple(Access(way) for way in row["access"].split()),
        area_basis=Basis(row["area_basis"]),
        local_authorities=by_kind[AreaKind.LOCAL_AUTHORITY],
        icbs=by_kind[AreaKind.ICB],
        gp_practices=by_kind[AreaKind.GP_PRACTICE],
        point=None if row["latitude"] is None else Point(row["latitude"], row["longitude"]),
    )


async def replace_services(connection: AsyncConnection, services: Sequence[Service], origin: str) -> None:
    """Put ``services`` in the place of everything that ``origin`` loaded before. The caller owns the transaction."""
    mine = select(service.c.id).where(service.c.origin == origin)
    for child in (phone, schedule, service_area):
        await connection.execute(delete(child).where(child.c.service_id.in_(mine)))
    sites = select(service.c.location_id).where(service.c.origin == origin)
    old_sites = (await connection.execute(sites)).scalars().all()
    await connection.execute(delete(service).where(service.c.origin == origin))
    await connection.execute(delete(location).where(location.c.id.in_([site for site in old_sites if site])))
    operators = {each.operator for each in services if each.operator is not None}
    numbers = await _organizations(connection, sorted(operators))
    for each in services:
        await _insert(connection, each, origin, numbers.get(each.operator or ""))
    used = select(service.c.organization_id).where(service.c.organization_id.is_not(None))
    await connection.execute(delete(organization).where(organization.c.id.not_in(used)))


async def _organizations(connection: AsyncConnection, names: Sequence[str]) -> dict[str, int]:
    """The number of each organisation, made where it is new."""
    query = select(organization.c.name, organization.c.id).where(organization.c.name.in_(names))
    found = {row["name"]: row["id"] for row in (await connection.execute(query)).mappings()}
    new = [{"name": name} for name in names if name not in found]
    if not new:
        return found
    await connection.execute(insert(organization), new)
    return {row["name"]: row["id"] for row in (await connection.execute(query)).mappings()}


async def _insert(connection: AsyncConnection, each: Service, origin: str, operator: int | None) -> None:
    has_site = any((each.address, each.town, each.postcode))
    if has_site:
        await connection.execute(insert(location).values(_site_row(each)))
    await connection.execute(insert(service).values(_service_row(each, origin, operator, has_site=has_site)))
    if each.phone is not None:
        row = {"service_id": each.id, "position": 0, "number": each.phone, "note": each.phone_note}
        await connection.execute(insert(phone).values(row))
    for table, rows in ((schedule, _schedule_rows(each)), (service_area, _area_rows(each))):
        if rows:
            await connection.execute(insert(table), rows)


def _site_row(each: Service) -> dict[str, Any]:
    return {
        "id": each.id,
        "address": each.address,
        "town": each.town,
        "postcode": each.postcode,
        "latitude": None if each.point is None else each.point.latitude,
        "longitude": None if each.point is None else each.point.longitude,
        "located_by": each.located_by,
        "local_authority": each.site_authority,
    }


def _service_row(each: Service, origin: str, operator: int | None, *, has_site: bool) -> dict[str, Any]:
    return {
        **{name: getattr(each, name) for name in (*_OWN, *_SOURCED)},
        "organization_id": operator,
        "location_id": each.id if has_site else None,
        "kind": each.kind.value,
        "setting": None if each.setting is None else each.setting.value,
        "status": each.status.value,
        "access": " ".join(way.value for way in each.access),
        "area_basis": each.area_basis.value,
        "origin": origin,
    }


def _schedule_rows(each: Service) -> list[dict[str, Any]]:
    return [
        {"service_id": each.id, "weekday": o.weekday, "opens": o.opens, "closes": o.closes} for o in set(each.hours)
    ]


def _area_rows(each: Service) -> list[dict[str, Any]]:
    named = (
        (AreaKind.LOCAL_AUTHORITY, each.local_authorities),
        (AreaKind.ICB, each.icbs),
        (AreaKind.GP_PRACTICE, each.gp_practices),
    )
    return [{"service_id": each.id, "kind": kind.value, "value": value} for kind, values in named for value in values]
