"""Words by spaCy's English rules, without a language model: nothing to download, nothing beside the code."""

from __future__ import annotations

from typing import Any

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class EnglishTokeniser(Tokenizer):
    """Rasa's own spaCy tokeniser wants a model on disk; a blank pipeline cuts words the same way."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._words = spacy.blank("en")

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What the base class asks for: intents are not split, nor words once more."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """Checked by Rasa before training."""
        return ["spacy"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of one attribute of ``message``, each with its place in the text."""
        words = self._words.make_doc(str(message.get(attribute)))
        return [Token(word.text, word.idx) for word in words if word.text.strip()]
