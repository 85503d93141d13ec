"""A denial: "I am not suicidal", "no thoughts of hurting myself". It lowers a find to what the group keeps of a denial.

Only a "not" that governs the find counts: between the two stand light words alone. "I can't, I want to die",
"not sure", "not only", "why not" and "can't stop" deny nothing, and "but" ends what a denial covers.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import BREAK
from bot.safety.scene import Found, Scene
from bot.words import Support

NEGATORS = frozenset({"not", "never", "no", "without", "none", "neither", "nor", "nothing", "denies", "denied", "deny"})
_PAIRS = frozenset({("instead", "of"), ("rather", "than"), ("far", "from"), ("nowhere", "near")})
_LIGHT_WORDS = """
anything something want wants wanted wanting to going really even ever actually actively feel feeling feels felt
have had having has any thoughts thought thinking think of about like planning plan plans intending intend intention
intentions i am is are was were be been being do does did would will try trying tried at all that currently urge
urges desire wish in danger risk the a an my seriously get he she they one him her it could should hear hearing
immediate active such or and got said mentioned for either suicidal self harm harming hurting
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())
_NOT_DENIED = frozenset({"i", "he", "she", "they", "my", "it", "stop", "resist", "help"})
_ASKING = frozenset({"why", "or", "if", "reason", "reasons", "me", "trying", "try", "how"})
_REACH = 9
_OUT_LOUD = frozenset({"no", "nope", "never", "none", "nah"})


def ceiling(found: Found, scene: Scene) -> Support | None:
    """Give the group's ``when_denied`` when a denial governs the find."""
    return found.group.when_denied if denied(found.start, found.end, scene.words, denies=found.denies) else None


def denied(start: int, end: int, words: Sequence[str], *, denies: bool) -> bool:
    """Say whether a denial governs the words ``start`` up to ``end``; ``denies``: they hold a "not" of their own."""
    inside = not denies and not NEGATORS.isdisjoint(words[start:end])
    return inside or _before(start, words) or _after(end, words)


def _before(start: int, words: Sequence[str]) -> bool:
    for place in range(start - 1, max(-1, start - 1 - _REACH), -1):
        word = words[place]
        if word in NEGATORS:
            return _governs(place, words)
        if place and (words[place - 1], word) in _PAIRS:
            return True
        if word not in _LIGHT:
            return False
    return False


def _governs(place: int, words: Sequence[str]) -> bool:
    """Tell "never wanted to die" from "no, I want to die", "can't stop cutting" and "a reason not to kill myself"."""
    after = words[place + 1]
    before = words[place - 1] if place else ""
    return after not in _NOT_DENIED and before not in _ASKING


def _after(end: int, words: Sequence[str]) -> bool:
    """Hear the answer right behind: "suicidal? no."""
    rest = list(words[end : end + 4])
    if rest[:1] == [BREAK]:
        rest = rest[1:]
    return bool(rest) and rest[0] in _OUT_LOUD and (len(rest) == 1 or rest[1] in {BREAK, "i", "but", "just"})
