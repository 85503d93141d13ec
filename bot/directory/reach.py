"""From where a service can be found on a map: rows for the R*Tree (SQLite) or the GiST index (PostgreSQL)."""

from __future__ import annotations

import json
import math
from typing import Any

from sqlalchemy import DDL, event

from bot.directory.tables import service_reach
from bot.directory.values import Access, Service, ServiceKind
from bot.places import Point

BY_AREA_ONLY = frozenset({ServiceKind.TALKING_THERAPIES, ServiceKind.YOUNG_FUTURES_HUB})
"""Kinds that are never found by distance."""

MILES_IN_DEGREE = 69.0  # of latitude; a little less than the shortest, so that a box is never too small
_MARGIN = 1.02

# The same stands in the migration that made them; here for tables that are made without one, as tests do.
_ADDED = "INSERT INTO service_reach_tree VALUES (new.number, new.south, new.north, new.west, new.east)"
_PLACED = " WHEN new.south IS NOT NULL"
_GONE = "DELETE FROM service_reach_tree WHERE number = old.number"
_SQLITE = (
    "CREATE VIRTUAL TABLE service_reach_tree USING rtree(number, south, north, west, east)",
    f"CREATE TRIGGER service_reach_added AFTER INSERT ON service_reach{_PLACED} BEGIN {_ADDED}; END",
    f"CREATE TRIGGER service_reach_gone AFTER DELETE ON service_reach BEGIN {_GONE}; END",
)
_POSTGRESQL = (
    "CREATE INDEX ix_service_reach_box ON service_reach USING gist (box(point(west, south), point(east, north)))",
)
for _dialect, _statements in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
    for _statement in _statements:
        event.listen(service_reach, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]  # SQLAlchemy ships no type for it

Box = tuple[float, float, float, float]
"""South, north, west, east, in degrees."""


def box_around(point: Point, miles: float) -> Box:
    """A box that holds every point within ``miles``, and a little more."""
    high = miles / MILES_IN_DEGREE * _MARGIN
    wide = high / max(0.1, math.cos(math.radians(point.latitude)))
    return (point.latitude - high, point.latitude + high, point.longitude - wide, point.longitude + wide)


def reach_row(service: Service) -> dict[str, Any] | None:
    """The row by which a service is found from a point; ``None`` where nothing is to be found from a point.

    A circle without a site has no bounds, and is kept so that it is not taken for a service that anybody may use.
    """
    box = catchment_box(service)
    if box is None and not service.catchment and service.point is not None and is_walked_into(service):
        box = (service.point.latitude, service.point.latitude, service.point.longitude, service.point.longitude)
    if box is None and service.catchment.radius_miles is None:
        return None
    ring = [[point.longitude, point.latitude] for point in service.catchment.polygon]
    south, north, west, east = box or (None, None, None, None)
    return {
        "service_id": service.id,
        "kind": service.kind.value,
        "south": south,
        "north": north,
        "west": west,
        "east": east,
        "radius_miles": service.catchment.radius_miles,
        "polygon": json.dumps(ring) if ring else None,
    }


def read_ring(text: str | None) -> tuple[Point, ...]:
    """The points of a stored polygon."""
    return tuple(Point(latitude, longitude) for longitude, latitude in json.loads(text)) if text else ()


def catchment_box(service: Service) -> Box | None:
    """The bounds of its polygon and its circle; ``None`` where it has neither."""
    catchment, site = service.catchment, service.point
    boxes = []
    if catchment.polygon:
        latitudes = [point.latitude for point in catchment.polygon]
        longitudes = [point.longitude for point in catchment.polygon]
        boxes.append((min(latitudes), max(latitudes), min(longitudes), max(longitudes)))
    if catchment.radius_miles is not None and site is not None:
        boxes.append(box_around(site, catchment.radius_miles))
    if not boxes:
        return None
    souths, norths, wests, easts = zip(*boxes, strict=True)
    return (min(souths), max(norths), min(wests), max(easts))


def is_walked_into(service: Service) -> bool:
    """Whether nearness alone may open it: somebody may walk in, or who may is not known."""
    return service.kind not in BY_AREA_ONLY and (not service.access or Access.WALK_IN in service.access)
