"""A figure of speech: "died laughing", "cut myself shaving", "5 kms". What it covers says nothing."""

from __future__ import annotations

from bot.safety.scene import Found, Scene
from bot.words import Support


def ceiling(found: Found, scene: Scene) -> Support | None:
    """Give ``NONE`` when a figure of speech shares a word with the find."""
    return Support.NONE if any(scene.overlapping("idiom", found)) else None
