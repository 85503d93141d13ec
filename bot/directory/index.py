"""The services of one kind, laid out so that those that may fit are found without a look at the rest. Pure."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.directory.catchment import AreaKind, Catchment
from bot.directory.grid import Boxes, Cells, Spot, spot_of
from bot.directory.openness import hours_in_week
from bot.directory.rank import Fit, is_reachable
from bot.directory.reach import catchment_box, is_walked_into
from bot.directory.values import Need, Service, Status
from bot.places import Place, Practice, plain_name


@dataclass(frozen=True, slots=True)
class Entry:
    """A service, and what it can be at best: the hours in which it may be open, a bit each; how it fits; its spot."""

    service: Service
    hours: int
    fit: Fit
    spot: Spot


class Group:
    """Services that are found together; their spots lie side by side, so that to go over many is quick."""

    __slots__ = ("_x", "_y", "_z", "entries")

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Made of these; more may follow."""
        self.entries: list[Entry] = []
        self._x, self._y, self._z = array("d"), array("d"), array("d")
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Put one more with the others."""
        self.entries.append(entry)
        for numbers, number in zip((self._x, self._y, self._z), entry.spot, strict=True):
            numbers.append(number)

    def cosines(self, spot: Spot) -> list[float]:
        """The product of each one's spot with this one: see ``miles_at_least``."""
        x, y, z = spot
        return [x * a + y * b + z * c for a, b, c in zip(self._x, self._y, self._z, strict=True)]


class Index:
    """Services of one kind. It leaves out what fits nobody, and nothing that ``rank`` would show to anybody."""

    def __init__(self, services: Iterable[Service]) -> None:
        """Lay out ``services``."""
        self._named: defaultdict[tuple[AreaKind, str], Group] = defaultdict(Group)
        self._drawn: Boxes[Entry] = Boxes()
        self._sites: Cells[Group] = Cells(Group)
        self._of_authority: defaultdict[str, Group] = defaultdict(Group)
        self._unplaced: defaultdict[str, Group] = defaultdict(Group)
        for service in services:
            if service.status is Status.ACTIVE and is_reachable(service):
                self._add(_entry(service))

    def of_area(self, need: Need) -> list[Group]:
        """Those whose area may hold the person or their GP practice, and those of their authority on no map.

        One may come several times, for several reasons.
        """
        home, practice = need.place, need.practice
        places = (home, practice.place if practice is not None else None)
        keys = [key for place in places if place is not None for key in _names_around(place)]
        keys += [] if practice is None else _names_of(practice)
        drawn = (self._drawn.around(place.point) for place in places if place is not None and place.point is not None)
        return [
            *(self._named[key] for key in dict.fromkeys(keys) if key in self._named),
            *map(Group, drawn),
            *self._off_the_map(home),
        ]

    def rings(self, need: Need) -> Iterator[tuple[float, list[Group]]]:
        """Those that anybody near may use, in growing rings; see ``Cells.rings``."""
        if need.place is None or need.place.point is None:
            return iter(())
        return self._sites.rings(need.place.point, need.within_miles)

    def _add(self, entry: Entry) -> None:
        service = entry.service
        if service.catchment:
            for key in _names_in(service.catchment):
                self._named[key].add(entry)
            box = catchment_box(service)
            if box is not None:
                self._drawn.add(box, entry)
        elif is_walked_into(service):
            if service.point is not None:
                self._sites.at(service.point).add(entry)
            if service.site_authority is not None:
                self._of_authority[service.site_authority].add(entry)
            if service.site_authority is not None and service.point is None:
                self._unplaced[service.site_authority].add(entry)

    def _off_the_map(self, place: Place | None) -> list[Group]:
        """Of the place's authorities: those without a point; all of them where the place itself has none."""
        if place is None:
            return []
        groups = self._of_authority if place.point is None else self._unplaced
        return [groups[area.code] for area in place.local_authorities if area.code in groups]


def _entry(service: Service) -> Entry:
    fit = Fit.CATCHMENT if service.catchment else Fit.NEAR if service.access else Fit.ASK_FIRST
    return Entry(service, hours_in_week(service), fit, spot_of(service.point))


def _names_in(catchment: Catchment) -> set[tuple[AreaKind, str]]:
    return {
        *((AreaKind.LOCAL_AUTHORITY, code) for code in catchment.local_authorities),
        *((AreaKind.ICB, code) for code in catchment.icbs),
        *((AreaKind.OUTCODE, outcode) for outcode in catchment.outcodes),
        *((AreaKind.GP_PRACTICE, code) for code in catchment.gp_practices),
        *((AreaKind.GP_PRACTICE_NAME, plain_name(name)) for name in catchment.gp_practices),
    }


def _names_around(place: Place) -> list[tuple[AreaKind, str]]:
    return [
        *((AreaKind.LOCAL_AUTHORITY, area.code) for area in place.local_authorities),
        *((AreaKind.ICB, area.code) for area in place.icbs),
        *([] if place.outcode is None else [(AreaKind.OUTCODE, place.outcode)]),
    ]


def _names_of(practice: Practice) -> tuple[tuple[AreaKind, str], ...]:
    return ((AreaKind.GP_PRACTICE, practice.code), (AreaKind.GP_PRACTICE_NAME, plain_name(practice.name)))
