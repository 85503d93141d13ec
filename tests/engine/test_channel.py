"""The engine's channel over HTTP, on a real Rasa: what the contract of ``docs/architecture.md`` promises."""

import itertools
import re
import uuid
from pathlib import Path

import pytest

SECRET = "my name is Zebedee Quill and my number is 07700 900123"


@pytest.fixture
def sender():
    return uuid.uuid4().hex


def texts(answer):
    return [message["text"] for message in answer["messages"]]


def test_an_answer_comes_with_text_buttons_topic_and_no_form(engine, sender):
    answer = engine.turn(sender, "hello")
    assert answer == {
        "messages": [
            {
                "text": "Hello. I can help you find support.",
                "buttons": [{"title": "Somebody to call", "payload": '/helplines{"kind": "phone"}'}],
                "custom": {},
                "metadata": {"topic": "greeting", "response": "utter_greeting"},
            }
        ],
        "topic": "greeting",
        "form": None,
    }


@pytest.mark.hazard("HAZ-037")
def test_the_same_words_are_not_said_twice_running(engine, sender):
    said = [texts(engine.turn(sender, "hello"))[0] for _ in range(7)]
    assert all(one != other for one, other in itertools.pairwise(said))


def test_a_form_opens_keeps_its_topic_and_ends_with_the_actions_answer(engine, sender):
    asked = engine.turn(sender, payload='/helplines{"kind": "phone"}')
    assert (texts(asked), asked["form"], asked["topic"]) == (["Which town are you in?"], "helplines_form", "helplines")
    (found,) = engine.turn(sender, "Leeds")["messages"]
    assert found["text"] == "For Leeds, you can call Samaritans on 116 123."
    assert [card["name"] for card in found["custom"]["cards"]] == ["Samaritans", "A line near you"]
    assert found["custom"]["hand_over"] == "asked"


def test_an_open_form_outlives_the_turns_that_are_kept(engine, sender):
    engine.turn(sender, payload="/helplines")
    engine.turn(sender, payload="/helplines")
    for _ in range(6):
        assert engine.turn(sender, payload="/greeting")["form"] == "helplines_form"
    assert "For Hull" in texts(engine.turn(sender, "Hull"))[-1]


@pytest.mark.hazard("HAZ-008")
def test_what_the_screen_found_sets_the_intent_and_ends_the_form(engine, sender):
    engine.turn(sender, payload="/helplines")
    answer = engine.turn(sender, "good morning", support="urgent")
    assert answer["topic"] == "crisis"
    assert answer["form"] is None


@pytest.mark.hazard("HAZ-008")
def test_the_silent_crisis_payload_ends_the_form(engine, sender):
    engine.turn(sender, payload="/helplines")
    assert engine.turn(sender, payload="/crisis", support="urgent")["form"] is None


@pytest.mark.hazard("HAZ-001")
def test_an_engine_that_is_sure_of_crisis_says_so_though_the_screen_saw_nothing(engine, sender):
    assert engine.turn(sender, "I want to die", support="none")["topic"] == "crisis"


@pytest.mark.parametrize("typed", ["/helplines", " //helplines", '/helplines{"kind": "phone"}', "/restart", "/"])
def test_typed_text_never_names_an_intent(engine, sender, typed):
    engine.turn(sender, "hello")
    answer = engine.turn(sender, typed)
    assert answer["messages"], "plain text gets an answer; a restart would be silent"


@pytest.mark.hazard("HAZ-027")
@pytest.mark.parametrize("typed", ["", "   ", "🙂", "\ud800", "\x00", "<script>alert(1)</script>", "@", "x" * 200_000])
def test_nothing_that_can_be_typed_goes_unanswered(engine, sender, typed):
    assert engine.turn(sender, typed)["messages"]


REFUSED = [
    ({}, "no sender"),
    ({"sender": "", "text": "x"}, "an empty sender would share one tracker"),
    ({"sender": 3, "text": "x"}, "a sender is text"),
    ({"sender": "s" * 201, "text": "x"}, "longer than the store's column"),
    ({"sender": "s"}, "nothing said"),
    ({"sender": "s", "text": 3}, "text is text"),
    ({"sender": "s", "text": "x", "payload": "/greeting"}, "both"),
    ({"sender": "s", "payload": "greeting"}, "a payload is a command"),
    ({"sender": "s", "payload": "/made_up"}, "an intent that nobody knows"),
    ({"sender": "s", "payload": 3}, "a payload is text"),
    ([], "no object"),
    (b"{", "no JSON"),
    (b"\xff\xfe", "no UTF-8"),
]


@pytest.mark.parametrize(("body", "why"), REFUSED, ids=[row[1] for row in REFUSED])
def test_a_request_that_breaks_the_contract_is_refused(engine, body, why):
    status, answer = engine.post("turn", body)
    assert status == 400, why
    assert set(answer) == {"error"}


@pytest.mark.parametrize("path", ["turn", "forget"])
def test_without_the_gateways_token_nothing_is_done(engine, sender, path):
    assert engine.post(path, {"sender": sender, "text": "hello"}, token="wrong") == (401, {"error": "Unauthorized"})


def test_forgetting_starts_anew(engine, sender):
    engine.turn(sender, payload="/helplines")
    engine.forget(sender)
    assert engine.turn(sender, "hello")["form"] is None


@pytest.mark.hazard("HAZ-034")
def test_the_screens_quotes_reach_neither_actions_nor_events(engine, sender, actions):
    before = len(actions.calls)
    quote = {"theme": "suicide", "subject": "self", "quote": SECRET}
    metadata = {"support": "offer", "signals": [quote]}
    engine.post("turn", {"sender": sender, "payload": "/helplines", "metadata": metadata})
    engine.turn(sender, "Leeds")
    assert len(actions.calls) > before
    assert not [call for call in actions.calls[before:] if "Zebedee" in call]


@pytest.mark.hazard("HAZ-034")
def test_no_word_of_a_person_is_logged_even_when_an_action_fails(engine, sender, actions):
    engine.turn(sender, SECRET)
    engine.turn(sender, payload="/helplines")
    failed = engine.turn(sender, "Nowhere")
    assert failed["messages"] == []
    assert any("Nowhere" in call for call in actions.calls), "the failing action server did repeat it"
    assert not any(SECRET in call for call in actions.calls), "what was said before is none of an action's business"
    log = engine.log.read_text()
    assert "ERROR rasa.core.processor" in log, "the failure itself is logged"
    assert not re.search("Zebedee|07700|Nowhere|Traceback", log)


@pytest.mark.hazard("HAZ-034")
def test_nothing_is_asked_of_any_machine_but_this_one(engine, sender, environment):
    engine.turn(sender, "hello")
    started, *asked = Path(environment["ENGINE_AUDIT_FILE"]).read_text().splitlines()
    assert started == "started"
    assert not [line for line in asked if line != "started" and not re.search(r"127\.0\.0\.1|localhost|::1", line)]
