"""Come through it: "I was suicidal but I'm better now", "two years clean". Support is offered, no more."""

from __future__ import annotations

from bot.safety.scene import Found, Scene
from bot.words import Support

_PAST_WORDS = frozenset(
    {"was", "were", "had", "used", "wanted", "tried", "attempted", "felt", "cut", "took", "stopped", "survived"}
)
_PAST_REACH = 5


def ceiling(found: Found, scene: Scene) -> Support | None:
    """Give ``OFFER`` when the find is told in the past and the text says nearby that things are better."""
    if any(scene.near("current", found)):
        return None
    told = scene.words[max(0, found.start - _PAST_REACH) : found.end]
    past = not _PAST_WORDS.isdisjoint(told)
    for span in scene.near("recovered", found, within_sentence=False):
        if found.denies and span.start < found.end and found.start < span.end:
            continue  # "do not want to live anymore" is no recovery
        if past or span.end >= found.start - 1 >= span.start or span.start < found.end:
            return Support.OFFER
    return None
