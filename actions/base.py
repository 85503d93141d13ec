"""What every action is: it has a time of its own, it always says something, and it never raises.

A failure is caught here and nowhere else. Rasa loses the events of an action that raises, and the action server's
own error answer would hold the whole conversation.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.heard import Heard, hear
from bot.wording.wording import card_json
from bot.words import Button, ServiceCard

Event = dict[str, Any]
Events = list[Event]
_log = logging.getLogger(__name__)


def remember(slot: str, value: str | float | None) -> Event:
    """The event that sets ``slot``."""
    return dict(SlotSet(slot, value))


class Speaker:
    """Says responses by name; the words stand in ``bot/wording``."""

    def __init__(self, dispatcher: CollectingDispatcher) -> None:
        self._dispatcher = dispatcher

    def say(self, response: str, cards: Iterable[ServiceCard] = (), **slots: str) -> None:
        """Say ``response`` with ``{slot}`` filled in; ``cards`` come after the response's own."""
        shown = [card_json(card) for card in cards]
        self._dispatcher.utter_message(response=response, json_message={"cards": shown} if shown else None, **slots)

    def ask(self, response: str, choices: Iterable[Button]) -> None:
        """Ask ``response`` with ``choices`` before the response's own buttons."""
        buttons = [asdict(choice) for choice in choices]
        self._dispatcher.utter_message(response=response, buttons=buttons)

    def hand_over(self, response: str, reason: str) -> None:
        """Say ``response`` and ask the gateway that a person looks at the conversation."""
        self._dispatcher.utter_message(response=response, json_message={"hand_over": reason})


class SupportAction(Action, ABC):  # type: ignore[misc]  # rasa-sdk ships no types
    """An action of ours: subclasses write ``act``."""

    def __init__(self, name: str, budget_s: float) -> None:
        self._name = name
        self._budget_s = budget_s

    def name(self) -> str:
        """The name that the domain and the rules call it by."""
        return self._name

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:  # noqa: ARG002  # rasa-sdk's signature
        """Act within the budget; on any failure say so, name the national door, and go on."""
        try:
            async with asyncio.timeout(self._budget_s):
                return await self.act(hear(tracker), Speaker(dispatcher))
        except Exception as failure:  # noqa: BLE001  # the one place: whatever broke, the person gets an answer
            _log.warning("%s failed in %s: %s", self._name, tracker.sender_id, type(failure).__name__)
            Speaker(dispatcher).say("utter_lookup_failed")
            return self.after_failure()

    @abstractmethod
    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Do the one thing; what is remembered comes back as rasa-sdk events."""

    def after_failure(self) -> Events:
        """What to remember when ``act`` failed."""
        return []
