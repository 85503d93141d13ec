"""Every example is written a little differently each time that it is learned from: slips, case, company."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bot.evaluation.variations import capitals, typos, unpunctuated

_TAILS = (
    " lol",
    " 😂",
    " 💀",
    " idk",
    " haha",
    " xx",
    " tbh",
    " 🙏",
    " ...",
    " :(",
    " lmao",
    " 😭",
    " x",
    " pls",
    " ty",
)
_OPENINGS = (
    "hi ", "hello ", "hey ", "ok so ", "um ", "sorry ", "right ", "so ", "basically ", "honestly ", "hiya, ",
    "i dont know if this is the right place but ", "not sure who to ask but ",
)  # fmt: skip
_JOINTS = (". ", "\n", " ")
_LONGEST = 900


def vary(text: str, chance: Random, harmless: Sequence[str]) -> str:
    """Write a text another way; ``harmless`` are sentences that may stand before or after it."""
    if chance.random() < 0.35:
        text = chance.choice((str.lower, lambda t: capitals(t, chance), lambda t: unpunctuated(t, chance)))(text)
    if chance.random() < 0.3:
        text = typos(chance.choice((0.02, 0.03, 0.05, 0.08)))(text, chance)
    if chance.random() < 0.1:
        text += chance.choice(_TAILS)
    if chance.random() < 0.1:
        text = chance.choice(_OPENINGS) + text
    if chance.random() < 0.18:
        for _ in range(chance.choice((1, 1, 2))):
            text = _beside(text, chance.choice(harmless), chance)
    return text


def _beside(text: str, other: str, chance: Random) -> str:
    if len(text) + len(other) > _LONGEST:
        return text
    joint = chance.choice(_JOINTS)
    return other + joint + text if chance.random() < 0.5 else text + joint + other
