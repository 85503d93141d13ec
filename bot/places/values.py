"""What is known of where a person is. Values only: no I/O."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

_EARTH_RADIUS_MILES = 3958.7613  # mean radius, 6371.0088 km (IUGG)


class PlacesError(RuntimeError):
    """The postcode file is missing, of another version, or damaged; the message says what to run."""


class Country(StrEnum):
    """The country of a postcode. Each has its own health service and its own numbers to call."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"
    CROWN_DEPENDENCY = "crown_dependency"


class Precision(StrEnum):
    """How exact a place is: a whole postcode, its first half, a town, or a whole local authority.

    All but the first may straddle several areas; their point is a middle, and distances from it are rough.
    """

    POSTCODE = "postcode"
    OUTCODE = "outcode"
    TOWN = "town"
    AUTHORITY = "authority"


@dataclass(frozen=True)
class Area:
    """A local authority (ONS code) or an integrated care board (NHS organisation code), with its name."""

    code: str
    name: str


@dataclass(frozen=True)
class Point:
    """A position in WGS84 degrees."""

    latitude: float
    longitude: float

    def miles_to(self, other: Point) -> float:
        """Great-circle distance in miles (haversine): as the crow flies, never along a road."""
        lat1, lat2 = math.radians(self.latitude), math.radians(other.latitude)
        half_lat = math.sin((lat2 - lat1) / 2)
        half_lon = math.sin(math.radians(other.longitude - self.longitude) / 2)
        root = math.sqrt(half_lat**2 + math.cos(lat1) * math.cos(lat2) * half_lon**2)
        return 2 * _EARTH_RADIUS_MILES * math.asin(min(1.0, root))


@dataclass(frozen=True)
class Place:
    """Where a person is, as far as a postcode or outcode tells.

    ``text`` is the postcode as Royal Mail writes it (``LS6 3BR``, ``LS6``). ``country`` is ``None`` when an outcode
    lies in two countries. Outside England ``point`` is ``None`` and both areas are empty. For an outcode ``point`` is
    the mean of its postcodes, and every local authority and ICB that it touches is listed, the fullest first.
    """

    text: str
    precision: Precision
    country: Country | None
    point: Point | None = None
    local_authorities: tuple[Area, ...] = ()
    icbs: tuple[Area, ...] = ()

    @property
    def outcode(self) -> str | None:
        """The first half of its postcode; ``None`` for a town or an authority."""
        by_code = self.precision in (Precision.POSTCODE, Precision.OUTCODE)
        return self.text.split(" ")[0] if by_code else None

    @property
    def is_rough(self) -> bool:
        """Whether its point is a middle, not where the person is."""
        return self.precision is not Precision.POSTCODE


@dataclass(frozen=True)
class Practice:
    """A GP practice: its ODS code (``F84062``), name and town, and where it stands, as far as that is known."""

    code: str
    name: str
    town: str | None = None
    place: Place | None = None

    def is_one_of(self, named: tuple[str, ...]) -> bool:
        """Whether a list of ODS codes, or of names where a source gives no codes, holds this practice."""
        return self.code in named or plain_name(self.name) in map(plain_name, named)


def plain_name(name: str) -> str:
    """A name to compare by: small letters, no signs, ``&`` and "the" left out."""
    words = re.sub(r"[^a-z0-9 ]", "", name.lower().replace("&", " ").replace("-", " ")).split()
    return " ".join(word for word in words if word not in ("the", "and"))


@dataclass(frozen=True)
class NotFound:
    """It looks like a postcode and is not in the file: new, mistyped, or a box number. Never "outside England".

    ``border`` is true where its first half lies in England and in another country: ask which. ``outcode`` is what the
    first half alone tells, where that is known.
    """

    text: str
    border: bool
    outcode: Place | None = None
