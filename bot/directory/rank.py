"""Which services fit a need, in which order, and why: pure, over services already read. Deterministic."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from bot.directory import hours, particulars, phrases
from bot.directory.catchment import Basis, Cover
from bot.directory.freshness import is_fresh
from bot.directory.openness import openness
from bot.directory.reach import is_walked_into
from bot.directory.values import Door, Need, Service, ServiceKind, Status
from bot.places import Place


class Fit(IntEnum):
    """How surely a service covers a place, the surest first."""

    CATCHMENT = 0  # its area holds the whole place
    PART = 1  # its area holds part of the place: an outcode that straddles
    NEAR = 2  # anybody may walk in, and it is near enough
    ASK_FIRST = 3  # it is near, but who may walk in is not known: never "the nearest", always "ask NHS 111 first"


Order = tuple[int, int, float, str, str]
"""Where a candidate stands: how good an hour, how sure a fit, miles (infinite where not known), name, id."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service that fits a need."""

    service: Service
    fit: Fit
    miles: float | None
    order: Order


def rank(services: Iterable[Service], need: Need) -> tuple[Door, ...]:
    """The doors for ``need``, the best first, at most ``need.limit``.

    Never one that is held, closed or stale, for another age, or outside its area. Without a place nothing is known to
    fit, so nothing is shown: the national door is.
    """
    today = need.now.astimezone(hours.LONDON).date()
    judged = (judge(service, miles_to(service, need.place), need, today) for service in services)
    fitting = (candidate for candidate in judged if candidate is not None)
    return open_doors(heapq.nsmallest(need.limit, fitting, key=lambda candidate: candidate.order), need, today)


def judge(service: Service, miles: float | None, need: Need, today: date) -> Candidate | None:
    """What a service is to a need, on this day in England; ``None`` where it is not for them."""
    shown = service.status is Status.ACTIVE and service.kind is need.kind
    if not (shown and _right_age(service, need.age_months) and is_fresh(service, today) and is_reachable(service)):
        return None
    fit = _fit(service, need, miles)
    return None if fit is None else Candidate(service, fit, miles, _order(service, fit, miles, need))


def open_doors(candidates: Iterable[Candidate], need: Need, today: date) -> tuple[Door, ...]:
    """Candidates in words."""
    return tuple(
        _door(candidate, hours.state(candidate.service, need.now), need.place, today) for candidate in candidates
    )


def miles_to(service: Service, place: Place | None) -> float | None:
    """How far it is; ``None`` where one of both points is not known."""
    if service.point is None or place is None or place.point is None:
        return None
    return place.point.miles_to(service.point)


def is_reachable(service: Service) -> bool:
    """A name alone opens no door: there must be a number, a link, or somewhere to go."""
    return bool(service.phone or service.text_to or service.url or service.address or service.point)


def _right_age(service: Service, months: int | None) -> bool:
    """An unknown age, of the person or of the service, hides nothing: the card says who may come."""
    if months is None:
        return True
    low, high = service.min_age_months, service.max_age_months
    return (low is None or months >= low) and (high is None or months <= high)


def _fit(service: Service, need: Need, miles: float | None) -> Fit | None:
    """How the service covers the place; ``None`` where it does not, or where that cannot be known."""
    if service.catchment:
        cover = service.catchment.covers(need.place, need.practice, service.point)
        return None if cover is None else (Fit.CATCHMENT if cover is Cover.WHOLE else Fit.PART)
    if need.place is None or not is_walked_into(service):
        return None  # its area is what decides, and that is not known; "nearest" helps only where people may walk in
    here = miles is None and service.site_authority in {area.code for area in need.place.local_authorities}
    if not here and (miles is None or miles > need.within_miles):
        return None
    return Fit.NEAR if service.access else Fit.ASK_FIRST


def _order(service: Service, fit: Fit, miles: float | None, need: Need) -> Order:
    """By fit, then distance, name and id. A place to go to now: open before unknown before shut, then the nearest."""
    far = float("inf") if miles is None else miles
    if service.kind is not ServiceKind.CRISIS_PLACE:
        return (0, int(fit), far, service.name, service.id)
    asks_first = int(fit is Fit.ASK_FIRST)  # a door that is ours by area is no better than one that is near
    return (int(openness(service, need.now)), asks_first, far, service.name, service.id)


def _door(candidate: Candidate, state: hours.State | None, place: Place | None, today: date) -> Door:
    service, rough = candidate.service, place is not None and place.is_rough
    visited = service.kind in (ServiceKind.CRISIS_PLACE, ServiceKind.NEIGHBOURHOOD_CENTRE)
    unsure = state is not None and state.is_open is None
    parts = [
        state.words if state and visited else None,
        "ring before you go" if unsure and visited and service.phone else None,
        phrases.miles(candidate.miles, rough=rough) if candidate.miles is not None and visited else None,
        f"in {service.town}" if candidate.miles is None and visited and service.town else None,
        phrases.first_way(service.access) if candidate.fit is not Fit.ASK_FIRST else "ask NHS 111 first",
        phrases.ages(service.min_age_months, service.max_age_months),
        _area_words(service, place, candidate.fit),
    ]
    week = hours.week(service.hours)
    spoken = state.words if state else None
    if spoken and not visited:
        spoken = f"phone line {spoken}"
    both = f"{spoken} ({week})" if spoken and week and week != "day and night, every day" else spoken
    why = ", ".join(part for part in parts if part)
    return Door(service, candidate.miles, why, both, particulars.other_hours(service.special_hours, today))


def _area_words(service: Service, place: Place | None, fit: Fit) -> str | None:
    """Whose door it is: always said where it is not everybody's."""
    part = f"covers part of {place.text}" if place is not None and fit is Fit.PART else None
    words = service.catchment.words
    if words is None:
        return part
    whose = {
        Basis.AREA: f"for people in {words}",
        Basis.HOME: f"for people who live in {words}",
        Basis.GP_PRACTICE: f"for people with a GP in {words}",
        Basis.HOME_AND_GP_PRACTICE: f"for people who live and have a GP in {words}",
    }[service.catchment.basis]
    return f"{whose}, which {part}" if part else whose
