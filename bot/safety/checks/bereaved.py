"""A death that has happened: "my brother hanged himself in 1961". Grief is heard; nobody there can still be reached.

It lowers only what somebody else has done, and nothing that goes on now or that the person says of themselves.
"""

from __future__ import annotations

from bot.safety.scene import Found, Scene
from bot.words import Subject, Support, Theme

_DONE_WORDS = "hung hanged shot stabbed overdosed overdose killed jumped took drowned stepped od"
_DONE = frozenset(_DONE_WORDS.split())
_THEMES = frozenset({Theme.SUICIDE, Theme.MEDICAL_EMERGENCY})


def ceiling(found: Found, scene: Scene) -> Support | None:
    """Give ``OFFER`` for somebody else's finished act beside words of grief, of a year or of a month."""
    if found.subject is not Subject.SOMEONE_ELSE or found.group.theme not in _THEMES:
        return None
    if _DONE.isdisjoint(scene.words[found.start : found.end]) or any(scene.near("current", found)):
        return None
    return Support.OFFER if any(scene.near("bereaved", found)) else None
