"""What the product's reply would be about, read from its own table of pathways."""

from __future__ import annotations

from bot.evaluation.pathways import ABUSE, SOMEONE_ELSE
from bot.gateway.pathways import BESIDE, EMERGENCIES, GENTLE, URGENTS, Way, choose, offer_line
from bot.words import Assessment, Subject, Support, Theme, Variant

_OF_ABUSE = frozenset({Variant.SEXUAL_VIOLENCE, Variant.CHILD_AT_RISK})


def led_to(found: Assessment) -> frozenset[str]:
    """The themes that the reply to ``found``, and the lines beside it, are written for; ``someone_else`` with them.

    A reply for whatever theme is for none of them.
    """
    if found.support is Support.NONE:
        return frozenset()
    if found.support is Support.OFFER:
        return _about(found, GENTLE, {offer_line(found)})
    pathway = choose(found)
    ways = EMERGENCIES if found.support is Support.EMERGENCY else URGENTS
    return _about(found, ways, {pathway.response}) | _about(found, BESIDE, set(pathway.beside))


def _about(found: Assessment, ways: tuple[Way, ...], said: set[str]) -> frozenset[str]:
    about: set[str] = set()
    for way in ways:
        if way.response in said and way.fits(found.signals, found.variants):
            about |= _themes(way) | _subject(way, found)
    return frozenset(about)


def _themes(way: Way) -> set[str]:
    themes = set() if way.themes is None or way.themes == set(Theme) else {theme.value for theme in way.themes}
    return themes | {ABUSE} if way.variant in _OF_ABUSE else themes


def _subject(way: Way, found: Assessment) -> set[str]:
    """A way that leaves open of whom it speaks fits whoever was spoken of."""
    other = way.subject is Subject.SOMEONE_ELSE or (
        way.subject is None
        and way.themes is not None
        and all(signal.subject is Subject.SOMEONE_ELSE for signal in found.signals)
    )
    return {SOMEONE_ELSE} if other else set()
