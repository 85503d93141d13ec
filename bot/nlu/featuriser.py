"""The meaning of a whole message as numbers, from the sentence encoder that both runtimes share."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.encoder import FILES, SIZE, Encoder
from bot.settings import Settings

_BUTTON = "/"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturiser(DenseFeaturizer, GraphComponent):
    """One row of 384 numbers a message."""

    def __init__(self, config: dict[str, Any], name: str, encoder: Encoder) -> None:
        super().__init__(name, config)
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003  # Rasa's signature
        resource: Resource,  # noqa: ARG003  # Rasa's signature
        execution_context: ExecutionContext,
    ) -> SentenceFeaturiser:
        """Made by Rasa, for training and for talking; the files are checked here."""
        encoder = Encoder.load(Settings.from_env().encoder, threads=min(2, os.cpu_count() or 1))
        return cls(config, str(execution_context.node_name), encoder)

    @staticmethod
    def required_packages() -> list[str]:
        """Checked by Rasa before training."""
        return ["onnxruntime", "tokenizers"]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """It has no settings of its own."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:  # noqa: ARG003  # Rasa's signature
        """Other weights are other features: Rasa's training cache must not hold the old ones."""
        return "".join(FILES.values())

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message its features."""
        for message in messages:
            text = message.get(TEXT)
            if text is not None:
                self._add(message, str(text))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give each training example its features."""
        self.process(training_data.training_examples)
        return training_data

    def _add(self, message: Message, text: str) -> None:
        """A pressed button (``/intent``) names its intent itself: nothing to encode."""
        pressed = text.startswith(_BUTTON)
        row = np.zeros((1, SIZE), dtype=np.float32) if pressed else self._encoder.encode([text])
        message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._config[FEATURIZER_CLASS_ALIAS]))
