"""Texts to measure the screen on: made of our examples, without those held apart; and long ones that try its limits."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from bot.evaluation.rows import RowError, read_rows
from bot.settings import ROOT
from bot.words import Support

EXAMPLES = ROOT / "bot" / "safety" / "examples"
HELD_APART = "held_apart.jsonl"
_SEED = 20261122
_SIGNS = " .,;:!?'\"()-*@$#/…"
_EMOJI = "😀😭💔🙏👍🏽❤️👨‍👩‍👧🔪💊🇬🇧"


def make_texts(length: int, count: int) -> list[str]:
    """``count`` different texts of ``length`` characters, every other one of rows that say something urgent."""
    chance = random.Random(_SEED + length)  # noqa: S311  # a repeatable sample, no secret
    grave, other = ([row for row, urgent in _rows() if urgent is kind] for kind in (True, False))
    makers = itertools.cycle((_joined(grave, length, chance), _joined(other, length, chance)))
    made: dict[str, None] = {}
    while len(made) < count:
        made[next(next(makers))] = None
    return list(made)


def make_long(size: int) -> dict[str, str]:
    """Texts of ``size`` bytes, each with what it is."""
    chance = random.Random(_SEED)  # noqa: S311  # a repeatable sample, no secret
    danger, prose = make_texts(size, 2)
    made = {
        "prose": prose,
        "prose, each line of it urgent": danger,
        "one letter": "a" * size,
        "punctuation": "".join(chance.choices(_SIGNS, k=size)),
        "“i want to ” again and again": "i want to " * (size // 10),
        "spaced letters": " ".join(prose.replace(" ", "")),
        "emoji": "".join(chance.choices(_EMOJI, k=size)),
    }
    return {what: text.encode()[:size].decode(errors="ignore") for what, text in made.items()}


def _rows() -> list[tuple[str, bool]]:
    """What the person says in every row, and whether it is urgent."""
    files = [file for file in sorted(EXAMPLES.glob("*.jsonl")) if file.name != HELD_APART]
    return [
        ("\n".join(turn.text for turn in row.turns if not turn.ours), row.support >= Support.URGENT)
        for row in read_rows(files, _refuse)
    ]


def _joined(rows: list[str], length: int, chance: random.Random) -> Iterator[str]:
    """Rows in random order, a line each, cut where a text is long enough."""
    while True:
        text = ""
        while len(text) < length:
            text += chance.choice(rows) + "\n"
        yield text[:length]


def _refuse(where: str, error: RowError) -> None:
    raise ValueError(f"{where} {error}")
