"""What a person decided about a service on the day they saw its source, and what that does to what was loaded. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bot.directory import hours, phrases
from bot.directory.freshness import is_fresh
from bot.directory.values import Service, SpecialHours, Status


class Decision(StrEnum):
    """``keep``: the source says what the row says. ``hold``: not to be shown until checked. ``close``: it is gone."""

    KEEP = "keep"
    HOLD = "hold"
    CLOSE = "close"


@dataclass(frozen=True)
class Check:
    """One decision. ``facts`` is the digest of what was seen: a later load with other facts was not seen by anybody."""

    service_id: str
    seen_on: date
    decision: Decision
    facts: str
    reason: str | None = None


def settle(service: Service, check: Check) -> Service:
    """``service``, as it was loaded, with a person's decision laid over it.

    To keep it counts while nobody saw the source later, the row says what was seen, and the load did not close it. To
    hold or close it counts until a person decides otherwise; a closed one whose source was seen again later is held,
    so that somebody looks.
    """
    is_newer = _is_newer(service, check)
    match check.decision:
        case Decision.KEEP if service.status is Status.CLOSED or is_newer or has_lapsed(service, check):
            return service
        case Decision.KEEP:
            return replace(service, status=Status.ACTIVE, held_reason=None, checked_on=check.seen_on)
        case Decision.HOLD:
            return replace(service, status=Status.HELD, held_reason=check.reason)
        case Decision.CLOSE if is_newer and service.status is not Status.CLOSED:
            reason = f"found closed on {check.seen_on}, and its source was seen again on {service.checked_on}"
            return replace(service, status=Status.HELD, held_reason=reason)
        case Decision.CLOSE:
            return replace(service, status=Status.CLOSED, held_reason=None)


def has_lapsed(service: Service, check: Check) -> bool:
    """Whether somebody decided to keep it, and it now holds facts that nobody has seen since."""
    return check.decision is Decision.KEEP and not _is_newer(service, check) and check.facts != facts_digest(service)


def why_not(service: Service, check: Check, today: date) -> str | None:
    """Why a decision cannot be taken over for ``service`` as it stands; ``None`` where it can."""
    if service.checked_on is not None and check.seen_on < service.checked_on:
        return f"seen_on is earlier than the day on which it was last seen, {service.checked_on}"
    if check.decision is Decision.KEEP:
        return _why_not_kept(replace(service, checked_on=check.seen_on), today)
    return None if check.reason else f"to {check.decision} it needs a reason"


def _why_not_kept(service: Service, today: date) -> str | None:
    """What a service, seen anew, still lacks to be shown."""
    if service.status is Status.CLOSED:
        return "it is closed: hold it first, then keep it"
    if not (service.source and service.source_url):
        return "it has no link to its source: its row needs one before it can be kept"
    if not (service.phone or service.text_to or service.url or service.address):
        return "nobody could reach it: its row needs a phone number, a link or an address before it can be kept"
    return None if is_fresh(service, today) else "seen too long ago to be shown"


def facts_digest(service: Service) -> str:
    """SHA-256 over the facts that ``facts_to_check`` names. What is not known is left out: a new field changes none."""
    facts: dict[str, Any] = {name: getattr(service, name) for name in (*_REACHED_BY, *_SITE, *_AGES, "source_url")}
    facts["access"] = sorted(service.access)
    facts["hours"] = sorted([o.weekday, str(o.opens), str(o.closes)] for o in service.hours)
    facts["special_hours"] = sorted(_special(each) for each in service.special_hours)
    known = {name: value for name, value in facts.items() if value not in (None, [])}
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def facts_to_check(service: Service) -> str:
    """In words what a person compares with the source: "phone 0300 123 1503; link https://...; hours not known"."""
    way_in = phrases.ways(service.access)
    special = " and ".join(_special(each) for each in service.special_hours)
    site = ", ".join(getattr(service, name) for name in _SITE if getattr(service, name))
    parts = {
        "phone": service.phone or "not known",
        "text": service.text_to,
        "BSL": service.bsl_url,
        "link": service.url or "not known",
        "hours": hours.week(service.hours) or "not known",
        "other hours": special,
        "ages": phrases.ages(service.min_age_months, service.max_age_months),
        "way in": way_in.rstrip(".") if way_in else None,
        "address": site,
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items() if value)


_REACHED_BY = ("phone", "text_to", "bsl_url", "url")
_SITE = ("address", "town", "postcode")
_AGES = ("min_age_months", "max_age_months")


def _is_newer(service: Service, check: Check) -> bool:
    return service.checked_on is not None and service.checked_on > check.seen_on


def _special(each: SpecialHours) -> str:
    times = ", ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in each.openings) or "shut"
    return f"{each.first} to {each.last} {times}"
