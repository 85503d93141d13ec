"""Many services in a small area, and people in it, made by chance: every kind, area, week and age."""

import random
from datetime import UTC, date, datetime, time, timedelta

from bot.directory.catchment import Basis, Catchment
from bot.directory.hours import all_day_every_day
from bot.directory.values import (
    Access,
    BankHolidays,
    CrisisSetting,
    Need,
    Opening,
    Service,
    ServiceKind,
    SpecialHours,
    Status,
)
from bot.places import Area, Country, Place, Point, Practice, Precision

AUTHORITIES = tuple(Area(f"E0800{number:04}", f"Town {number}") for number in range(6))
BOARDS = tuple(Area(code, code) for code in ("QWO", "QOQ", "QHM"))
OUTCODES = ("LS1", "LS2", "BD9", "YO1")
PRACTICES = ("B86000", "B86001", "The Station Surgery", "High Street & Mill Lane")
FIRST = datetime(
    2026, 1, 1, tzinfo=UTC
)  # of the year in which people ask: bank holidays and both changes of the clocks
_NAMES = ("The Haven", "The Cafe", "A Place")
_HIGH, _WIDE = 0.6, 0.9  # degrees: some are too far from others, most are not


def make_services(chance: random.Random, count: int) -> list[Service]:
    """So many services."""
    return [_service(chance, f"s{number:04}") for number in range(count)]


def make_need(chance: random.Random) -> Need:
    """Somebody, somewhere in the area, at some hour of the year."""
    place = None if chance.random() < 0.1 else _place(chance)
    return Need(
        kind=chance.choice(tuple(ServiceKind)),
        place=place,
        age_months=chance.choice((None, 150, 210, 216, 400)),
        now=FIRST + timedelta(minutes=chance.randrange(366 * 24 * 60)),
        practice=None if chance.random() < 0.5 else _practice(chance),
        limit=chance.choice((1, 3, 3, 8)),
        within_miles=chance.choice((2.0, 25.0, 25.0, 60.0)),
    )


def _service(chance: random.Random, name: str) -> Service:
    kind = chance.choice(tuple(ServiceKind))
    status = Status.ACTIVE if chance.random() < 0.9 else Status.HELD
    hours = _hours(chance)
    return Service(
        id=name,
        kind=kind,
        name=chance.choice(_NAMES),
        status=status,
        held_reason=None if status is Status.ACTIVE else "not confirmed",
        setting=chance.choice(tuple(CrisisSetting)) if kind is ServiceKind.CRISIS_PLACE else None,
        phone=chance.choice((None, "0113 496 0000")),
        hours=hours,
        special_hours=_special_hours(chance) if chance.random() < 0.2 else (),
        bank_holidays=chance.choice(tuple(BankHolidays)),
        access=chance.choice(((), (Access.WALK_IN,), (Access.GP,), (Access.GP, Access.WALK_IN))),
        min_age_months=chance.choice((None, None, 132, 216)),
        max_age_months=chance.choice((None, None, 215, 310)),
        catchment=_catchment(chance) if chance.random() < 0.5 else Catchment(),
        address=chance.choice((None, "1 High Street")),
        point=None if chance.random() < 0.2 else _point(chance),
        site_authority=None if chance.random() < 0.2 else chance.choice(AUTHORITIES).code,
        source="made by chance",
        checked_on=date(2024, 7, 1) + timedelta(days=chance.randrange(900)),
    )


def _hours(chance: random.Random) -> tuple[Opening, ...]:
    if chance.random() < 0.4:
        return chance.choice(((), all_day_every_day()))
    days = {(chance.randrange(7), _time(chance)): _time(chance) for _ in range(chance.randrange(1, 9))}
    return tuple(Opening(weekday, opens, closes) for (weekday, opens), closes in sorted(days.items()))


def _special_hours(chance: random.Random) -> tuple[SpecialHours, ...]:
    first = FIRST.date() + timedelta(days=chance.randrange(366))
    openings = ((_time(chance), _time(chance)),) if chance.random() < 0.5 else ()
    return (SpecialHours(first, first + timedelta(days=chance.randrange(40)), openings),)


def _time(chance: random.Random) -> time:
    return time(chance.randrange(24), chance.choice((0, 0, 15, 59)))


def _catchment(chance: random.Random) -> Catchment:
    named = Catchment(
        local_authorities=_some(chance, [area.code for area in AUTHORITIES]),
        icbs=_some(chance, [area.code for area in BOARDS]),
        outcodes=_some(chance, OUTCODES),
        gp_practices=_some(chance, PRACTICES),
        polygon=tuple(_point(chance) for _ in range(chance.randrange(3, 7))) if chance.random() < 0.2 else (),
        radius_miles=chance.uniform(0.5, 15) if chance.random() < 0.2 else None,
        basis=chance.choice(tuple(Basis)),
    )
    return named or Catchment(icbs=(BOARDS[0].code,))


def _some(chance: random.Random, values: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(chance.sample(values, chance.randrange(1, 3)))) if chance.random() < 0.25 else ()


def _place(chance: random.Random) -> Place:
    precision = chance.choice((Precision.POSTCODE, *Precision))
    several = 1 if precision is Precision.POSTCODE else chance.randrange(1, 4)
    by_code = precision in (Precision.POSTCODE, Precision.OUTCODE)
    return Place(
        text=chance.choice(OUTCODES) if by_code else "Somewhere",
        precision=precision,
        country=Country.ENGLAND,
        point=None if precision is not Precision.POSTCODE and chance.random() < 0.3 else _point(chance),
        local_authorities=tuple(chance.sample(AUTHORITIES, several)),
        icbs=tuple(chance.sample(BOARDS, min(several, 2))),
    )


def _practice(chance: random.Random) -> Practice:
    name = chance.choice(("THE STATION SURGERY", "HIGH STREET AND MILL LANE", "ANOTHER"))
    code = chance.choice(("B86000", "B86001", "X00001"))
    return Practice(code, name, place=None if chance.random() < 0.3 else _place(chance))


def _point(chance: random.Random) -> Point:
    if chance.random() < 0.2:  # at the same point as others, on a border of the search's cells
        return Point(53.5 + chance.randrange(4) * 0.05, -1.6 + chance.randrange(4) * 0.08)
    return Point(53.4 + chance.random() * _HIGH, -1.9 + chance.random() * _WIDE)
