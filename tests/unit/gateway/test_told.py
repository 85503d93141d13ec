"""What a person told of themselves earlier is heeded in the words of a crisis reply; its short lines are said once."""

from pathlib import Path

import pytest

import bot.wording
from bot.gateway.pathways import NOTHING_TOLD, Told, choose
from bot.safety.phrases import load_phrases
from bot.wording import load_wording
from bot.words import Signal, Subject, Theme, Variant

V = Variant
WORDING = load_wording(Path(bot.wording.__file__).parent)
SUICIDE = frozenset({(Theme.SUICIDE.value, Subject.SELF.value)})
DIE, FRIEND = "I want to die", "my friend says she is going to kill herself"

ROWS = [
    (DIE, {V.UNDER_18}, set(), "under_18", [], "a child who said so three messages ago"),
    (DIE, {V.UNDER_18}, {V.UNDER_18}, "under_18", [], "their own words every time"),
    (DIE, {V.OLDER}, set(), "urgent", ["older"], "old"),
    (DIE, {V.OLDER}, {V.OLDER}, "urgent", [], "the line was said"),
    ("I'm 82 and I want to die", {V.OLDER}, {V.OLDER}, "urgent", ["older"], "said again: heard again"),
    (DIE, {V.LGBTQ}, set(), "urgent", ["lgbtq"], "LGBTQ+"),
    (DIE, {V.LGBTQ, V.VETERAN}, {V.LGBTQ}, "urgent", ["veteran"], "one line was said, the other was not"),
    (DIE, {V.AFTER_BIRTH}, {V.AFTER_BIRTH}, "after_birth", [], "their own words every time"),
    (DIE, {V.SCOTLAND}, set(), "urgent", ["scotland"], "a place"),
    (DIE, {V.SCOTLAND}, {V.SCOTLAND}, "urgent", [], "a place whose line was said"),
    ("I want to die. I live in Cardiff", {V.SCOTLAND}, set(), "urgent", ["wales"], "the place said now"),
    ("I want to die. I live in Spain", {V.SCOTLAND}, set(), "urgent", ["abroad"], "abroad now"),
    (DIE, {V.SOMEONE_UNDER_18}, set(), "urgent", [], "a parent who speaks of themselves"),
    ("my husband hits me and I want to die", {V.SOMEONE_UNDER_18}, set(), "urgent", ["abuse"], "no child who writes"),
    ("he says he wants to die", {V.SOMEONE_UNDER_18}, set(), "someone_else_under_18", [], "the child they spoke of"),
    (FRIEND, {V.UNDER_18}, set(), "urgent_someone_else", ["under_18"], "a child worried about somebody"),
    (FRIEND, {V.UNDER_18}, {V.UNDER_18}, "urgent_someone_else", [], "the line was said"),
    ("I've slit my wrists", {V.VETERAN, V.LGBTQ}, set(), "emergency", ["lgbtq"], "the more urgent, the fewer words"),
    ("my dad hits me and I want to die", {V.UNDER_18}, {V.UNDER_18}, "under_18", ["abuse_under_18"], "a new theme"),
]


@pytest.mark.hazard("HAZ-009", "HAZ-013", "HAZ-014", "HAZ-017", "HAZ-037")
@pytest.mark.parametrize(("text", "told", "answered", "response", "beside", "why"), ROWS, ids=[row[5] for row in ROWS])
def test_what_was_told_before_is_heeded_and_its_line_said_once(text, told, answered, response, beside, why):
    pathway = choose(load_phrases()(text), told=Told(frozenset(told), frozenset(answered)))
    assert pathway.response.removeprefix("utter_crisis_") == response, why
    assert [line.removeprefix("utter_crisis_also_") for line in pathway.beside] == beside, why


@pytest.mark.hazard("HAZ-017")
@pytest.mark.parametrize("answered", [frozenset(), frozenset({V.NORTHERN_IRELAND})])
def test_a_service_that_stops_at_the_border_stays_hidden(answered):
    told = Told(frozenset({V.NORTHERN_IRELAND}), answered)
    pathway = choose(load_phrases()(DIE), None, [SUICIDE] if answered else [], told)
    cards = [card.name for card in pathway.replies(WORDING)[-1].cards]
    assert pathway.nation == "northern_ireland"
    assert WORDING.national["nhs_111"].name not in cards


def test_where_nothing_was_told_nothing_changes():
    for text in (DIE, FRIEND, "I've slit my wrists", "I'm trans and I want to die"):
        found = load_phrases()(text)
        assert choose(found, told=NOTHING_TOLD) == choose(found)


def test_what_was_told_changes_no_signal_and_no_support():
    found = load_phrases()(DIE)
    beside = Told(frozenset({V.UNDER_18, V.LGBTQ})).beside(found)
    assert (beside.support, beside.signals) == (found.support, found.signals)
    assert beside.signals == (Signal(Theme.SUICIDE, Subject.SELF, DIE),)
