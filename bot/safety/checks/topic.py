"""A question about a topic, professional talk, research, a service's name: about people in general, nobody here.

A real person behind a professional's words ("one of my pupils wants to die") is no topic: only people in
general are lowered, and never the person's own "I".
"""

from __future__ import annotations

from bot.safety.scene import Found, Scene
from bot.words import Support

_OWN = frozenset({"i", "me", "my", "myself", "he", "she", "himself", "herself", "him", "her"})
_OWN_REACH = 4
_GENERIC_REACH = 4


def ceiling(found: Found, scene: Scene) -> Support | None:
    """Give ``OFFER`` for "someone who is suicidal", ``NONE`` for training, research and names of services."""
    told = scene.words[max(0, found.start - _OWN_REACH) : found.end]
    if not _OWN.isdisjoint(told):
        return None
    if any(scene.near("professional", found)):
        return Support.NONE
    generic = scene.near("generic", found)
    # "an urge to stab people": whom it is done to stands inside the find, and says nothing of who is in danger.
    first = found.start - _GENERIC_REACH
    return Support.OFFER if any(first <= s.end <= found.end and s.start <= found.start for s in generic) else None
