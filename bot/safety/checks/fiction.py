"""A story, a song, a game, a lesson: "in my novel he kills himself". A film that brings the wish on is no fiction."""

from __future__ import annotations

from bot.safety.automaton import Span
from bot.safety.scene import Found, Scene
from bot.words import Subject, Support

_OPENS = frozenset({"i", "am", "do", "just", "really"})  # what a character's own sentence may open with
_TELLS_OF_SELF = frozenset({"i", "me", "makes", "made", "making"})


def ceiling(found: Found, scene: Scene) -> Support | None:
    """Give ``OFFER`` for words about oneself inside a story, ``NONE`` for a character's."""
    spans = [span for span in scene.near("fiction", found) if scene.governs(span, found)]
    if not spans:
        return None
    if found.subject is Subject.SOMEONE_ELSE:
        return Support.NONE
    return Support.OFFER if any(_told(span, found, scene) for span in spans) else None


def _told(span: Span, found: Found, scene: Scene) -> bool:
    """Say whether the story tells the find, not the person beside it: "... and it made me want to die"."""
    between = list(scene.between(span, found))
    if "and" not in between:
        while between and between[-1] in _OPENS:
            between.pop()
    return _TELLS_OF_SELF.isdisjoint(between)
