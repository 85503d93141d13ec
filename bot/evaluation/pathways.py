"""Which reply is right for a row."""

from __future__ import annotations

from bot.evaluation.rows import Row
from bot.words import Assessment, Subject, Support, Theme

SOMEONE_ELSE = Subject.SOMEONE_ELSE.value
ABUSE = Theme.ABUSE.value
MEDICAL = Theme.MEDICAL_EMERGENCY.value
PATHWAYS = (ABUSE, MEDICAL, SOMEONE_ELSE)


def wants(row: Row, pathway: str) -> bool:
    """Whether ``row`` is labelled with what ``pathway`` is for."""
    return row.subject == pathway if pathway == SOMEONE_ELSE else pathway in row.themes


def is_right(row: Row, pathway: str, found: Assessment, led_to: frozenset[str]) -> bool:
    """Whether a reply about ``led_to`` serves what ``row`` is labelled with.

    999 first is right for every medical emergency, and for whatever is labelled an emergency. A row of several themes
    that has abuse among them is served by the reply to any of them: where its writer wants to die, that comes first.
    """
    if pathway == SOMEONE_ELSE:
        return SOMEONE_ELSE in led_to
    if found.support is Support.EMERGENCY and (pathway == MEDICAL or row.support is Support.EMERGENCY):
        return True
    return pathway in led_to if pathway == MEDICAL else not led_to.isdisjoint(row.themes)
