"""What takes the place of Rasa's own methods gives what they give."""

from __future__ import annotations

import json
import random

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import SHOULD_NOT_BE_SET
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlu.once import _ask, _check_answer
from bot.nlu.policy import IntentRules

ACTIONS = ("action_listen", "utter_a", "form")
INTENTS = ("crisis", "gp")


def step(chance: random.Random) -> dict:
    """One step of a rule or of a conversation, with any part of it missing or forbidden."""
    made = {}
    if action := chance.choice([*ACTIONS, None]):
        made["prev_action"] = {"action_name": action}
    if intent := chance.choice([*INTENTS, None]):
        made["user"] = {"intent": intent}
    if loop := chance.choice(["form", SHOULD_NOT_BE_SET, None, None]):
        made["active_loop"] = {"name": loop}
    return made


def test_rules_are_found_as_rasa_finds_them():
    chance = random.Random(1)
    rules = {json.dumps([step(chance) for _ in range(chance.randint(1, 3))]): "action" for _ in range(300)}
    ours = IntentRules.__new__(IntentRules)
    for _ in range(300):
        states = [step(chance) for _ in range(chance.randint(1, 4))]
        expected = RulePolicy._get_possible_keys(ours, rules, states)
        assert IntentRules._get_possible_keys(ours, rules, states) == expected


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"events": [{"name": "no kind"}]}, "an event without its kind"),
        ({"events": ["text"]}, "no event at all"),
        ({"responses": ["text"]}, "no response"),
    ],
)
def test_an_actions_answer_of_another_shape_is_refused(answer, why):
    with pytest.raises(ValueError, match="no "):
        _check_answer(None, answer)


def test_an_actions_answer_is_taken():
    assert _check_answer(None, {"events": [{"event": "slot"}], "responses": [{"text": "a"}]})
    assert _check_answer(None, {})


def test_an_action_is_told_what_was_said_now_and_nothing_of_before():
    slot = TextSlot("place", mappings=[{}])
    events = [
        UserUttered("very private before", intent={"name": "gp"}),
        ActionExecuted("utter_gp"),
        BotUttered("an answer", metadata={"utter_action": "utter_gp"}),
        SlotSet("place", "LS6"),
        UserUttered("said now", intent={"name": "crisis"}),
    ]
    tracker = DialogueStateTracker.from_events("c", events, [slot])
    told = _ask(RemoteAction("action_x", None), tracker, Domain.empty())
    assert told["next_action"] == "action_x"
    assert told["tracker"]["latest_message"]["text"] == "said now"
    assert told["tracker"]["slots"]["place"] == "LS6"
    assert [event["event"] for event in told["tracker"]["events"]] == ["user", "bot", "user"]
    assert told["tracker"]["events"][1]["metadata"] == {"utter_action": "utter_gp"}
    assert "private" not in str(told)
    assert "domain" not in told
