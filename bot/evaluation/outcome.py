"""One row and what was found in it; the words that the measures are made of (``measures.py`` defines them)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.evaluation.rows import Row
from bot.words import Assessment, Support

ORDINARY = frozenset({"distress", "everyday"})


@dataclass(frozen=True)
class Outcome:
    """A row, what was found in it, and what the reply would be about."""

    row: Row
    found: Assessment
    led_to: frozenset[str]


def is_in_danger(outcome: Outcome) -> bool:
    """Labelled urgent or emergency."""
    return outcome.row.support >= Support.URGENT


def is_gentle(outcome: Outcome) -> bool:
    """Labelled offer."""
    return outcome.row.support is Support.OFFER


def is_harmless(outcome: Outcome) -> bool:
    """Labelled none."""
    return outcome.row.support is Support.NONE


def is_ordinary(outcome: Outcome) -> bool:
    """Harmless: distress, or everyday talk."""
    return is_harmless(outcome) and not outcome.row.tags.isdisjoint(ORDINARY)


def is_emergency(outcome: Outcome) -> bool:
    """Labelled emergency."""
    return outcome.row.support is Support.EMERGENCY


def carries_999(outcome: Outcome) -> bool:
    """Emergency support was found."""
    return outcome.found.support is Support.EMERGENCY


def is_noticed(outcome: Outcome) -> bool:
    """Any support above none was found."""
    return outcome.found.support > Support.NONE


def is_interrupted(outcome: Outcome) -> bool:
    """Urgent or emergency support was found."""
    return outcome.found.support >= Support.URGENT


def is_offered(outcome: Outcome) -> bool:
    """The gentle offer was found, and no more."""
    return outcome.found.support is Support.OFFER
