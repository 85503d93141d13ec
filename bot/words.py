"""The vocabulary that every room shares: what was said, what is answered, what support a reply carries.

Imports nothing but the standard library; runs on Python 3.10 and later.
"""

from __future__ import annotations

import enum
import functools
from dataclasses import dataclass, field
from datetime import date, datetime


@functools.total_ordering
class Support(enum.Enum):
    """What a reply must carry, in order: ``none < offer < urgent < emergency``.

    It describes the reply, never the person: no level is ever put on a person
    (NICE NG225 1.6; NHS England, Staying safe from suicide, 2025).
    """

    NONE = "none"
    OFFER = "offer"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    def __lt__(self, other: Support) -> bool:
        """Order by what the reply carries; the stricter of two is ``max(a, b)``."""
        order = list(Support)
        return order.index(self) < order.index(other)


class Theme(str, enum.Enum):
    """What something said was about. Seven themes; age, place and who are variants of the wording."""

    SUICIDE = "suicide"
    SELF_HARM = "self_harm"
    MEDICAL_EMERGENCY = "medical_emergency"
    HARM_TO_OTHERS = "harm_to_others"
    ABUSE = "abuse"
    PSYCHOSIS = "psychosis"
    EATING_DISORDER = "eating_disorder"


class Subject(str, enum.Enum):
    """Whom something said was about."""

    SELF = "self"
    SOMEONE_ELSE = "someone_else"


class Variant(enum.Enum):
    """What a person said of themselves or of the one they worry about, where the wording heeds it. No theme."""

    UNDER_18 = "under_18"
    SOMEONE_UNDER_18 = "someone_under_18"
    OLDER = "older"
    AFTER_BIRTH = "after_birth"
    LGBTQ = "lgbtq"
    VETERAN = "veteran"
    SEXUAL_VIOLENCE = "sexual_violence"
    CHILD_AT_RISK = "child_at_risk"
    TAKEN_SOMETHING = "taken_something"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"
    ABROAD = "abroad"


@dataclass(frozen=True)
class Signal:
    """One thing that was said: its theme, whom it is about, and the person's own words."""

    theme: Theme
    subject: Subject
    quote: str


@dataclass(frozen=True)
class Assessment:
    """What the safety screen found in one text.

    ``veiled``: it leans to danger, too little to act on alone; it counts with what else was said. ``calm``: the
    second opinion is as good as sure that nothing of the kind was said.
    """

    support: Support = Support.NONE
    signals: tuple[Signal, ...] = ()
    check_failed: bool = False
    variants: frozenset[Variant] = frozenset()
    veiled: bool = False
    calm: bool = False

    def stricter(self, other: Assessment) -> Assessment:
        """Both assessments in one: the higher support, every signal and variant once, a failure of either.

        The signals of the one with the higher support stand first: the gravest thing said stays in front.
        """
        front, behind = (other, self) if other.support > self.support else (self, other)
        return Assessment(
            support=front.support,
            signals=tuple(dict.fromkeys(front.signals + behind.signals)),
            check_failed=self.check_failed or other.check_failed,
            variants=self.variants | other.variants,
            veiled=self.veiled or other.veiled,
            calm=self.calm and other.calm,
        )


@dataclass(frozen=True)
class Button:
    """A choice offered to the person. ``payload`` is what the dialogue engine hears when it is pressed.

    The payload never leaves the service: the person's side gets an id that the gateway issues.
    """

    title: str
    payload: str


@dataclass(frozen=True)
class ServiceCard:
    """One door, as a person sees it. Absent facts are ``None``, never guessed.

    ``hours``, ``why`` and ``who`` are words ("open now, all night"), and so are ``other_hours`` ("closed from 24 to 26
    December"), ``languages`` ("Polish, Urdu"), ``interpreter``, ``accessibility`` and ``cost``; ``bsl_url`` leads to
    help in British Sign Language; ``checked_on`` is the day the source was seen; ``care`` is the NHS care-card kind:
    ``non-urgent``, ``urgent`` or ``emergency``.
    """

    name: str
    care: str = "non-urgent"
    why: str | None = None
    who: str | None = None
    phone: str | None = None
    text_to: str | None = None
    hours: str | None = None
    address: str | None = None
    url: str | None = None
    map_url: str | None = None
    note: str | None = None
    source: str | None = None
    checked_on: date | None = None
    other_hours: str | None = None
    bsl_url: str | None = None
    languages: str | None = None
    interpreter: str | None = None
    accessibility: str | None = None
    cost: str | None = None


@dataclass(frozen=True)
class Reply:
    """One message of ours: text, the choices under it, and the doors it shows."""

    text: str
    buttons: tuple[Button, ...] = ()
    cards: tuple[ServiceCard, ...] = ()


@dataclass(frozen=True)
class IncomingMessage:
    """One message from a person, as a channel hands it to the gateway.

    Exactly one of ``text`` (what was typed, whole) and ``button`` (an id issued in this conversation)
    is set. ``received_at`` is aware, in UTC.
    """

    conversation: str
    channel: str
    received_at: datetime
    text: str | None = None
    button: str | None = None


@dataclass(frozen=True)
class Turn:
    """What the dialogue engine made of one message.

    ``topic`` is the topic of its last answer, ``form`` the form left open, ``hand_over`` the reason
    for which an action asks a person to look, if any, ``responses`` the names of what it said.
    """

    replies: tuple[Reply, ...]
    topic: str | None = None
    form: str | None = None
    hand_over: str | None = None
    responses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What the engine is told of a message: typed text, or the payload of a pressed button."""

    text: str | None = None
    payload: str | None = None
    assessment: Assessment = field(default_factory=Assessment)
