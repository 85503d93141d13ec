"""Speaking from the wording: replies for the gateway, responses for Rasa, cards for everybody."""

import json
from datetime import date
from pathlib import Path

import pytest

import bot.wording
from bot.wording import NationalService, Variation, Wording, WordingError, fill, load_wording
from bot.wording.wording import card_json
from bot.words import Button, Reply, ServiceCard

SHIPPED = Path(bot.wording.__file__).parent


def service(**changes):
    known = {"name": "Shout", "source": "https://giveusashout.org", "checked_on": date(2026, 9, 1), "mark": "A"}
    return NationalService(**{**known, "nations": ("england",), **changes})


def wording(*variations: Variation) -> Wording:
    return Wording({"utter_found": variations}, {"utter_found": "helplines"}, {}, {}, "v")


FILLED = [
    ("For {place}.", {"place": "Leeds"}, "For Leeds.", "a slot is filled"),
    ("For {place}.", {"place": "{place}{name}"}, "For {place}{name}.", "a person's braces are no slots"),
    ("For {place}.", {}, "For .", "an unknown slot leaves nothing behind"),
    ("For {place}.", {"place": None}, "For .", "an empty slot is not the word None"),
    ('{"a": "b"}', {}, '{"a": "b"}', "JSON is left alone"),
    ("{age}", {"age": 17}, "17", "a number is written out"),
]


@pytest.mark.parametrize(("text", "slots", "said", "why"), FILLED, ids=[row[3] for row in FILLED])
def test_filling(text, slots, said, why):
    assert fill(text, slots) == said, why


def test_several_messages_carry_doors_and_choices_under_the_last():
    card, button = ServiceCard("Shout"), Button("For {place}", "/go")
    said = wording(Variation(("One.", "For {place}."), (button,), (card,)))
    assert said.replies("utter_found", place="Leeds") == (
        Reply("One."),
        Reply("For Leeds.", (Button("For Leeds", "/go"),), (card,)),
    )


def test_variations_take_turns():
    said = wording(Variation(("One.",)), Variation(("Two.",)))
    assert [said.replies("utter_found", nth=nth)[0].text for nth in range(3)] == ["One.", "Two.", "One."]


def test_a_response_that_is_not_there_is_an_error():
    with pytest.raises(WordingError, match="no response is called utter_nothing"):
        wording(Variation(("One.",))).replies("utter_nothing")


def test_rasa_gets_topic_cards_and_paragraphs():
    card = ServiceCard("Shout", text_to="SHOUT to 85258", checked_on=date(2026, 9, 1))
    said = wording(Variation(("One.", "Two."), (Button("Go", "/go"),), (card,))).rasa_responses()
    assert said == {
        "utter_found": [
            {
                "text": "One.\n\nTwo.",
                "metadata": {"topic": "helplines"},
                "buttons": [{"title": "Go", "payload": "/go"}],
                "custom": {
                    "cards": [
                        {
                            "name": "Shout",
                            "care": "non-urgent",
                            "text_to": "SHOUT to 85258",
                            "checked_on": "2026-09-01",
                        }
                    ]
                },
            }
        ]
    }


def test_a_card_without_a_day_is_json_all_the_same():
    assert json.loads(json.dumps(card_json(ServiceCard("Shout")))) == {"name": "Shout", "care": "non-urgent"}


def test_a_service_seen_once_asks_to_check_its_hours():
    assert service(mark="A").card().note is None
    assert service(mark="B").card().note == "Check their hours before you rely on them."
    assert service(mark="B", note="For women.").card().note == "For women. Check their hours before you rely on them."


def test_a_card_leads_to_the_chat_where_there_is_one():
    assert service(url="https://a.uk", webchat="https://a.uk/chat").card().url == "https://a.uk/chat"
    assert service(url="https://a.uk").card().url == "https://a.uk"


@pytest.mark.hazard("HAZ-015", "HAZ-028")
def test_what_we_ship_can_be_read_and_nothing_of_it_is_left_unfilled():
    shipped = load_wording(SHIPPED)
    texts = [text for variations in shipped.responses.values() for said in variations for text in said.texts]
    assert len(texts) > 50
    assert not [text for text in texts if "$" in text]
    assert {"samaritans", "shout", "childline"} <= set(shipped.national)


@pytest.mark.hazard("HAZ-001", "HAZ-009", "HAZ-032", "HAZ-036", "HAZ-039")
def test_the_crisis_replies_name_all_four_lines():
    shipped = load_wording(SHIPPED)
    for name in ("utter_crisis_emergency", "utter_crisis_urgent", "utter_crisis_safe_reply", "utter_crisis_not_kept"):
        for nth in range(len(shipped.responses[name])):
            said = " ".join(
                f"{reply.text} {[(card.phone, card.text_to) for card in reply.cards]}"
                for reply in shipped.replies(name, nth=nth)
            )
            missing = [line for line in ("999", "111", "116 123", "85258") if line not in said]
            assert not missing, f"{name}, variation {nth}: {missing}"


@pytest.mark.hazard("HAZ-014", "HAZ-039")
def test_every_crisis_reply_shows_childline_for_an_age_that_is_not_known():
    shipped = load_wording(SHIPPED)
    for name in ("utter_crisis_emergency", "utter_crisis_urgent", "utter_crisis_again"):
        for nth in range(len(shipped.responses[name])):
            cards = [card.phone for reply in shipped.replies(name, nth=nth) for card in reply.cards]
            assert shipped.national["childline"].phone in cards, f"{name}, variation {nth}"


OFTEN_SAID = [
    ("utter_crisis_again", 3),
    ("utter_crisis_emergency", 3),
    ("utter_crisis_emergency_someone_else", 3),
    ("utter_crisis_offer", 3),
    ("utter_thanks_after_crisis", 2),
    ("utter_deny_after_crisis", 2),
    ("utter_goodbye_after_crisis", 2),
]


@pytest.mark.hazard("HAZ-037", "HAZ-039")
@pytest.mark.parametrize(("name", "fewest"), OFTEN_SAID, ids=[row[0] for row in OFTEN_SAID])
def test_what_may_be_said_again_has_other_words_and_the_same_lines(name, fewest):
    variations = load_wording(SHIPPED).responses[name]
    assert len(variations) >= fewest
    sentences = [sentence for said in variations for text in said.texts for sentence in text.split(". ")]
    assert len(sentences) == len(set(sentences)), "a sentence of one variation is no sentence of another"
    for said in variations:
        text = " ".join(said.texts)
        assert not [line for line in ("111", "116 123", "85258") if line not in text]
