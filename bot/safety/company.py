"""Finds that count only in company: fainting says little alone, and much beside "I have stopped eating"."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from bot.safety.automaton import Span
from bot.safety.pattern_files import Group

NEAR = 80
Find = tuple[Span, Group, bool]


def accompanied(finds: Sequence[Find]) -> list[Find]:
    """Drop each find whose group has to stand ``beside`` another that is not found within 80 words, over sentences."""
    if not any(group.beside for _, group, _ in finds):
        return list(finds)
    places: dict[tuple[str, str], list[int]] = {}
    for span, group, _ in finds:  # in order of start
        places.setdefault((group.theme.value, group.name), []).append(span.start)
    return [find for find in finds if not find[1].beside or _has_company(find, places)]


def _has_company(find: Find, places: dict[tuple[str, str], list[int]]) -> bool:
    span, group, _ = find
    for name in group.beside:
        starts = places.get((group.theme.value, name), [])
        first = bisect.bisect_left(starts, span.start - NEAR)
        if first < len(starts) and starts[first] <= span.start + NEAR:
            return True
    return False
