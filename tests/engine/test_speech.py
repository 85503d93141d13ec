"""The engine's generator: read at the start, filled in, never the same twice running."""

import asyncio

import pytest
from conftest import PROJECT
from rasa.shared.core.events import BotUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.nlu.speech import WordingGenerator

OWN = "Samaritans"


@pytest.fixture
def generator():
    return WordingGenerator(EndpointConfig(wording=str(PROJECT / "wording")))


def tracker(place=None, *events):
    return DialogueStateTracker.from_events("one", list(events), [TextSlot("place", [], initial_value=place)])


def say(generator, name, told, **given):
    return asyncio.run(generator.generate(name, told, "firstport", **given))


def test_slots_and_the_actions_own_values_are_filled_in(generator):
    assert say(generator, "utter_found", tracker("Leeds"))["text"].startswith("For Leeds,")
    assert say(generator, "utter_found", tracker("Leeds"), place="York")["text"].startswith("For York,")


@pytest.mark.hazard("HAZ-028")
def test_a_persons_braces_are_left_alone(generator):
    assert say(generator, "utter_found", tracker("{place}"))["text"].startswith("For {place},")


def test_own_cards_come_first_and_the_actions_are_not_lost(generator):
    assert [card["name"] for card in say(generator, "utter_found", tracker())["custom"]["cards"]] == [OWN]
    custom = {"cards": [{"name": "Local"}], "hand_over": "asked"}
    assert "custom" not in say(generator, "utter_found", tracker(), custom=custom)
    assert [card["name"] for card in custom["cards"]] == [OWN, "Local"]
    again = say(generator, "utter_found", tracker())["custom"]["cards"]
    assert [card["name"] for card in again] == [OWN], "the wording itself is never changed"


def test_a_payload_with_entities_stays_as_it_was_written(generator):
    (button,) = say(generator, "utter_greeting", tracker())["buttons"]
    assert button["payload"] == '/helplines{"kind": "phone"}'


def test_an_actions_choices_come_before_the_wordings_own_buttons(generator):
    choices = [{"title": "Leeds", "payload": "/go"}]

    assert "buttons" not in say(generator, "utter_greeting", tracker(), buttons=choices)
    assert [choice["payload"] for choice in choices] == ["/go", '/helplines{"kind": "phone"}']
    assert len(say(generator, "utter_greeting", tracker(), buttons=[])["buttons"]) == 1


def test_variations_take_turns_from_what_was_said_last(generator):
    def said(variation):
        return BotUttered("x", metadata={"utter_action": "utter_greeting", "variation": variation})

    assert say(generator, "utter_greeting", tracker())["variation"] == 0
    assert say(generator, "utter_greeting", tracker(None, said(0)))["variation"] == 1
    assert say(generator, "utter_greeting", tracker(None, said(0), said(1)))["variation"] == 0


def test_an_unknown_response_says_nothing_and_is_logged(generator, caplog):
    assert say(generator, "utter_nothing", tracker()) is None
    assert "no response is called utter_nothing" in caplog.text
