"""The phrases as the screen sees them."""

import logging
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType

import pytest

from bot.safety import automaton
from bot.safety import phrases as phrases_module
from bot.safety.phrases import load_phrases
from bot.words import Signal, Subject, Support, Theme


def test_a_quote_is_the_clause_in_the_persons_own_words():
    found = load_phrases()("Hi.  I’m at home and I WANT to  kll my self, honestly. Bye")
    assert found.support is Support.URGENT
    assert found.signals == (Signal(Theme.SUICIDE, Subject.SELF, "I’m at home and I WANT to kll my self, honestly"),)


def test_a_quote_from_a_text_without_stops_is_short_and_holds_the_find():
    text = "and then we went out " * 500 + "i want to kill myself " + "and then we came home " * 500
    (signal,) = load_phrases()(text).signals
    assert "kill myself" in signal.quote
    assert len(signal.quote) <= 200


def test_several_things_said_are_several_signals_the_gravest_first():
    found = load_phrases()("my husband hits me. I've taken an overdose")
    assert found.support is Support.EMERGENCY
    assert [signal.theme for signal in found.signals] == [Theme.MEDICAL_EMERGENCY, Theme.ABUSE]


def test_a_broken_check_counts_as_a_signal_and_says_nothing_of_the_text(monkeypatch, caplog):
    def broken(found, scene):
        raise RuntimeError("i want to die")

    monkeypatch.setattr(phrases_module, "CHECKS", MappingProxyType({"broken": broken}))
    with caplog.at_level(logging.DEBUG):
        found = load_phrases()("i want to die")
    assert found == phrases_module.FAILED
    assert found.support is Support.URGENT
    assert found.check_failed
    assert "RuntimeError" in caplog.text
    assert "want to die" not in caplog.text


def test_something_that_is_no_text_counts_as_a_signal():
    assert load_phrases()(None) == phrases_module.FAILED  # type: ignore[arg-type]  # what a broken caller would hand over


@pytest.mark.parametrize("size", [20_001, 200_000])
def test_a_disclosure_buried_in_a_long_text_is_found(size):
    padding = "It was a long day at work. " * (size // 54)
    found = load_phrases()(f"{padding}I want to end my life. {padding}")
    assert found.support is Support.URGENT
    assert not found.check_failed


def test_it_can_be_called_from_several_threads():
    phrases = load_phrases()
    texts = ["I want to end it all", "hello there", "my son is suicidal", "I can't go on"] * 50
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(phrases, texts)) == [phrases(text) for text in texts]


def test_a_machine_that_has_grown_too_large_starts_afresh(monkeypatch):
    monkeypatch.setattr(automaton, "_MOST_STATES", 3)
    phrases = load_phrases()
    assert [phrases("I want to end it all").support for _ in range(3)] == [Support.URGENT] * 3
