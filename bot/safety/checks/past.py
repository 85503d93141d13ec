"""Long past: "I used to self harm years ago". Yesterday and last week are not past, and "still" or "again" undo it."""

from __future__ import annotations

from bot.safety.scene import Found, Scene
from bot.words import Subject, Support

_USED_TO_REACH = 5
_TOLD_REACH = 4
_TOLD_WORDS = "tried was were did had used harmed attempted wanted thought scratched hurt cut scars"
_TOLD = frozenset(_TOLD_WORDS.split())


def ceiling(found: Found, scene: Scene) -> Support | None:
    """Give ``OFFER`` when the find's sentence places it long ago and nothing in it says that it goes on."""
    if any(scene.near("current", found)):
        return None
    if any(scene.governs(span, found) for span in scene.near("past", found)):
        return Support.OFFER
    if any(_used_to(span.end, found) for span in scene.near("used_to", found)):
        return Support.OFFER
    return Support.OFFER if _of_youth(found, scene) else None


def _of_youth(found: Found, scene: Scene) -> bool:
    """Hear "at school I tried to", told of oneself; "a lad in year 9 says" is of today, and an emergency is now."""
    if found.subject is not Subject.SELF or found.group.support is Support.EMERGENCY:
        return False
    told = scene.words[max(0, found.start - _TOLD_REACH) : found.end]
    return not _TOLD.isdisjoint(told) and any(scene.near("schooldays", found))


def _used_to(end: int, found: Found) -> bool:
    """Say whether "used to" stands right before the find, or begins it: "used to be happy, now ..." is not past."""
    return found.start - _USED_TO_REACH <= end <= found.end
