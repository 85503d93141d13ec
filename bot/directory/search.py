"""The right doors for a need: a thin query that narrows, then the pure ranking."""

from __future__ import annotations

import math

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory import hours
from bot.directory.freshness import oldest_shown
from bot.directory.rank import rank
from bot.directory.rows import read_services, select_services
from bot.directory.tables import location, service, service_area
from bot.directory.values import AreaKind, Door, Need, Status
from bot.places import Place

_MILES_IN_DEGREE = 69.0  # of latitude; a little less than the shortest, so that the box is never too small
_MARGIN = 1.02


async def find_doors(connection: AsyncConnection, need: Need) -> tuple[Door, ...]:
    """The doors for ``need``, the best first, each with its reason in words.

    Never a held, closed or stale service. Empty when nothing is known to fit: show the national door then.
    """
    if need.place is None:
        return ()
    today = need.now.astimezone(hours.LONDON).date()
    query = select_services().where(
        service.c.kind == need.kind.value,
        service.c.status == Status.ACTIVE.value,
        service.c.checked_on >= oldest_shown(need.kind, today),
        or_(*_reaches(need.place, need.within_miles)),
    )
    return rank(await read_services(connection, query), need)


def _reaches(place: Place, within_miles: float) -> list[ColumnElement[bool]]:
    """Either its area names the place, or its site lies in the box around the point, or in the same authority."""
    codes = [area.code for area in place.local_authorities]
    conditions: list[ColumnElement[bool]] = []
    for kind, values in ((AreaKind.LOCAL_AUTHORITY, codes), (AreaKind.ICB, [area.code for area in place.icbs])):
        named = select(service_area.c.service_id).where(
            service_area.c.kind == kind.value, service_area.c.value.in_(values)
        )
        conditions.append(service.c.id.in_(named))
    conditions.append(and_(location.c.latitude.is_(None), location.c.local_authority.in_(codes)))
    if place.point is not None:
        high = within_miles / _MILES_IN_DEGREE * _MARGIN
        wide = high / max(0.1, math.cos(math.radians(place.point.latitude)))
        conditions.append(
            and_(
                location.c.latitude.between(place.point.latitude - high, place.point.latitude + high),
                location.c.longitude.between(place.point.longitude - wide, place.point.longitude + wide),
            )
        )
    return conditions
