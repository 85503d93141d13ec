"""Which topic a message is about: Rasa's logistic regression over the sentence's 384 numbers, and nothing sparse.

Rasa's own builds a sparse matrix for every message (1.7 ms) and fixes ``C``, how closely the examples are followed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(LogisticRegressionClassifier):
    """``C`` is scikit-learn's: larger means surer of the examples."""

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, name, model_storage, resource)
        self.clf.set_params(C=float(self.config["C"]))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own, and ``C``."""
        return {**LogisticRegressionClassifier.get_default_config(), "C": 1.0}

    def _create_X(self, messages: list[Message]) -> NDArray[np.float32]:  # noqa: N802  # Rasa's name
        """One row a message, of the sentence features that the featuriser gave."""
        rows = [message.get_dense_features(attribute=TEXT)[1] for message in messages]
        return np.vstack([row.features for row in rows if row is not None])
