"""Points and boxes on the map, laid out in cells, so that those around a point are found without a look at the rest."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, TypeVar

from bot.directory.reach import MILES_IN_DEGREE, Box
from bot.places import Point

T = TypeVar("T")
Cell = tuple[int, int]

_HIGH, _WIDE = 0.05, 0.08  # degrees of a cell: about three and a half miles each way in England
_QUARTER_TURN = 90.0
_RADIUS_MILES = math.degrees(MILES_IN_DEGREE)  # so it is a little too small, as its degree is
_ROUNDING = 1e-12  # many times what rounding adds to the square of a chord
Spot = tuple[float, float, float]
"""A point on a globe of radius 1, seen from its middle."""
NOWHERE: Spot = (0.0, 0.0, 0.0)
_HAIR = 1e-9  # degrees: the last digit of a sum is not to decide what a box holds


def spot_of(point: Point | None) -> Spot:
    """Where a point lies on the globe."""
    if point is None:
        return NOWHERE
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    aside = math.cos(latitude)
    return (aside * math.cos(longitude), aside * math.sin(longitude), math.sin(latitude))


def miles_at_least(cosine: float) -> float:
    """Miles through the globe between spots with this product, less some yards: never more than the way over it.

    The product of two spots is the sum of the products of their three numbers: the greater, the nearer.
    """
    return _RADIUS_MILES * math.sqrt(max(0.0, 2.0 - 2.0 * cosine - _ROUNDING))


class Sites(Generic[T]):
    """Things that stand at a point each."""

    def __init__(self) -> None:
        self._cells: defaultdict[Cell, list[T]] = defaultdict(list)
        self._count = 0

    def add(self, point: Point, thing: T) -> None:
        """Put a thing where it stands."""
        self._cells[_cell(point, 1)].append(thing)
        self._count += 1

    def rings(self, point: Point, miles: float) -> Iterator[tuple[float, list[T]]]:
        """All within ``miles`` of ``point`` (and some beyond), in growing rings of cells, each with a bound.

        Everything in a ring, and in those after it, is at least as many miles away as its bound says.
        """
        seen, nearest, ring = 0, 0.0, 0
        middle = _cell(point, 1)
        while seen < self._count and nearest <= miles:
            found = [thing for cell in _ring(middle, ring) for thing in self._cells.get(cell, ())]
            seen += len(found)
            yield nearest, found
            nearest = _miles_to_edge(point, middle, ring)
            ring += 1


class Boxes(Generic[T]):
    """Things that hold a box each. A box lies at the level whose cells are as large as itself, so in four at most."""

    def __init__(self) -> None:
        self._levels: dict[int, defaultdict[Cell, list[tuple[Box, T]]]] = {}

    def add(self, box: Box, thing: T) -> None:
        """Put a thing where its box lies."""
        south, north, west, east = box = (box[0] - _HAIR, box[1] + _HAIR, box[2] - _HAIR, box[3] + _HAIR)
        size = max((north - south) / _HIGH, (east - west) / _WIDE, 1.0)
        scale = 2 ** math.ceil(math.log2(size))
        cells = self._levels.setdefault(scale, defaultdict(list))
        (low, left), (high, right) = _cell(Point(south, west), scale), _cell(Point(north, east), scale)
        for row in range(low, high + 1):
            for column in range(left, right + 1):
                cells[row, column].append((box, thing))

    def around(self, point: Point) -> Iterator[T]:
        """The things whose box holds a point."""
        for scale, cells in self._levels.items():
            for (south, north, west, east), thing in cells.get(_cell(point, scale), ()):
                if south <= point.latitude <= north and west <= point.longitude <= east:
                    yield thing


def _cell(point: Point, scale: int) -> Cell:
    return (math.floor(point.latitude / (_HIGH * scale)), math.floor(point.longitude / (_WIDE * scale)))


def _ring(middle: Cell, ring: int) -> Iterator[Cell]:
    """The cells that are so many away from the middle one."""
    row, column = middle
    if ring == 0:
        yield middle
        return
    for right in range(column - ring, column + ring + 1):
        yield (row - ring, right)
        yield (row + ring, right)
    for up in range(row - ring + 1, row + ring):
        yield (up, column - ring)
        yield (up, column + ring)


def _miles_to_edge(point: Point, middle: Cell, ring: int) -> float:
    """The least distance to anything outside the window of so many cells each way: to a parallel, or to a meridian."""
    row, column = middle
    latitude, longitude = point.latitude, point.longitude
    up = min(latitude - (row - ring) * _HIGH, (row + ring + 1) * _HIGH - latitude)
    aside = min(longitude - (column - ring) * _WIDE, (column + ring + 1) * _WIDE - longitude)
    aside = max(0.0, min(aside - _HAIR, _QUARTER_TURN))
    to_meridian = math.asin(math.cos(math.radians(latitude)) * math.sin(math.radians(aside)))
    return MILES_IN_DEGREE * min(max(0.0, up - _HAIR), math.degrees(to_meridian))
