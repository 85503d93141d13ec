"""The last word on a message: where the safety screen heard something urgent, the intent is ``crisis``."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.words import Assessment, Support

CRISIS = "crisis"
_METADATA = "metadata"
_SUPPORT = "support"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyMarker(GraphComponent, IntentClassifier):
    """Takes the gateway's result from the message's metadata; alone (``rasa shell``) it runs the screen itself."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003  # Rasa's signature
        model_storage: ModelStorage,  # noqa: ARG003  # Rasa's signature
        resource: Resource,  # noqa: ARG003  # Rasa's signature
        execution_context: ExecutionContext,  # noqa: ARG003  # Rasa's signature
    ) -> SafetyMarker:
        """Made by Rasa; it has no settings."""
        return cls()

    @cached_property
    def _screen(self) -> Callable[[str], Assessment]:
        """Loaded when first needed: behind the gateway it never is, and its memory is spared."""
        from bot.safety import load_screen

        return load_screen()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent ``crisis`` where the support is ``urgent`` or more; never take one away."""
        for message in messages:
            if self._support(message) >= Support.URGENT:
                crisis = {INTENT_NAME_KEY: CRISIS, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, crisis, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [crisis], add_to_output=True)
        return messages

    def _support(self, message: Message) -> Support:
        """What the gateway found; a word of its that we do not know counts as a signal."""
        told = (message.get(_METADATA) or {}).get(_SUPPORT)
        if told is None:
            return self._screen(str(message.get(TEXT) or "")).support
        try:
            return Support(told)
        except ValueError:
            return Support.URGENT
