"""A door as the card that a person sees."""

from __future__ import annotations

from bot.directory import particulars, phrases
from bot.directory.values import Door, Service, ServiceKind
from bot.words import ServiceCard

_CARE = {ServiceKind.CRISIS_PLACE: "urgent"}
# OpenStreetMap shows a place without an account, and learns nothing from us of who looks.
_MAP = "https://www.openstreetmap.org/?mlat={0:.5f}&mlon={1:.5f}#map=17/{0:.5f}/{1:.5f}"


_MOST_NAMED = 8  # practices; a longer list is no help on a card

_UNSURE = "We do not know if you can walk in. Ask NHS 111 first: choose the mental health option."


def card(door: Door) -> ServiceCard:
    """Everything that a person needs to go through this door; what is not known is left out."""
    service = door.service
    ages = phrases.ages(service.min_age_months, service.max_age_months)
    return ServiceCard(
        name=service.name,
        care=_CARE.get(service.kind, "non-urgent"),
        why=_why(door, ages),
        who=ages,
        phone=service.phone,
        text_to=service.text_to,
        hours=door.hours,
        address=_address(service),
        url=service.url,
        map_url=None if service.point is None else _MAP.format(service.point.latitude, service.point.longitude),
        note=_note(service),
        source=service.source,
        checked_on=service.checked_on,
        other_hours=door.other_hours,
        bsl_url=service.bsl_url,
        languages=particulars.languages(service.languages),
        interpreter=service.interpreter,
        accessibility=service.accessibility,
        cost=service.cost,
    )


def _why(door: Door, ages: str | None) -> str | None:
    """Why this one, without the ages: the card says under ``who`` who may come."""
    return ", ".join(part for part in door.why.split(", ") if part != ages) or None


def _address(service: Service) -> str | None:
    parts = [part for part in (service.address, service.town, service.postcode) if part]
    return ", ".join(parts) or None


def _note(service: Service) -> str | None:
    """The way in, whose GP practices it is for, what to say on the phone, and what else the source tells."""
    named = service.catchment.gp_practices
    practices = f"For people registered at {_joined(named)}." if 0 < len(named) <= _MOST_NAMED else None
    unsure = _UNSURE if service.kind is ServiceKind.CRISIS_PLACE and not service.access else None
    call = f"On the phone: {service.phone_note}." if service.phone and service.phone_note else None
    return (
        " ".join(part for part in (phrases.ways(service.access), unsure, practices, call, service.note) if part) or None
    )


def _joined(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
