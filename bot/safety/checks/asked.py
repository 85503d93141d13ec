"""Asked about it and answered no: "they asked if I was suicidal. I'm not". An answer with a "but" is heard in full."""

from __future__ import annotations

from bot.safety.scene import Found, Scene
from bot.words import Support

_REACH = 14
_BACK_WORDS = "but yes lied except unless though apart true truth should maybe"
_TAKEN_BACK = frozenset(_BACK_WORDS.split())


def ceiling(found: Found, scene: Scene) -> Support | None:
    """Give ``OFFER`` when a question stands before the find, a denial close behind it, and nothing takes it back."""
    if not any(span.end <= found.start for span in scene.near("asked", found)):
        return None
    if not _TAKEN_BACK.isdisjoint(scene.words[found.end : found.end + 2 * _REACH]):
        return None
    answers = scene.near("answered_no", found, within_sentence=False)
    return Support.OFFER if any(found.end <= span.start <= found.end + _REACH for span in answers) else None
