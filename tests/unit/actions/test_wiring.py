"""What stands in several files has one truth: domain, rules, examples, wording and actions know the same names."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import ROOT
from bot.wording import load_wording

DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
WORDING = load_wording(ROOT / "bot" / "wording")
RULES = [
    rule
    for file in sorted((ROOT / "data" / "stories").glob("*.yml"))
    for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
]
NOT_BY_A_RULE = {"restart"}  # Rasa's own: its answer is utter_restart


def _steps(key: str) -> Iterator[str]:
    return (step[key] for rule in RULES for step in rule["steps"] if isinstance(step.get(key), str))


def _source(folder: str) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / folder).rglob("*.py")))


def _buttons() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, variations in WORDING.responses.items():
        for button in (button for variation in variations for button in variation.buttons):
            intent, _, entities = button.payload.removeprefix("/").partition("{")
            yield name, intent, json.loads("{" + entities) if entities else {}


def test_every_action_of_the_domain_is_wired_and_no_other(stage):
    assert set(stage.actions) == set(DOMAIN["actions"])


@pytest.mark.hazard("HAZ-028")
def test_every_response_that_an_action_says_is_worded():
    said = set(re.findall(r'"(utter_[a-z0-9_]+)"', _source("actions"))) - {"utter_action"}  # a key of Rasa's

    assert said - set(WORDING.responses) == set()


@pytest.mark.hazard("HAZ-038")
def test_every_response_is_said_somewhere():
    said = set(re.findall(r"utter_[a-z0-9_]+", _source("actions") + _source("bot/gateway") + _source("bot/web")))
    asked = {f"utter_ask_{form}_{slot}" for form, what in DOMAIN["forms"].items() for slot in what["required_slots"]}
    asked |= {"utter_ask_nation", "utter_restart"}  # asked by every form with a place; Rasa's own restart
    asked |= {"utter_start_again", "utter_messages_gone"}  # the gateway's: a fresh start, a button of long ago
    roles = {f"utter_school_support_{role}" for role in ("pupil", "parent", "teacher")}

    assert set(WORDING.responses) - said - set(_steps("action")) - asked - roles == set()


def test_every_intent_leads_to_a_rule():
    assert set(DOMAIN["intents"]) - set(_steps("intent")) == NOT_BY_A_RULE


@pytest.mark.parametrize(("response", "intent", "entities"), list(_buttons()))
def test_every_button_leads_somewhere(response, intent, entities):
    assert intent in DOMAIN["intents"], response
    assert set(entities) <= set(DOMAIN["entities"]), response


def test_every_form_is_opened_closed_and_asks_a_worded_question():
    for form, what in DOMAIN["forms"].items():
        assert sum(form in json.dumps(rule["steps"]) for rule in RULES) == 2, form
        for slot in what["required_slots"]:
            asked = {f"utter_ask_{form}_{slot}", f"utter_ask_{slot}"} & set(WORDING.responses)
            assert asked, f"{form} asks for {slot}"


@pytest.mark.parametrize("question", ["which_place", "which_practice", "place_or_practice"])
def test_what_an_action_asks_itself_rasa_does_not_ask_too(question):
    assert f'"{question}"' in _source("actions")
    assert [name for name in WORDING.responses if name.startswith("utter_ask_") and name.endswith(question)] == []


def test_a_topic_has_one_name_everywhere():
    worded = {file.stem for file in (ROOT / "bot" / "wording").glob("*.yml")} - {"national"}

    for folder in ("nlu", "stories"):
        assert {file.stem for file in Path(ROOT / "data" / folder).glob("*.yml")} <= worded


@pytest.mark.hazard("HAZ-008")
def test_a_crisis_closes_whatever_is_open():
    steps = next(rule["steps"] for rule in RULES if {"intent": "crisis"} in rule["steps"])

    assert steps[1:3] == [{"action": "action_deactivate_loop"}, {"active_loop": None}]
