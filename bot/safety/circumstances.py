"""Which variants of the wording fit what was said: an age, a birth, a place. They change words, never support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.safety.automaton import Span
from bot.safety.checks.negation import denied
from bot.words import Variant


@dataclass(frozen=True)
class Circumstance:
    """What a phrase of a variant's file says: that it fits, or (``undoes``) that the words mean something else."""

    variant: Variant
    undoes: bool = False


def heard(found: Sequence[tuple[Span, Circumstance, bool]], words: Sequence[str]) -> frozenset[Variant]:
    """Give the variants that were said and neither denied nor undone. The last of each three: the phrase denies."""
    undone = [(span, circumstance.variant) for span, circumstance, _ in found if circumstance.undoes]
    return frozenset(
        circumstance.variant
        for span, circumstance, denies in found
        if not circumstance.undoes
        and not denied(span.start, span.end, words, denies=denies)
        and not any(
            variant is circumstance.variant and other.start < span.end and span.start < other.end
            for other, variant in undone
        )
    )
