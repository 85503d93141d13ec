"""Writing services into the database's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.catchment import AreaKind
from bot.directory.check_rows import apply_checks
from bot.directory.reach import reach_row
from bot.directory.rows import CHILDREN, HELP, OWN, SOURCED
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
from bot.directory.values import Opening, Service, SpecialHours
from bot.places import plain_name


async def replace_services(connection: AsyncConnection, services: Sequence[Service], origin: str) -> None:
    """Put ``services`` in the place of everything that ``origin`` loaded before. The caller owns the transaction.

    What people decided about them (``checks``) is laid over what is loaded.
    """
    mine = select(service.c.id).where(service.c.origin == origin)
    for child in CHILDREN:
        await connection.execute(delete(child).where(child.c.service_id.in_(mine)))
    await connection.execute(delete(service).where(service.c.origin == origin))
    in_use = select(service.c.location_id).where(service.c.location_id.is_not(None))
    await connection.execute(delete(location).where(location.c.id.not_in(in_use)))
    operators = {each.operator for each in services if each.operator is not None}
    numbers = await _organizations(connection, sorted(operators))
    await _insert(connection, services, origin, numbers)
    used = select(service.c.organization_id).where(service.c.organization_id.is_not(None))
    await connection.execute(delete(organization).where(organization.c.id.not_in(used)))
    await apply_checks(connection, [each.id for each in services])


async def _organizations(connection: AsyncConnection, names: Sequence[str]) -> dict[str, int]:
    """The number of each organisation, made where it is new."""
    query = select(organization.c.name, organization.c.id).where(organization.c.name.in_(names))
    found = {row["name"]: row["id"] for row in (await connection.execute(query)).mappings()}
    new = [{"name": name} for name in names if name not in found]
    if not new:
        return found
    await connection.execute(insert(organization), new)
    return {row["name"]: row["id"] for row in (await connection.execute(query)).mappings()}


async def _insert(
    connection: AsyncConnection, services: Sequence[Service], origin: str, operators: Mapping[str, int]
) -> None:
    """All rows of a table at once: one statement a row is most of a load."""
    reaches = (reach_row(each) for each in services)
    for table, rows in (
        (location, [_site_row(each) for each in services if _has_site(each)]),
        (service, [_service_row(each, origin, operators.get(each.operator or "")) for each in services]),
        (phone, [row for each in services for row in _phone_rows(each)]),
        (schedule, [row for each in services for row in _schedule_rows(each)]),
        (schedule_exception, [row for each in services for row in _exception_rows(each)]),
        (service_area, [row for each in services for row in _area_rows(each)]),
        (service_reach, [row for row in reaches if row is not None]),
    ):
        if rows:
            await connection.execute(insert(table), rows)


def _has_site(each: Service) -> bool:
    return any((each.address, each.town, each.postcode, each.point, each.site_authority))


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


def _service_row(each: Service, origin: str, operator: int | None) -> dict[str, Any]:
    return {
        **{name: getattr(each, name) for name in (*OWN, *HELP, *SOURCED)},
        "text_number": each.text_to,
        "languages": " ".join(each.languages),
        "bank_holidays": each.bank_holidays.value,
        "organization_id": operator,
        "location_id": each.id if _has_site(each) else None,
        "kind": each.kind.value,
        "setting": None if each.setting is None else each.setting.value,
        "status": each.status.value,
        "access": " ".join(way.value for way in each.access),
        "area_basis": each.catchment.basis.value,
        "area_words": each.catchment.words,
        "origin": origin,
    }


def _phone_rows(each: Service) -> list[dict[str, Any]]:
    row = {"service_id": each.id, "position": 0, "number": each.phone, "note": each.phone_note}
    return [row] if each.phone is not None else []


def _schedule_rows(each: Service) -> list[dict[str, Any]]:
    """One row for each time that it opens: of two that open together the longer says both."""
    longest: dict[tuple[int, time], Opening] = {}
    for opening in each.hours:
        key = (opening.weekday, opening.opens)
        longest[key] = max(longest.get(key, opening), opening, key=_length)
    return [
        {"service_id": each.id, "weekday": o.weekday, "opens": o.opens, "closes": o.closes} for o in longest.values()
    ]


def _length(opening: Opening) -> tuple[bool, time]:
    return (opening.closes <= opening.opens, opening.closes)


def _exception_rows(each: Service) -> list[dict[str, Any]]:
    """Numbered through, so that they come back in their order; of two for the same days the first holds."""
    shut: tuple[tuple[None, None], ...] = ((None, None),)
    firsts: dict[tuple[date, date], SpecialHours] = {}
    for special in each.special_hours:
        firsts.setdefault((special.first, special.last), special)
    rows = [
        {"service_id": each.id, "first": special.first, "last": special.last, "note": special.note}
        | {"opens": opens, "closes": closes}
        for special in firsts.values()
        for opens, closes in special.openings or shut
    ]
    return [row | {"position": position} for position, row in enumerate(rows)]


def _area_rows(each: Service) -> list[dict[str, Any]]:
    catchment = each.catchment
    named = (
        (AreaKind.LOCAL_AUTHORITY, catchment.local_authorities),
        (AreaKind.ICB, catchment.icbs),
        (AreaKind.OUTCODE, catchment.outcodes),
        (AreaKind.GP_PRACTICE, catchment.gp_practices),
        (AreaKind.GP_PRACTICE_NAME, [plain_name(name) for name in catchment.gp_practices]),
    )
    return [
        {"service_id": each.id, "kind": kind.value, "value": value}
        for kind, values in named
        for value in dict.fromkeys(values)
    ]
