"""Which words answer which danger, and what stands beside them. Rows: what the person types, what is said, why."""

import itertools
import re
from pathlib import Path

import pytest

import bot.wording
from bot.gateway.pathways import AGAIN, BESIDE, GENTLE, MOST_LINES, NAMES, OFFERS, RESPONSES, choose, offer_line
from bot.safety.phrases import load_phrases
from bot.wording import load_wording
from bot.words import Assessment, Signal, Subject, Support, Theme, Variant

WORDING = load_wording(Path(bot.wording.__file__).parent)
SUICIDE = Signal(Theme.SUICIDE, Subject.SELF, "i want to die")

SAID = [
    ("I want to die", "urgent", [], "suicide, oneself"),
    ("I'm 14 and I want to die", "under_18", [], "young: Childline, an adult, the school"),
    ("I'm 82 and I want to die", "urgent", ["older"], "old"),
    ("I'm trans and I want to die", "urgent", ["lgbtq"], "LGBTQ+"),
    ("I was in the army, I want to die", "urgent", ["veteran"], "a veteran"),
    ("I want to die, my baby is 3 weeks old", "after_birth", [], "after a birth"),
    ("I want to die. I live in Glasgow", "urgent", ["scotland"], "Scotland"),
    ("I want to die. I live in Cardiff", "urgent", ["wales"], "Wales"),
    ("I want to die. I live in Belfast", "urgent", ["northern_ireland"], "Northern Ireland"),
    ("I want to die. I live in Spain", "urgent", ["abroad"], "outside the United Kingdom"),
    ("I've been cutting myself", "self_harm", [], "self-harm"),
    ("im in year 9 and i've been cutting myself", "under_18", [], "self-harm, young"),
    ("I've taken an overdose", "emergency_taken", [], "poison: 999 or 111 alone say what to do"),
    ("I've slit my wrists", "emergency", [], "has acted, without poison"),
    ("my friend took an overdose", "emergency_taken_someone_else", [], "poison, somebody else"),
    ("my friend is unconscious", "emergency_someone_else", [], "somebody else who needs an ambulance"),
    ("he has a knife", "emergency_attack", [], "an attack: the police, and away"),
    ("my dad is strangling my mum", "emergency_attack", [], "an attack on somebody else"),
    ("I've got a knife and I'm going to stab him", "emergency_harm", [], "about to hurt somebody"),
    ("I've just stabbed my stepdad", "emergency_harm", [], "somebody is hurt: the ambulance first"),
    ("I've done something stupid", "may_have_acted", [], "perhaps something was taken"),
    ("scared I might hurt someone", "harm_to_others", [], "harm to others"),
    ("the voices are telling me to kill myself", "psychosis", [], "a voice that orders comes before the order"),
    ("my husband hits me", "abuse", [], "abuse"),
    ("im 13 and my dad hits me", "under_18_abuse", [], "a child who is hurt"),
    ("I was raped last night", "sexual_violence", [], "sexual violence"),
    ("I haven't eaten in five days", "eating_disorder", [], "an eating disorder, the body in danger"),
    ("I keep having thoughts of hurting my baby", "after_birth", ["child_at_risk"], "fear of harming one's baby"),
    ("my friend says she is going to kill herself", "urgent_someone_else", [], "worried about somebody"),
    ("my son is 14 and says he wants to die", "someone_else_under_18", [], "worried about a child"),
    ("he hits the kids", "child_at_risk", [], "a child at risk"),
    ("I think my neighbour is beating his wife", "abuse_someone_else", [], "somebody else is hurt"),
    ("God told my brother to hurt my mum", "worried", [], "somebody else with commands"),
    (
        "my daughter has stopped eating and drinking",
        "eating_disorder_someone_else",
        [],
        "somebody else who does not eat",
    ),
    ("my husband hits me and I want to die", "urgent", ["abuse"], "two themes: life first, the other beside it"),
    ("my dad hits me and I want to die, I'm 13", "under_18", ["abuse_under_18"], "the same, young"),
    ("my husband hits me. I've taken an overdose", "emergency_taken", ["abuse"], "the gravest decides"),
    ("my friend is unconscious and I want to die", "emergency_someone_else", ["yourself"], "both need help"),
    ("I was raped and I want to die", "urgent", ["sexual_violence"], "sexual violence beside it"),
    ("im 15, he raped me and I want to die", "under_18", ["abuse_under_18"], "the rape line begins at 16"),
    ("my wife just had a baby and says she wants to die", "urgent_someone_else", ["after_birth"], "a partner asks"),
]


@pytest.mark.hazard("HAZ-009", "HAZ-012", "HAZ-013")
@pytest.mark.parametrize(("text", "response", "beside", "why"), SAID, ids=[row[3] for row in SAID])
def test_what_is_said_is_answered_in_its_own_words(text, response, beside, why):
    pathway = choose(load_phrases()(text))
    assert pathway.response.removeprefix("utter_crisis_") == response, why
    assert [line.removeprefix("utter_crisis_also_") for line in pathway.beside] == beside, why


def test_danger_without_a_theme_heeds_what_is_known_of_the_person():
    urgent = Assessment(Support.URGENT, check_failed=True)
    assert choose(urgent).response == "utter_crisis_urgent"
    assert (
        choose(urgent.stricter(Assessment(variants=frozenset({Variant.UNDER_18})))).response == "utter_crisis_under_18"
    )


RECOGNISED = [
    (Assessment(Support.URGENT), "utter_crisis_urgent", "utter_crisis_urgent", "nothing else is known"),
    (
        Assessment(Support.URGENT),
        "utter_crisis_under_18",
        "utter_crisis_under_18",
        "the engine heard that they are young",
    ),
    (Assessment(Support.EMERGENCY, (SUICIDE,)), "utter_crisis_under_18", "utter_crisis_emergency", "999 wins"),
    (
        Assessment(Support.URGENT, (Signal(Theme.ABUSE, Subject.SELF, "he hit me years ago"),)),
        "utter_crisis_urgent",
        "utter_crisis_abuse",
        "the screen knows what it is about",
    ),
]


@pytest.mark.parametrize(("found", "recognised", "response", "why"), RECOGNISED, ids=[row[3] for row in RECOGNISED])
def test_what_the_engine_recognised(found, recognised, response, why):
    assert choose(found, recognised).response == response, why


@pytest.mark.hazard("HAZ-037")
@pytest.mark.parametrize("text", [row[0] for row in SAID])
def test_no_words_are_said_twice_in_a_row(text):
    found, before, last = load_phrases()(text), [], set()
    for _ in range(5):
        replies = choose(found, None, before).replies(WORDING)
        words = {reply.text for reply in replies}
        assert not words & last
        last = words
        before.append(frozenset((signal.theme.value, signal.subject.value) for signal in found.signals))


@pytest.mark.hazard("HAZ-009")
def test_a_new_theme_gets_its_own_words_also_after_others():
    before = [frozenset({("abuse", "self")})]
    assert choose(Assessment(Support.URGENT, (SUICIDE,)), None, before).response == "utter_crisis_urgent"
    before.append(frozenset({("suicide", "self")}))
    assert choose(Assessment(Support.URGENT, (SUICIDE,)), None, before).response == AGAIN


@pytest.mark.hazard("HAZ-009")
def test_every_combination_finds_its_words_and_few_lines():
    signals = [Signal(theme, subject, "") for theme, subject in itertools.product(Theme, Subject)]
    for support, pair, variant in itertools.product(
        MOST_LINES, itertools.combinations([*signals, None], 2), [*Variant, None]
    ):
        found = Assessment(support, tuple(filter(None, pair)), variants=frozenset(filter(None, [variant])))
        pathway = choose(found)
        assert pathway.response in RESPONSES
        assert len(pathway.beside) <= MOST_LINES[support]
        assert ("emergency" in pathway.response) is (support is Support.EMERGENCY)


@pytest.mark.hazard("HAZ-009")
def test_every_row_of_the_tables_can_be_said_and_every_response_is_in_a_table():
    written = {name for name, topic in WORDING.topics.items() if topic == "crisis"}
    of_the_engine = {"utter_crisis", "utter_crisis_safe_for_now"}
    of_failures = {"utter_crisis_safe_reply", "utter_crisis_not_kept", "utter_too_long"}
    assert {*NAMES, *OFFERS} | of_the_engine | of_failures == written


@pytest.mark.parametrize("name", RESPONSES)
def test_childline_is_shown_wherever_the_age_is_not_known(name):
    for nth in range(len(WORDING.responses[name])):
        assert WORDING.national["childline"].name in [card.name for card in WORDING.replies(name, nth=nth)[-1].cards]


@pytest.mark.hazard("HAZ-017")
def test_a_service_that_stops_at_the_border_is_not_shown_behind_it():
    found = load_phrases()("I want to die. I live in Belfast")
    cards = [card.name for card in choose(found).replies(WORDING)[-1].cards]
    assert WORDING.national["lifeline"].name in cards
    assert WORDING.national["nhs_111"].name not in cards


@pytest.mark.hazard("HAZ-009")
def test_the_lines_stand_before_the_last_message_and_the_emergency_card_first():
    replies = choose(load_phrases()("I'm trans, I was in the army and I want to die")).replies(WORDING)
    assert "Switchboard" in replies[-2].text
    assert "Combat Stress" in replies[-2].text
    assert replies[-1].cards[0].phone == "999"
    assert len({card.name for card in replies[-1].cards}) == len(replies[-1].cards)
    assert replies[-1].buttons


@pytest.mark.hazard("HAZ-012", "HAZ-039")
def test_nobody_is_asked_to_stay_with_whoever_is_violent():
    for nth in range(3):
        said = " ".join(reply.text for reply in WORDING.replies("utter_crisis_emergency_attack", nth=nth))
        assert "police" in said.lower()
        assert not re.search(r"\bstay with (them|him|her|the person)\b", said)


OFFER_ROWS = [
    ("I feel like there is no point", "offer", "veiled"),
    ("I used to self harm years ago", "offer_self_harm", "one's own past"),
    ("I was abused as a child, years ago", "offer_abuse", "abuse in the past"),
    ("I keep making myself sick after dinner", "offer_eating_disorder", "an eating disorder"),
    ("I keep hearing voices", "offer_psychosis", "voices without orders"),
    ("she is starving herself", "offer_someone_else", "worried about somebody"),
]


@pytest.mark.hazard("HAZ-010")
@pytest.mark.parametrize(("text", "line", "why"), OFFER_ROWS, ids=[row[2] for row in OFFER_ROWS])
def test_the_gentle_line_fits_what_was_said(text, line, why):
    found = load_phrases()(text)
    assert found.support in (Support.OFFER, Support.NONE)
    assert offer_line(found).removeprefix("utter_crisis_") == line, why


@pytest.mark.hazard("HAZ-037")
def test_each_response_has_three_wordings_and_each_line_two():
    assert [name for name in (*RESPONSES, *OFFERS) if len(WORDING.responses[name]) < 3] == []
    assert [way.response for way in BESIDE if len(WORDING.responses[way.response]) < 2] == []
    assert {way.response for way in GENTLE} == set(OFFERS)


@pytest.mark.hazard("HAZ-010")
def test_each_wording_of_each_response_ends_with_ways_on():
    assert [name for name in RESPONSES for said in WORDING.responses[name] if not said.buttons] == []
