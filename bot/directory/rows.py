"""Services from the database's rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import RowMapping, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.catchment import AreaKind, Basis, Catchment
from bot.directory.reach import read_ring
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
from bot.directory.values import (
    Access,
    BankHolidays,
    CrisisSetting,
    Opening,
    Service,
    ServiceKind,
    SpecialHours,
    Status,
)
from bot.places import Point

OWN = ("id", "name", "held_reason", "min_age_months", "max_age_months", "url", "note")
HELP = ("bsl_url", "interpreter", "accessibility", "cost")
CHILDREN = (phone, schedule, schedule_exception, service_area, service_reach)
SOURCED = ("source", "source_url", "checked_on")
SITE = ("address", "town", "postcode", "located_by", "site_authority")
Rows = dict[str, list[RowMapping]]
"""The rows of a child table, by service."""


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
    ids = query.with_only_columns(service.c.id).order_by(None)
    children = {table.name: await _children(connection, table, ids) for table in CHILDREN} if found else {}
    return [_to_service(row, {name: rows.get(row["id"], []) for name, rows in children.items()}) for row in found]


async def _children(connection: AsyncConnection, table: Any, ids: Select[Any]) -> Rows:
    rows: Rows = defaultdict(list)
    query = select(table).where(table.c.service_id.in_(ids)).order_by(*table.primary_key.columns)
    for row in (await connection.execute(query)).mappings().all():
        rows[row["service_id"]].append(row)
    return rows


def _to_service(row: RowMapping, children: Rows) -> Service:
    numbers = children["phone"]
    return Service(
        **{name: row[name] for name in (*OWN, *HELP, *SOURCED, *SITE)},
        kind=ServiceKind(row["kind"]),
        status=Status(row["status"]),
        setting=None if row["setting"] is None else CrisisSetting(row["setting"]),
        operator=row["operator"],
        phone=numbers[0]["number"] if numbers else None,
        phone_note=numbers[0]["note"] if numbers else None,
        text_to=row["text_number"],
        languages=tuple(row["languages"].split()),
        hours=tuple(Opening(o["weekday"], o["opens"], o["closes"]) for o in children["schedule"]),
        special_hours=_special_hours(children["schedule_exception"]),
        bank_holidays=BankHolidays(row["bank_holidays"]),
        access=tuple(Access(way) for way in row["access"].split()),
        catchment=_catchment(row, children["service_area"], children["service_reach"]),
        point=None if row["latitude"] is None else Point(row["latitude"], row["longitude"]),
    )


def _special_hours(rows: Sequence[RowMapping]) -> tuple[SpecialHours, ...]:
    days: dict[tuple[Any, Any], list[RowMapping]] = {}
    for row in sorted(rows, key=lambda row: row["position"]):
        days.setdefault((row["first"], row["last"]), []).append(row)
    return tuple(
        SpecialHours(first, last, tuple((o["opens"], o["closes"]) for o in of if o["opens"] is not None), of[0]["note"])
        for (first, last), of in days.items()
    )


def _kind_of(area: RowMapping) -> str:
    return str(area["kind"])


def _catchment(row: RowMapping, areas: Sequence[RowMapping], reach: Sequence[RowMapping]) -> Catchment:
    named = defaultdict(tuple, {kind: tuple(each["value"] for each in of) for kind, of in groupby(areas, _kind_of)})
    return Catchment(
        local_authorities=named[AreaKind.LOCAL_AUTHORITY],
        icbs=named[AreaKind.ICB],
        outcodes=named[AreaKind.OUTCODE],
        gp_practices=named[AreaKind.GP_PRACTICE],
        polygon=read_ring(reach[0]["polygon"]) if reach else (),
        radius_miles=reach[0]["radius_miles"] if reach else None,
        basis=Basis(row["area_basis"]),
        words=row["area_words"],
    )
