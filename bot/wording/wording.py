"""The wording in memory: what the gateway speaks from, and what Rasa is given as its responses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bot.wording.national import NationalService
from bot.wording.render import WordingError, fill
from bot.words import Button, Reply, ServiceCard


@dataclass(frozen=True)
class Variation:
    """One way of saying a response: one or more messages; the doors and choices stand under the last."""

    texts: tuple[str, ...]
    buttons: tuple[Button, ...] = ()
    cards: tuple[ServiceCard, ...] = ()


@dataclass(frozen=True)
class Review:
    """Where a topic's facts were read, when they were seen, and when a person must look again."""

    sources: tuple[str, ...]
    checked_on: date
    review_by: date
    reviewed_by: str | None = None


@dataclass(frozen=True)
class Wording:
    """Every response by name, the topic that each belongs to, and the national services."""

    responses: Mapping[str, tuple[Variation, ...]]
    topics: Mapping[str, str]
    reviews: Mapping[str, Review]
    national: Mapping[str, NationalService]
    version: str

    def replies(self, name: str, /, *, nth: int = 0, **slots: str | None) -> tuple[Reply, ...]:
        """What to say for response ``name``, with ``{slot}`` filled in.

        ``nth`` counts how often it was said before in this conversation: the variations take turns,
        so that nobody is told the same words twice running where there are others.

        Raises:
            WordingError: there is no such response.
        """
        variations = self.responses.get(name)
        if not variations:
            raise WordingError(f"no response is called {name}")
        chosen = variations[nth % len(variations)]
        texts = [fill(text, slots) for text in chosen.texts]
        buttons = tuple(Button(fill(button.title, slots), button.payload) for button in chosen.buttons)
        return (*(Reply(text) for text in texts[:-1]), Reply(texts[-1], buttons, chosen.cards))

    def rasa_responses(self) -> dict[str, list[dict[str, Any]]]:
        """All responses in the format of Rasa's domain, with ``metadata: {topic}`` and ``custom: {cards}``.

        Several messages of one variation become paragraphs of one: Rasa says one message a response.
        """
        return {
            name: [_rasa_variation(variation, self.topics[name]) for variation in variations]
            for name, variations in self.responses.items()
        }


def card_json(card: ServiceCard) -> dict[str, Any]:
    """A card as it travels in ``custom.cards``: the fields that are known, the date in ISO form."""
    known = {field: value for field, value in asdict(card).items() if value is not None}
    return {**known, "checked_on": card.checked_on.isoformat()} if card.checked_on else known


def _rasa_variation(variation: Variation, topic: str) -> dict[str, Any]:
    said: dict[str, Any] = {"text": "\n\n".join(variation.texts), "metadata": {"topic": topic}}
    if variation.buttons:
        said["buttons"] = [asdict(button) for button in variation.buttons]
    if variation.cards:
        said["custom"] = {"cards": [card_json(card) for card in variation.cards]}
    return said
