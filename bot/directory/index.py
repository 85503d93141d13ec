"""The services of one kind, laid out so that those that may fit are found without a look at the rest. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.directory.catchment import AreaKind, Catchment
from bot.directory.grid import Boxes, Sites, Spot, spot_of
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


class Index:
    """Services of one kind. It leaves out what fits nobody, and nothing that ``rank`` would show to anybody."""

    def __init__(self, services: Iterable[Service]) -> None:
        """Lay out ``services``."""
        self._named: defaultdict[tuple[AreaKind, str], list[Entry]] = defaultdict(list)
        self._drawn: Boxes[Entry] = Boxes()
        self._sites: Sites[Entry] = Sites()
        self._of_authority: defaultdict[str, list[Entry]] = defaultdict(list)
        for service in services:
            if service.status is Status.ACTIVE and is_reachable(service):
                self._add(_entry(service))

    def of_area(self, need: Need) -> Iterator[Entry]:
        """Those whose area may hold the person or their GP practice, and those of their authority on no map.

        One may come several times, for several reasons.
        """
        practice = need.practice
        for place in (need.place, practice.place if practice is not None else None):
            if place is not None:
                yield from self._around(place)
        for key in () if practice is None else _names_of(practice):
            yield from self._named.get(key, ())
        yield from self._off_the_map(need.place)

    def rings(self, need: Need) -> Iterator[tuple[float, list[Entry]]]:
        """Those that anybody near may use, in growing rings; see ``Sites.rings``."""
        if need.place is None or need.place.point is None:
            return iter(())
        return self._sites.rings(need.place.point, need.within_miles)

    def _add(self, entry: Entry) -> None:
        service = entry.service
        if service.catchment:
            for key in _names_in(service.catchment):
                self._named[key].append(entry)
            box = catchment_box(service)
            if box is not None:
                self._drawn.add(box, entry)
        elif is_walked_into(service):
            if service.point is not None:
                self._sites.add(service.point, entry)
            if service.site_authority is not None:
                self._of_authority[service.site_authority].append(entry)

    def _around(self, place: Place) -> Iterator[Entry]:
        keys = [(AreaKind.LOCAL_AUTHORITY, area.code) for area in place.local_authorities]
        keys += [(AreaKind.ICB, area.code) for area in place.icbs]
        if place.outcode is not None:
            keys.append((AreaKind.OUTCODE, place.outcode))
        for key in keys:
            yield from self._named.get(key, ())
        if place.point is not None:
            yield from self._drawn.around(place.point)

    def _off_the_map(self, place: Place | None) -> Iterator[Entry]:
        """Of the place's authorities: those without a point; all of them where the place itself has none."""
        if place is None:
            return
        for area in place.local_authorities:
            of_authority = self._of_authority.get(area.code, ())
            yield from (entry for entry in of_authority if place.point is None or entry.service.point is None)


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


def _names_of(practice: Practice) -> tuple[tuple[AreaKind, str], ...]:
    return ((AreaKind.GP_PRACTICE, practice.code), (AreaKind.GP_PRACTICE_NAME, plain_name(practice.name)))
