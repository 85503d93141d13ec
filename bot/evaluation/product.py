"""What is measured: the product's own functions, handed in by the command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.evaluation.rows import Turn
from bot.words import Assessment


@dataclass(frozen=True)
class Product:
    """How the product reads one message, how it reads a conversation, and what its reply is then about.

    ``screen`` reads one text, ``conversation`` all that was said, in its order. ``pathways`` names what the reply is
    for: values of ``Theme``, and ``someone_else`` where it speaks to a person who worries about another.
    """

    screen: Callable[[str], Assessment]
    conversation: Callable[[Sequence[Turn]], Assessment]
    pathways: Callable[[Assessment], frozenset[str]]

    def read(self, turns: Sequence[Turn]) -> Assessment:
        """Assess one message of the person's, or a conversation."""
        return self.screen(turns[0].text) if len(turns) == 1 else self.conversation(turns)
