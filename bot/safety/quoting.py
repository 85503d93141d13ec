"""Cutting the person's own words around a find: one clause, about 200 characters at most."""

from __future__ import annotations

from bot.language import Normalised
from bot.safety.scene import Found, Scene

QUOTE_CHARACTERS = 200


def quote(found: Found, scene: Scene, text: Normalised) -> str:
    """Give the find with as much of its sentence around it as fits; white space is folded to single spaces."""
    first, last = scene.sentence(found.start)
    if first <= found.start and found.end <= last and _length(text, first, last) <= QUOTE_CHARACTERS:
        return shortened(text.cut(first, last))
    start, end = found.start, max(found.end, found.start + 1)
    while True:
        wider_start, wider_end = max(first, start - 1), min(last, end + 1)
        if (wider_start, wider_end) == (start, end) or _length(text, wider_start, wider_end) > QUOTE_CHARACTERS:
            break
        start, end = wider_start, wider_end
    return shortened(text.cut(start, end))


def shortened(words: str) -> str:
    """Fold white space to single spaces and keep the first 200 characters."""
    return " ".join(words.split())[:QUOTE_CHARACTERS]


def _length(text: Normalised, start: int, end: int) -> int:
    return text.ends[end - 1] - text.starts[start]
