"""Long past: "I used to self harm years ago". Yesterday and last week are not past, and "still" or "again" undo it."""

from __future__ import annotations

from bot.safety.scene import Found, Scene
from bot.words import Support

_USED_TO_REACH = 5


def ceiling(found: Found, scene: Scene) -> Support | None:
    """Give ``OFFER`` when the find's sentence places it long ago and nothing in it says that it goes on."""
    if any(scene.near("current", found)):
        return None
    if any(scene.governs(span, found) for span in scene.near("past", found)):
        return Support.OFFER
    return Support.OFFER if any(_used_to(span.end, found) for span in scene.near("used_to", found)) else None


def _used_to(end: int, found: Found) -> bool:
    """Say whether "used to" stands right before the find, or begins it: "used to be happy, now ..." is not past."""
    return found.start - _USED_TO_REACH <= end <= found.end
