"""What a row must be as a whole, where each cell by itself is right. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.directory.csv_cells import CellError
from bot.directory.reach import BY_AREA_ONLY
from bot.directory.service_csv.points import to_point
from bot.directory.values import Access, Service, ServiceKind, Status

_FAR_MILES = 5.0  # a site lies no further from the middle of its postcode, even where that is a whole moor


def site_errors(found: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with where a site is said to be."""
    latitude, longitude, postcode = found["latitude"], found["longitude"], found["postcode"]
    if (latitude is None) != (longitude is None):
        yield "latitude and longitude go together"
    elif latitude is not None:
        try:
            point = to_point(latitude, longitude)
        except CellError as error:
            yield f"latitude and longitude: the point {error}"
        else:
            if postcode is not None and postcode.point.miles_to(point) > _FAR_MILES:
                yield f"latitude and longitude lie more than {_FAR_MILES:.0f} miles from the postcode"
    if postcode is not None and found["site_authority"] is not None:
        codes = {area.code for area in postcode.local_authorities}
        if found["site_authority"] not in codes:
            yield "site_authority is not the one that the postcode lies in"


def errors(service: Service) -> Iterator[str]:
    """What is wrong with a row whose cells are right, each by itself."""
    low, high = service.min_age_months, service.max_age_months
    rules = (
        (low is not None and high is not None and low > high, "min_age is above max_age"),
        (
            service.setting is not None and service.kind is not ServiceKind.CRISIS_PLACE,
            "setting is for crisis places only",
        ),
        (service.phone_note is not None and service.phone is None, "phone_note stands without a phone"),
        (
            service.catchment.radius_miles is not None and service.point is None,
            "radius_miles needs a postcode or coordinates to be measured from",
        ),
        (
            (service.status is Status.HELD) != (service.held_reason is not None),
            "held_reason belongs to held, and to it alone",
        ),
    )
    yield from (reason for is_wrong, reason in rules if is_wrong)
    if service.status is Status.ACTIVE:
        yield from _active_errors(service)


def _active_errors(service: Service) -> Iterator[str]:
    """What a service lacks that is to be shown."""
    for column in ("source", "source_url", "checked_on"):
        if getattr(service, column) is None:
            yield f"{column} is empty: an active service needs it, or must be held"
    if not any((service.phone, service.url, service.address, service.point)):
        yield "an active service needs a phone, a url, an address or a postcode"
    if not service.catchment and not _is_walked_into(service):
        yield "it would never be found: it needs an area, or a place that people may walk into"


def _is_walked_into(service: Service) -> bool:
    """Whether it can be found by distance, or by its authority where it has no point, as the ranking does."""
    by_place = service.kind not in BY_AREA_ONLY and (not service.access or Access.WALK_IN in service.access)
    return by_place and (service.point is not None or service.site_authority is not None)
