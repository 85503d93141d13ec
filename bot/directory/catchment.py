"""Whom a service is for by where they live or who their GP is: a catchment, and how surely it holds somebody. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from bot.places import Place, Point, Practice, Precision


class Basis(StrEnum):
    """Whose address decides: home, GP practice or both; ``area`` where the source does not say."""

    AREA = "area"
    HOME = "home"
    GP_PRACTICE = "gp_practice"
    HOME_AND_GP_PRACTICE = "home_and_gp_practice"


class AreaKind(StrEnum):
    """What a row of a catchment names; ``gp_practice_name`` is a practice's name, plain, for the search alone."""

    LOCAL_AUTHORITY = "local_authority"
    ICB = "icb"
    OUTCODE = "outcode"
    GP_PRACTICE = "gp_practice"
    GP_PRACTICE_NAME = "gp_practice_name"


class Cover(IntEnum):
    """How surely a catchment holds a person, the surest first."""

    WHOLE = 0
    PART = 1  # it holds a part of where they are


@dataclass(frozen=True)
class Catchment:
    """Where a service's people live, or whose patients they are. An empty one says nothing.

    ``gp_practices`` are ODS codes (``F84062``), or names where the source gives no codes. ``polygon`` is a ring of
    points, closed or not; ``radius_miles`` is measured from the service's site, as the crow flies.
    """

    local_authorities: tuple[str, ...] = ()
    icbs: tuple[str, ...] = ()
    outcodes: tuple[str, ...] = ()
    gp_practices: tuple[str, ...] = ()
    polygon: tuple[Point, ...] = field(default=(), repr=False)
    radius_miles: float | None = None
    basis: Basis = Basis.AREA
    words: str | None = None

    @property
    def has_area(self) -> bool:
        """Whether it can be told from a place alone."""
        named = self.local_authorities or self.icbs or self.outcodes
        return bool(named or self.polygon) or self.radius_miles is not None

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return self.has_area or bool(self.gp_practices)

    def covers(self, home: Place | None, practice: Practice | None, site: Point | None) -> Cover | None:
        """How surely it holds somebody at ``home`` who is registered at ``practice``; ``None`` where it does not.

        The GP practice comes before the home where it is known and the source does not say that the home decides.
        """
        if self.gp_practices and practice is not None:
            return Cover.WHOLE if practice.is_one_of(self.gp_practices) else None
        if self.basis is Basis.HOME_AND_GP_PRACTICE and practice is not None:
            return self._both(home, practice.place, site)
        if self.basis is not Basis.HOME and practice is not None and practice.place is not None:
            return self._holds(practice.place, site)
        return self._holds(home, site)

    def _both(self, home: Place | None, at_practice: Place | None, site: Point | None) -> Cover | None:
        places = [place for place in (home, at_practice) if place is not None]
        held = [self._holds(place, site) for place in places]
        if not held or None in held:
            return None
        return max(cover for cover in held if cover is not None)

    def _holds(self, place: Place | None, site: Point | None) -> Cover | None:
        if place is None:
            return None
        held = (
            _share([area.code in self.local_authorities for area in place.local_authorities]),
            _share([area.code in self.icbs for area in place.icbs]),
            self._by_outcode(place),
            self._by_point(place, site),
        )
        return min((cover for cover in held if cover is not None), default=None)

    def _by_outcode(self, place: Place) -> Cover | None:
        return Cover.WHOLE if place.outcode is not None and place.outcode in self.outcodes else None

    def _by_point(self, place: Place, site: Point | None) -> Cover | None:
        """Exact for a postcode; the middle of a wider place tells that a part of it lies inside, no more."""
        if place.point is None:
            return None
        near = self.radius_miles is not None and site is not None and site.miles_to(place.point) <= self.radius_miles
        if not near and not _inside(place.point, self.polygon):
            return None
        return Cover.WHOLE if place.precision is Precision.POSTCODE else Cover.PART


def _share(inside: Sequence[bool]) -> Cover | None:
    if not any(inside):
        return None
    return Cover.WHOLE if all(inside) else Cover.PART


def _inside(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a ring on the map holds a point (even-odd rule); degrees are taken as flat, right for a few counties."""
    inside = False
    for a, b in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        if (a.latitude > point.latitude) != (b.latitude > point.latitude):
            along = (point.latitude - a.latitude) / (b.latitude - a.latitude)
            inside ^= point.longitude < a.longitude + along * (b.longitude - a.longitude)
    return inside
