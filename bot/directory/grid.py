"""Points and boxes on the map, laid out in cells, so that those around a point are found without a look at the rest."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
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


class Cells(Generic[T]):
    """One thing for each cell of the map in which there is anything."""

    def __init__(self, new: Callable[[], T]) -> None:
        """``new`` makes what a cell begins with."""
        self._cells: defaultdict[Cell, T] = defaultdict(new)

    def at(self, point: Point) -> T:
        """What belongs to the cell of a point."""
        return self._cells[_cell(point, 1)]

    def rings(self, point: Point, miles: float) -> Iterator[tuple[float, list[T]]]:
        """All cells within ``miles`` of ``point`` (and some beyond), in growing rings, each with a bound.

        Every point of a ring, and of those after it, is at least as many miles away as its bound says.
        """
        seen, nearest, ring = 0, 0.0, 0
        middle = _cell(point, 1)
        while seen < len(self._cells) and nearest <= miles:
            found = [self._cells[cell] for cell in _ring(middle, ring) if cell in self._cells]
            seen += len(found)
            yield nearest, found
            nearest = _miles_to_edge(point, middle, ring)
            ring += 1


class Boxes(Generic[T]):
    """Things that hold a box each. A box lies at a level whose cells are at least half as large: in nine at most."""

    def __init__(self) -> None:
        self._levels: dict[int, defaultdict[Cell, list[tuple[Box, T]]]] = {}

    def add(self, box: Box, thing: T) -> None:
        """Put a thing where its box lies."""
        south, north, west, east = box = (box[0] - _HAIR, box[1] + _HAIR, box[2] - _HAIR, box[3] + _HAIR)
        halves = max((north - south) / _HIGH / 2, (east - west) / _WIDE / 2, 1.0)
        scale = 2 ** math.ceil(math.log2(halves))
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
