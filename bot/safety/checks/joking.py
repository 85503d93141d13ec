"""A joke about somebody else: "I'll kill my brother lol".

It lowers anger at others only, and only in words that people overstate with ("kill", "strangle"), not in "hurt" or
"stab". A "lol" after a person's own wish to die lowers nothing: teenagers wrap the worst in a laugh.
"""

from __future__ import annotations

from bot.safety.scene import Found, Scene
from bot.words import Support, Theme

_OVERSTATED = frozenset({"kill", "killing", "murder", "murdering", "strangle", "strangling", "punch", "beat", "batter"})


def ceiling(found: Found, scene: Scene) -> Support | None:
    """Give ``NONE`` for harm to others, short of an emergency, with a laugh or an everyday grudge beside it."""
    if found.group.theme is not Theme.HARM_TO_OTHERS or found.group.support is Support.EMERGENCY:
        return None
    if _OVERSTATED.isdisjoint(scene.words[found.start : found.end]):
        return None
    return Support.NONE if any(scene.near("joking", found)) else None
