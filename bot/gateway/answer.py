"""What the gateway answers: messages as every channel renders them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bot.words import Button, Reply, ServiceCard, Support


@dataclass(frozen=True)
class Answer:
    """The answer to one message.

    ``messages`` have the shape of the web contract: ``{id, author, text, buttons: [{title, button}], cards}``;
    ``id`` is ``None`` where the message could not be stored. ``support`` is what the answer carries.
    """

    messages: tuple[dict[str, Any], ...]
    topic: str | None
    support: Support
    kept: bool = True


def body(reply: Reply, button_ids: dict[Button, str], author: str = "bot") -> dict[str, Any]:
    """One reply as it is stored and sent: buttons by their issued ids, cards as plain values."""
    return {
        "author": author,
        "text": reply.text,
        "buttons": [{"title": button.title, "button": button_ids[button]} for button in reply.buttons],
        "cards": [card_values(card) for card in reply.cards],
    }


def card_values(card: ServiceCard) -> dict[str, Any]:
    """A card as the web contract has it: every field, its day in ISO form."""
    values = asdict(card)
    values["checked_on"] = card.checked_on.isoformat() if card.checked_on else None
    return values
