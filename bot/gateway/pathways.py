"""What is said to whom: which crisis response fits what was found, in which wording, and which lines stand beside it.

The tables are read from the top, and the first row that fits is said. Life at risk comes first, then what a person
said of themselves, then of somebody else. In an emergency the gravest thing said decides; else all that was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.wording import Wording
from bot.words import Assessment, Reply, ServiceCard, Signal, Subject, Support, Theme, Variant

URGENT = "utter_crisis_urgent"
AGAIN = "utter_crisis_again"
SOMEONE_ELSE = "utter_crisis_urgent_someone_else"
UNDER_18 = "utter_crisis_under_18"
OFFER = "utter_crisis_offer"

_SELF, _OTHER = Subject.SELF, Subject.SOMEONE_ELSE
_SUICIDE, _SELF_HARM, _ACTED = {Theme.SUICIDE}, {Theme.SELF_HARM}, {Theme.MEDICAL_EMERGENCY}
_HARM, _ABUSE, _VOICES, _EATING = {Theme.HARM_TO_OTHERS}, {Theme.ABUSE}, {Theme.PSYCHOSIS}, {Theme.EATING_DISORDER}
_ANYTHING = set(Theme)
NATIONS = (Variant.WALES, Variant.SCOTLAND, Variant.NORTHERN_IRELAND)
_PLACES = frozenset({*NATIONS, Variant.ABROAD})

Before = Sequence[frozenset[tuple[str, str]]]


@dataclass(frozen=True)
class Told:
    """What a person said of themselves, or of the one they worry about, in earlier messages.

    ``answered``: those of the variants that an earlier crisis reply could heed; their short lines are not said again.
    """

    variants: frozenset[Variant] = frozenset()
    answered: frozenset[Variant] = frozenset()

    def beside(self, found: Assessment) -> Assessment:
        """Add what was told to what was found. A place said now comes before another, a child only where one fits."""
        kept = self.variants
        if not found.variants.isdisjoint(_PLACES):
            kept -= _PLACES
        if all(signal.subject is _SELF for signal in found.signals):
            kept -= {Variant.SOMEONE_UNDER_18}
        return replace(found, variants=found.variants | kept)


NOTHING_TOLD = Told()


@dataclass(frozen=True)
class Way:
    """A row: ``response`` is said where one of ``themes`` was said of ``subject``, and ``variant`` was said.

    What is left out is not asked for. ``unless`` names variants that rule a line out, ``not_beside`` the responses
    that say the same themselves.
    """

    response: str
    themes: set[Theme] | None = None
    subject: Subject | None = None
    variant: Variant | None = None
    unless: frozenset[Variant] = frozenset()
    not_beside: frozenset[str] = frozenset()

    def fits(self, signals: Iterable[Signal], variants: frozenset[Variant]) -> bool:
        """Whether this row speaks of what was said."""
        said = self.themes is None or any(
            signal.theme in self.themes and self.subject in (None, signal.subject) for signal in signals
        )
        return said and self.variant in (None, *variants) and self.unless.isdisjoint(variants)

    def is_said(self, heeded: frozenset[Variant]) -> bool:
        """Whether this line hangs on a variant alone, and that was heeded before."""
        return self.variant in heeded and self.themes in (None, _ANYTHING)


EMERGENCIES = (
    Way("utter_crisis_emergency_taken", _ACTED, _SELF, Variant.TAKEN_SOMETHING),
    Way("utter_crisis_emergency_taken_someone_else", _ACTED, _OTHER, Variant.TAKEN_SOMETHING),
    Way("utter_crisis_emergency_harm", _HARM, _SELF),
    Way("utter_crisis_emergency_attack", _HARM | _ABUSE),
    Way("utter_crisis_emergency_someone_else", _ANYTHING, _OTHER),
    Way("utter_crisis_emergency"),
)
URGENTS = (
    Way(UNDER_18, _SUICIDE | _SELF_HARM, _SELF, Variant.UNDER_18),
    Way("utter_crisis_under_18_abuse", _ABUSE, _SELF, Variant.UNDER_18),
    Way("utter_crisis_after_birth", _SUICIDE | _SELF_HARM | _HARM | _VOICES, _SELF, Variant.AFTER_BIRTH),
    Way("utter_crisis_may_have_acted", _ACTED, _SELF),
    Way("utter_crisis_psychosis", _VOICES, _SELF),
    Way(URGENT, _SUICIDE, _SELF),
    Way("utter_crisis_self_harm", _SELF_HARM, _SELF),
    Way("utter_crisis_harm_to_others", _HARM, _SELF),
    Way("utter_crisis_sexual_violence", _ABUSE, _SELF, Variant.SEXUAL_VIOLENCE),
    Way("utter_crisis_abuse", _ABUSE, _SELF),
    Way("utter_crisis_eating_disorder", _EATING, _SELF),
    Way("utter_crisis_child_at_risk", _ABUSE, _OTHER, Variant.CHILD_AT_RISK),
    Way("utter_crisis_child_at_risk", _ABUSE, _OTHER, Variant.SOMEONE_UNDER_18),
    Way("utter_crisis_worried", _VOICES, _OTHER),
    Way("utter_crisis_abuse_someone_else", _ABUSE, _OTHER),
    Way("utter_crisis_worried", _HARM, _OTHER),
    Way("utter_crisis_eating_disorder_someone_else", _EATING, _OTHER),
    Way("utter_crisis_someone_else_under_18", _ANYTHING, _OTHER, Variant.SOMEONE_UNDER_18),
    Way(SOMEONE_ELSE, _ANYTHING, _OTHER),
    Way(UNDER_18, variant=Variant.UNDER_18),  # from here on: danger, and no theme
    Way("utter_crisis_after_birth", variant=Variant.AFTER_BIRTH),
    Way(URGENT),
)
GENTLE = (
    Way(OFFER, _SUICIDE, _SELF),
    Way("utter_crisis_offer_self_harm", _SELF_HARM, _SELF),
    Way("utter_crisis_offer_abuse", _ABUSE, _SELF),
    Way("utter_crisis_offer_eating_disorder", _EATING, _SELF),
    Way("utter_crisis_offer_psychosis", _VOICES, _SELF),
    Way("utter_crisis_offer_someone_else", _ANYTHING, _OTHER),
    Way(OFFER),
)

_NOT_OF_OTHERS = frozenset(way.response for way in (*EMERGENCIES, *URGENTS) if way.subject is not _OTHER) | {AGAIN}
_OF_ABUSE = frozenset(way.response for way in (*EMERGENCIES, *URGENTS) if _ABUSE <= (way.themes or set()) < _ANYTHING)
_DOING_HARM = frozenset({"utter_crisis_emergency_harm"})  # there the other one is hurt
_OF_POISON = frozenset(way.response for way in EMERGENCIES if way.variant) | {"utter_crisis_may_have_acted"}
_OF_THE_YOUNG = frozenset(
    {UNDER_18, "utter_crisis_under_18_abuse", "utter_crisis_someone_else_under_18", "utter_crisis_child_at_risk"}
)
_TOO_YOUNG = frozenset({Variant.UNDER_18, Variant.SOMEONE_UNDER_18})  # for help that begins at 16

BESIDE = (  # short lines beside a response, the most needed first
    Way("utter_crisis_also_taken_something", variant=Variant.TAKEN_SOMETHING, not_beside=_OF_POISON),
    Way("utter_crisis_also_wales", variant=Variant.WALES),
    Way("utter_crisis_also_scotland", variant=Variant.SCOTLAND),
    Way("utter_crisis_also_northern_ireland", variant=Variant.NORTHERN_IRELAND),
    Way("utter_crisis_also_abroad", variant=Variant.ABROAD),
    Way("utter_crisis_also_yourself", _SUICIDE | _SELF_HARM, _SELF, not_beside=_NOT_OF_OTHERS),
    Way("utter_crisis_also_abuse_under_18", _ABUSE, _SELF, Variant.UNDER_18, not_beside=_OF_ABUSE),
    Way(
        "utter_crisis_also_sexual_violence",
        variant=Variant.SEXUAL_VIOLENCE,
        unless=_TOO_YOUNG,
        not_beside=frozenset({"utter_crisis_sexual_violence"}),
    ),
    Way(
        "utter_crisis_also_abuse",
        _ABUSE,
        _SELF,
        unless=_TOO_YOUNG | {Variant.SEXUAL_VIOLENCE},
        not_beside=_OF_ABUSE | _DOING_HARM,
    ),
    Way("utter_crisis_also_child_at_risk", variant=Variant.CHILD_AT_RISK, not_beside=_OF_THE_YOUNG),
    Way("utter_crisis_also_under_18", variant=Variant.UNDER_18, not_beside=_OF_THE_YOUNG),
    Way(
        "utter_crisis_also_someone_under_18",
        _ANYTHING,
        _OTHER,
        Variant.SOMEONE_UNDER_18,
        not_beside=_OF_THE_YOUNG | _NOT_OF_OTHERS,
    ),
    Way(
        "utter_crisis_also_after_birth",
        variant=Variant.AFTER_BIRTH,
        not_beside=frozenset({"utter_crisis_after_birth"}),
    ),
    Way("utter_crisis_also_lgbtq", variant=Variant.LGBTQ),
    Way("utter_crisis_also_veteran", variant=Variant.VETERAN),
    Way("utter_crisis_also_older", variant=Variant.OLDER),
)
MOST_LINES = {Support.EMERGENCY: 1, Support.URGENT: 2}  # the more urgent, the fewer words

OFFERS = tuple(dict.fromkeys(way.response for way in GENTLE))
RESPONSES = tuple(dict.fromkeys([*(way.response for way in (*EMERGENCIES, *URGENTS)), AGAIN]))
NAMES = (*RESPONSES, *(way.response for way in BESIDE))


@dataclass(frozen=True)
class Pathway:
    """What to say: ``response`` in its wording ``nth``, with the lines ``beside`` it, to people in ``nation``."""

    response: str
    nth: int
    beside: tuple[str, ...] = ()
    nation: str | None = None

    def replies(self, wording: Wording) -> tuple[Reply, ...]:
        """The messages: the lines stand before the last one, their doors among its doors, behind the emergency."""
        *first, last = wording.replies(self.response, nth=self.nth)
        said = [wording.replies(name, nth=self.nth)[-1] for name in self.beside]
        lines = [Reply(" ".join(line.text for line in said))] if said else []
        doors = dict.fromkeys((*last.cards[:1], *(card for line in said for card in line.cards), *last.cards[1:]))
        return (*first, *lines, replace(last, cards=_in_nation(tuple(doors), self.nation, wording)))


def choose(found: Assessment, recognised: str | None = None, before: Before = (), told: Told = NOTHING_TOLD) -> Pathway:
    """The pathway for what was found (urgent or emergency).

    ``recognised`` is the engine's response where it recognised what the screen did not see. ``before`` holds what each
    earlier urgent message of the conversation said (themes and subjects), oldest first: what is said for the first
    time gets its own response, what was said before gets other words. ``told`` is heeded as if it were said now, but
    for the short lines beside: those are said once.
    """
    heeded = told.answered - found.variants
    found = told.beside(found)
    said = {(signal.theme.value, signal.subject.value) for signal in found.signals}
    again = bool(before) and said <= frozenset().union(*before)
    if recognised in (None, URGENT) or found.support is Support.EMERGENCY:
        response = response_to(found)
    else:
        response = str(recognised)
    beside = _beside(found, response, heeded)
    nation = next((variant.value for variant in NATIONS if variant in found.variants), None)
    return Pathway(AGAIN if again and response == URGENT else response, len(before), beside, nation)


def response_to(found: Assessment) -> str:
    """The name of the crisis response for what was found."""
    if found.support is Support.EMERGENCY:
        return _first(EMERGENCIES, found.signals[:1], found.variants)  # the gravest stands first
    return _first(URGENTS, found.signals, found.variants)


def offer_line(found: Assessment) -> str:
    """The name of the gentle line for what was found."""
    return _first(GENTLE, found.signals, found.variants)


def _beside(found: Assessment, response: str, heeded: frozenset[Variant]) -> tuple[str, ...]:
    lines = (
        way.response
        for way in BESIDE
        if response not in way.not_beside and way.fits(found.signals, found.variants) and not way.is_said(heeded)
    )
    return tuple(dict.fromkeys(lines))[: MOST_LINES.get(found.support, 0)]


def _first(ways: Sequence[Way], signals: Sequence[Signal], variants: frozenset[Variant]) -> str:
    return next(way.response for way in ways if way.fits(signals, variants))


def _in_nation(cards: tuple[ServiceCard, ...], nation: str | None, wording: Wording) -> tuple[ServiceCard, ...]:
    """The doors that are open to people in a nation: a service that stops at the border is not shown behind it."""
    if nation is None:
        return cards
    there = {service.name for service in wording.national.values() if nation in service.nations}
    return tuple(card for card in cards if card.name in there)
