"""What the engine says, read from ``bot/wording`` when it starts: a wording edit needs a restart, never a training."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

import bot.wording
from bot.wording import fill, load_wording

WORDING = Path(bot.wording.__file__).parent
_VARIATION = "variation"
_log = logging.getLogger(__name__)


class WordingGenerator(NaturalLanguageGenerator):
    """Rasa's generator takes a variation by chance and puzzles over braces in payloads; this one does neither."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain | None = None) -> None:  # noqa: ARG002  # Rasa's signature
        """``wording`` of the endpoint names another folder than ``bot/wording``, if any."""
        folder = Path(endpoint_config.kwargs.get("wording") or WORDING)
        self._responses = load_wording(folder).rasa_responses()

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,  # noqa: ARG002  # Rasa's signature
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """The response, its slots filled from the conversation and from what the action gave.

        The variations take turns, so that nobody is told the same words twice running where there are others.
        """
        variations = self._responses.get(utter_action)
        if not variations:
            _log.error("no response is called %s", utter_action)
            return None
        turn = _next_variation(utter_action, tracker) % len(variations)
        chosen = variations[turn]
        slots = {**tracker.current_slot_values(), **kwargs}
        buttons = [{**button, "title": fill(button["title"], slots)} for button in chosen.get("buttons", ())]
        if kwargs.get("buttons"):  # the action's choices; Rasa puts them after ours, so ours are joined to them
            kwargs["buttons"].extend(buttons)
            buttons = []
        said = {"text": fill(chosen["text"], slots), "metadata": dict(chosen["metadata"]), _VARIATION: turn}
        return {**said, **({"buttons": buttons} if buttons else {}), **_cards(chosen, kwargs)}


def _cards(chosen: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The wording's own cards, before those that the action found.

    Rasa lets the action's ``custom`` replace the response's: so they are joined in the action's own.
    """
    own = chosen.get("custom", {}).get("cards", [])
    custom = given.get("custom")
    if not own:
        return {}
    if isinstance(custom, dict):
        custom["cards"] = own + list(custom.get("cards") or ())
        return {}
    return {"custom": {"cards": list(own)}}


def _next_variation(response: str, tracker: DialogueStateTracker) -> int:
    """The number of the variation after the one that was said last; 0 when none was."""
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered) and event.metadata.get("utter_action") == response:
            return int(event.metadata.get(_VARIATION, -1)) + 1
    return 0
