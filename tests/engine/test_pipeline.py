"""Tokeniser, featuriser, classifier and marker, each alone."""

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.encoder import Encoder
from bot.nlu.classifier import TopicClassifier
from bot.nlu.featuriser import SentenceFeaturiser
from bot.nlu.marker import SafetyMarker
from bot.nlu.tokeniser import EnglishTokeniser
from bot.settings import Settings


def marker():
    return SafetyMarker.create({}, None, None, ExecutionContext(GraphSchema({})))


@pytest.fixture(scope="module")
def featuriser():
    config = {**SentenceFeaturiser.get_default_config(), "alias": "sentence"}
    return SentenceFeaturiser(config, "sentence", Encoder.load(Settings.from_env().encoder))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I can't sleep.", ["I", "ca", "n't", "sleep", "."]),
        ("help!!", ["help", "!", "!"]),
        ("  two   spaces ", ["two", "spaces"]),
        ("", []),
    ],
)
def test_words_are_cut_as_in_english(text, words):
    tokeniser = EnglishTokeniser(EnglishTokeniser.get_default_config())
    assert [token.text for token in tokeniser.tokenize(Message({"text": text}), "text")] == words


def test_a_message_has_one_row_of_numbers(featuriser):
    (message,) = featuriser.process([Message({"text": "hello"})])
    words, sentence = message.get_dense_features("text")
    assert words is None
    assert sentence.features.shape == (1, 384)
    assert np.linalg.norm(sentence.features) == pytest.approx(1, abs=1e-5)


def test_a_pressed_button_is_not_encoded(featuriser):
    (message,) = featuriser.process([Message({"text": "/greeting"})])
    assert not message.get_dense_features("text")[1].features.any()


def test_other_weights_are_another_training():
    assert len(SentenceFeaturiser.fingerprint_addon({})) == 128


def test_the_classifier_learns_and_is_surer_with_a_larger_c(featuriser):
    examples = {"ask": ["how do I get help", "where is help"], "greet": ["hello there", "good morning to you"]}
    rows = [Message({"text": text, "intent": intent}) for intent, texts in examples.items() for text in texts]
    data = TrainingData(featuriser.process(rows))
    sure = []
    for surer in (1, 100):
        classifier = TopicClassifier({**TopicClassifier.get_default_config(), "C": surer}, "topic", None, None)
        features, intents = classifier._create_training_matrix(data)
        classifier.clf.fit(features, intents)
        (message,) = classifier.process(featuriser.process([Message({"text": "where can I get help"})]))
        assert message.get("intent")["name"] == "ask"
        sure.append(message.get("intent")["confidence"])
    assert sure[1] > sure[0]


MARKED = [
    ({"support": "none"}, "I want to end it all", "greeting", "the gateway's screen has decided"),
    ({"support": "offer"}, "hello", "greeting", "an ordinary answer, with a gentle line"),
    ({"support": "urgent"}, "hello", "crisis", "the stricter of two wins"),
    ({"support": "emergency"}, "hello", "crisis", "the stricter of two wins"),
    ({"support": "made up"}, "hello", "crisis", "a broken check counts as a signal"),
    (None, "I want to end it all", "crisis", "alone, it runs the screen itself"),
    ({}, "I want to end it all", "crisis", "metadata without a result is no result"),
    (None, "hello", "greeting", "alone, and nothing was said"),
]


@pytest.mark.parametrize(("metadata", "text", "intent", "why"), MARKED, ids=[f"{row[0]} {row[1]}" for row in MARKED])
def test_the_marker_has_the_last_word(metadata, text, intent, why):
    said = Message({"text": text, "metadata": metadata, "intent": {"name": "greeting", "confidence": 0.9}})
    (message,) = marker().process([said])
    assert message.get("intent")["name"] == intent, why


@pytest.mark.hazard("HAZ-001", "HAZ-040")
def test_the_marker_never_takes_a_crisis_away():
    said = Message({"text": "x", "metadata": {"support": "none"}, "intent": {"name": "crisis", "confidence": 0.4}})
    assert marker().process([said])[0].get("intent") == {"name": "crisis", "confidence": 0.4}
