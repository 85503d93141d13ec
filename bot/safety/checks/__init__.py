"""What the words around a find make of it: one check a file, each gives the most that the find may still count for.

A check answers ``None`` (nothing changes) or a ``Support``, the find's new ceiling. The lowest ceiling holds for
one find; over all finds the stricter wins (``max``). A new check is a file here and a line in ``CHECKS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.safety.checks import alone, asked, bereaved, fiction, idiom, joking, negation, past, recovered, topic
from bot.safety.scene import Found, Scene
from bot.words import Support

Check = Callable[[Found, Scene], Support | None]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "alone": alone.ceiling,
        "idiom": idiom.ceiling,
        "negation": negation.ceiling,
        "asked": asked.ceiling,
        "past": past.ceiling,
        "recovered": recovered.ceiling,
        "bereaved": bereaved.ceiling,
        "fiction": fiction.ceiling,
        "topic": topic.ceiling,
        "joking": joking.ceiling,
    }
)
_FRAMES = """
answered_no asked bereaved current fiction generic idiom joking past professional recovered schooldays used_to
"""
_READ_BY_CHECKS = frozenset(_FRAMES.split())
_READ_IN_CONTEXT = {"asks_if_safe", "asks_if_in_danger", "says_yes", "says_no", "says_unsure"}
FRAMES = frozenset(_READ_BY_CHECKS | _READ_IN_CONTEXT)
