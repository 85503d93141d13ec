"""Words that mean danger only when they are all that somebody sends: "took them", "on the bridge", "got a plan"."""

from __future__ import annotations

from bot.language import BREAK, QUOTE
from bot.safety.scene import Found, Scene
from bot.words import Support

_MOST_BESIDE = 3
_MOST_MARKS = 4


def ceiling(found: Found, scene: Scene) -> Support | None:
    """Give ``NONE`` for a group that has to stand alone when more than three other words are said."""
    if not found.group.alone:
        return None
    length = found.end - found.start
    if len(scene.words) > length + _MOST_BESIDE + _MOST_MARKS:
        return Support.NONE
    said = sum(word not in (BREAK, QUOTE) for word in scene.words)
    return Support.NONE if said > length + _MOST_BESIDE else None
