"""Builders for the directory's tests: say only what matters to the row."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.catchment import Catchment
from bot.directory.hours import all_day_every_day
from bot.directory.tables import service as service_table
from bot.directory.values import Access, CrisisSetting, Need, Opening, Service, ServiceKind
from bot.places import Area, Country, Place, Point, Precision

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)  # a Sunday, winter time
LEEDS, YORK, BRADFORD = "E08000035", "E06000014", "E08000032"
_CATCHMENT = {
    "local_authorities": "local_authorities",
    "icbs": "icbs",
    "outcodes": "outcodes",
    "gp_practices": "gp_practices",
    "polygon": "polygon",
    "radius_miles": "radius_miles",
    "area_basis": "basis",
    "area_words": "words",
}
CITY_SQUARE = Point(53.7962, -1.5479)  # in Leeds


def place(**changes: Any) -> Place:
    """A postcode in Leeds."""
    facts: dict[str, Any] = {
        "text": "LS1 2ES",
        "precision": Precision.POSTCODE,
        "country": Country.ENGLAND,
        "point": CITY_SQUARE,
        "local_authorities": (Area(LEEDS, "Leeds"),),
        "icbs": (Area("QWO", "NHS West Yorkshire"),),
    }
    return Place(**(facts | changes))


def service(**changes: Any) -> Service:
    """A crisis cafe in Leeds that is open day and night to anybody who walks in."""
    facts: dict[str, Any] = {
        "id": "cafe",
        "kind": ServiceKind.CRISIS_PLACE,
        "name": "The Cafe",
        "setting": CrisisSetting.CAFE,
        "hours": all_day_every_day(),
        "access": (Access.WALK_IN,),
        "address": "1 High Street",
        "town": "Leeds",
        "point": CITY_SQUARE,
        "site_authority": LEEDS,
        "source": "a page",
        "source_url": "https://example.org",
        "checked_on": date(2026, 6, 1),
    }
    facts |= changes
    area = {_CATCHMENT[name]: facts.pop(name) for name in _CATCHMENT if name in facts}
    return Service(**facts, **({"catchment": Catchment(**area)} if area else {}))


def therapies(**changes: Any) -> Service:
    """A talking therapies service for people with a GP in Leeds."""
    facts: dict[str, Any] = {
        "id": "therapies",
        "kind": ServiceKind.TALKING_THERAPIES,
        "name": "Leeds Therapies",
        "setting": None,
        "hours": (),
        "access": (Access.SELF_REFERRAL,),
        "address": None,
        "town": None,
        "point": None,
        "site_authority": None,
        "phone": "0113 496 0000",
        "local_authorities": (LEEDS,),
    }
    return service(**(facts | changes))


def need(**changes: Any) -> Need:
    """Somewhere to go now, for somebody in Leeds of whom no age is known."""
    facts: dict[str, Any] = {"kind": ServiceKind.CRISIS_PLACE, "place": place(), "age_months": None, "now": NOW}
    return Need(**(facts | changes))


def opening(weekday: int, opens: str, closes: str) -> Opening:
    return Opening(weekday, time.fromisoformat(opens), time.fromisoformat(closes))


def every_day(opens: str, closes: str) -> tuple[Opening, ...]:
    return tuple(opening(weekday, opens, closes) for weekday in range(7))


async def count_by_status(connection: AsyncConnection) -> dict[str, int]:
    """How many services the directory holds: ``{"active": 18, "held": 32}``."""
    query = select(service_table.c.status, func.count()).group_by(service_table.c.status)
    return {row[0]: row[1] for row in await connection.execute(query)}
