"""What the page's templates show: transcript entries and cards, with everything a template would have to work out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from bot.channels.links import call_link, day_in_words, text_link, web_link
from bot.conversation.transcript import Entry
from bot.gateway.answer import card_values
from bot.gateway.speak import WELCOME
from bot.wording import Wording
from bot.words import Reply, ServiceCard

_FACTS = tuple(field.name for field in fields(ServiceCard))
URGENT_DOORS = ("emergency", "nhs_111", "samaritans", "shout")


def urgent_doors(wording: Wording) -> dict[str, dict[str, Any]]:
    """The doors of "Get help now", by name, so that the page holds them even when nothing else can be reached.

    Raises:
        KeyError: one of them is missing from the national services: the process must not start.
    """
    return {name: card_view(card_values(wording.national[name].card())) for name in URGENT_DOORS}


def welcome(wording: Wording) -> list[dict[str, Any]]:
    """The first words, before there is a conversation: choices are known by their place (``door``)."""
    return [_reply_view(reply) for reply in wording.replies(WELCOME)]


def entry_view(entry: Entry) -> dict[str, Any]:
    """One line of a transcript."""
    if entry.author == "person":
        return said_view(entry.body.get("text") or entry.body.get("pressed") or "")
    return message_view(entry.body)


def said_view(text: str) -> dict[str, Any]:
    """What the person said."""
    return _line("person", text)


def message_view(message: Mapping[str, Any]) -> dict[str, Any]:
    """A message of the web contract."""
    buttons = [{"name": "button", "value": b["button"], "title": b["title"]} for b in message["buttons"]]
    return _line(message["author"], message["text"], buttons, message["cards"])


def message_views(messages: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Messages of the web contract."""
    return [message_view(message) for message in messages]


def card_view(card: Mapping[str, Any]) -> dict[str, Any]:
    """A card of the web contract with its links and its day in words; one kept by an older version has fewer facts."""
    whole = dict.fromkeys(_FACTS) | dict(card)
    return whole | {
        "call": call_link(card["phone"]) if card["phone"] else None,
        "text": text_link(card["text_to"]) if card["text_to"] else None,
        "web": web_link(card["url"]) if card["url"] else None,
        "map": web_link(card["map_url"]) if card["map_url"] else None,
        "bsl": web_link(whole["bsl_url"]) if whole["bsl_url"] else None,
        "checked": day_in_words(card["checked_on"]) if card["checked_on"] else None,
    }


def _reply_view(reply: Reply) -> dict[str, Any]:
    buttons = [{"name": "door", "value": str(n), "title": b.title} for n, b in enumerate(reply.buttons)]
    return _line("bot", reply.text, buttons, [card_values(card) for card in reply.cards]) | {"first": True}


def _line(
    author: str, text: str, buttons: Sequence[dict[str, str]] = (), cards: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    shown = [card_view(card) for card in cards]
    return {"author": author, "text": text, "buttons": buttons, "cards": shown, "first": False}
