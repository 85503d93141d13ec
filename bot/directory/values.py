"""What help exists, in values: a service, who may come, and what a person needs. No I/O."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal

from bot.directory.catchment import Catchment
from bot.places import Place, Point, Practice


class ServiceKind(StrEnum):
    """What a service is for; it decides how a service is matched to a person."""

    TALKING_THERAPIES = "talking_therapies"
    CRISIS_PLACE = "crisis_place"
    NEIGHBOURHOOD_CENTRE = "neighbourhood_centre"
    YOUNG_FUTURES_HUB = "young_futures_hub"


class CrisisSetting(StrEnum):
    """What sort of crisis place it is."""

    EMERGENCY_UNIT = "emergency_unit"
    ASSESSMENT_SERVICE = "assessment_service"
    CAFE = "cafe"


class Status(StrEnum):
    """``held``: known, not to be shown until a person has checked it; ``held_reason`` says why."""

    ACTIVE = "active"
    HELD = "held"
    CLOSED = "closed"


class Access(StrEnum):
    """A way in. A service may have several; none listed means that the way in is not known."""

    WALK_IN = "walk_in"
    SELF_REFERRAL = "self_referral"
    GP = "gp"
    NHS_111 = "nhs_111"
    REGISTERED_PRACTICE = "registered_practice"


class BankHolidays(StrEnum):
    """What the weekly hours mean on a bank holiday of England; ``unknown`` where the source does not say."""

    AS_USUAL = "as_usual"
    CLOSED = "closed"
    UNKNOWN = "unknown"


EVERYBODY = Catchment()


@dataclass(frozen=True)
class Opening:
    """Open on ``weekday`` (Monday 0) from ``opens`` to ``closes``, local time.

    ``closes`` at or before ``opens`` lies on the next day: 00:00 to 00:00 is the whole day.
    """

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class SpecialHours:
    """Other hours than the week's from ``first`` to ``last``, both days included; without ``openings`` it is shut.

    ``openings`` are pairs of a time that it opens and one that it closes, read as in ``Opening``.
    """

    first: date
    last: date
    openings: tuple[tuple[time, time], ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Service:
    """One service at one site (or with no site). Unknown facts are ``None`` or empty, never guessed.

    Ages are in months, both ends included; ``hours`` empty means not known; an empty ``catchment`` means anybody may
    come. ``languages`` are BCP 47 codes; ``interpreter``, ``accessibility`` and ``cost`` are short words.
    ``checked_on`` is the day the source was seen. ``site_authority`` is the ONS code of the site's local authority.
    """

    id: str
    kind: ServiceKind
    name: str
    status: Status = Status.ACTIVE
    held_reason: str | None = None
    setting: CrisisSetting | None = None
    operator: str | None = None
    phone: str | None = None
    phone_note: str | None = None
    text_to: str | None = None
    bsl_url: str | None = None
    interpreter: str | None = None
    languages: tuple[str, ...] = ()
    accessibility: str | None = None
    cost: str | None = None
    hours: tuple[Opening, ...] = ()
    special_hours: tuple[SpecialHours, ...] = ()
    bank_holidays: BankHolidays = BankHolidays.UNKNOWN
    access: tuple[Access, ...] = ()
    min_age_months: int | None = None
    max_age_months: int | None = None
    catchment: Catchment = EVERYBODY
    address: str | None = None
    town: str | None = None
    postcode: str | None = None
    point: Point | None = None
    located_by: str | None = None
    site_authority: str | None = None
    url: str | None = None
    note: str | None = None
    source: str | None = None
    source_url: str | None = None
    checked_on: date | None = None


@dataclass(frozen=True)
class Need:
    """What is looked for: a kind of service, for somebody at ``place``, of this age, at ``now`` (aware).

    Unknown place, age or GP practice is ``None``. ``within_miles`` bounds what is found by distance alone.
    """

    kind: ServiceKind
    place: Place | None
    age_months: int | None
    now: datetime
    practice: Practice | None = None
    limit: int = 3
    within_miles: float = 25.0


@dataclass(frozen=True)
class Door:
    """One service that fits a need, how far it is in miles, and why this one: "open now, 1.2 miles, walk in".

    ``hours`` says the usual week, ``other_hours`` what differs in the weeks to come.
    """

    service: Service
    distance_miles: float | None
    why: str
    hours: str | None = None
    other_hours: str | None = None


@dataclass(frozen=True)
class School:
    """A school of the operator's own coverage file. ``has_team`` is true where the file says so, else not known."""

    urn: str
    name: str
    town: str | None
    postcode: str | None
    local_authority: str | None
    has_team: Literal[True] | None
    checked_on: date
