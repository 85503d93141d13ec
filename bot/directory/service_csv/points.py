"""Reading where things lie from a cell: degrees, a radius in miles, a polygon; all within the bounds of England. Pure.

Every reader raises ``CellError`` with words that follow the column's name; none repeats the cell.
"""

from __future__ import annotations

import re

from bot.directory.csv_cells import CellError
from bot.places import Point

_NUMBER = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,15})?")
_POLYGON = re.compile(r"POLYGON ?\(\((?P<ring>[^()]+)\)\)", re.IGNORECASE)
_SMALLEST_RING, _LARGEST_RING = 3, 1_000  # each search near it walks around the whole ring
_MOST_MILES = 100.0
# The bounds of England with its islands, in degrees: Scilly, Land's End, Marshall Meadows, Lowestoft Ness.
_SOUTH, _NORTH, _WEST, _EAST = 49.8, 55.9, -6.5, 1.8


def read_radius(text: str) -> float:
    """Miles around the site."""
    miles = _number(text)
    if not 0 < miles <= _MOST_MILES:
        raise CellError(f"must be more than 0 and {_MOST_MILES:.0f} miles at most")
    return miles


def read_polygon(text: str) -> tuple[Point, ...]:
    """A ring ``POLYGON((longitude latitude, ...))``, as WKT writes it; without holes."""
    match = _POLYGON.fullmatch(text)
    if match is None:
        raise CellError("must be POLYGON((longitude latitude, ...)), one ring without holes")
    pairs = match["ring"].split(",")
    if len(pairs) > _LARGEST_RING:
        raise CellError(f"has too many points: {_LARGEST_RING} at most")
    ring = []
    for pair in pairs:
        numbers = pair.split()
        if len(numbers) != 2:  # noqa: PLR2004  # longitude and latitude
            raise CellError("must have a longitude and a latitude at each of its points")
        ring.append(to_point(_number(numbers[1]), _number(numbers[0])))
    if len(set(ring)) < _SMALLEST_RING:
        raise CellError("needs three points or more")
    return tuple(ring)


def read_degrees(text: str) -> float:
    """Decimal degrees."""
    return _number(text)


def to_point(latitude: float, longitude: float) -> Point:
    """A point within the bounds of England."""
    if _in_england(latitude, longitude):
        return Point(latitude, longitude)
    if _in_england(longitude, latitude):
        raise CellError("lies outside England: latitude and longitude look swapped")
    raise CellError("lies outside England")


def _in_england(latitude: float, longitude: float) -> bool:
    return _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise CellError("must hold decimal numbers like 53.7962 or -1.5479")
    return float(text)
