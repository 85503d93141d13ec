"""Loading the services that the project ships: each dated and sourced, the doubtful ones held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.freshness import is_fresh
from bot.directory.rows import read_services, select_services
from bot.directory.seedfile import read_seed_files
from bot.directory.tables import service as service_table
from bot.directory.values import Service, Status
from bot.directory.write import replace_services
from bot.places import Place, Places, Precision
from bot.places.authorities import read_authorities

ORIGIN = "seed"


@dataclass(frozen=True)
class SeedReport:
    """What was loaded, after what people decided: services that may be shown, those past their age, held and closed.

    ``located`` counts those on the map.
    """

    shown: int
    stale: int
    held: int
    closed: int
    located: int


async def seed(connection: AsyncConnection, places: Places, today: date) -> SeedReport:
    """Put the shipped services in the place of those that an earlier seed loaded. The caller owns the transaction.

    Raises:
        SeedError: a seed file is wrong; nothing was written.
    """
    services = [locate(each, places) for each in read_seed_files(read_authorities())]
    await replace_services(connection, services, ORIGIN)
    return _report(await read_services(connection, select_services().where(service_table.c.origin == ORIGIN)), today)


def locate(service: Service, places: Places) -> Service:
    """The service with the point of its own postcode; a site without a postcode stays without a point."""
    place = places.find(service.postcode) if service.postcode else None
    if not isinstance(place, Place) or place.precision is not Precision.POSTCODE or place.point is None:
        return service
    authority = place.local_authorities[0].code if place.local_authorities else service.site_authority
    return replace(service, point=place.point, located_by="postcode", site_authority=authority)


def _report(services: Sequence[Service], today: date) -> SeedReport:
    counted = Counter(each.status for each in services)
    shown = sum(each.status is Status.ACTIVE and is_fresh(each, today) for each in services)
    located = sum(each.point is not None for each in services)
    stale = counted[Status.ACTIVE] - shown
    return SeedReport(shown, stale, counted[Status.HELD], counted[Status.CLOSED], located)
