"""A town, borough or county in place of a postcode: heard, kept by our own name, asked about where it is not one."""

import pytest

from actions.world import NoPlaceBook, World
from bot.places.authorities import read_authorities
from bot.places.gazetteer import read_gazetteer
from tests.unit.actions.builders import CLOCK

FORM = "validate_talking_therapies_form"
CRISIS_FORM = "validate_crisis_units_form"
LEEDS = {"place": "Leeds", "nation": "england", "no_place": None}
NEWCASTLES = ["Newcastle upon Tyne", "Newcastle-under-Lyme"]

OPENINGS = [
    ("counselling in leeds please", {}, LEEDS, "the town in the message is used"),
    ("counselling in Leeds LS6 3BR", {}, {"place": "LS6 3BR"}, "a postcode says more"),
    ("counselling", {"place": "Leeds", "nation": "england"}, {"place": "Leeds"}, "told before: not asked twice"),
    ("counselling in york", {"place": "Leeds", "nation": "england"}, {"place": "York"}, "a newer town counts"),
    ("counselling in newcastle", {}, {"place": None, "requested_slot": "which_place"}, "two of that name: which"),
    ("counselling in cardiff", {}, {"place": "Cardiff", "nation": "wales"}, "its nation is known"),
    ("im in wales near chester, counselling", {}, {"place": None}, "the nation that was said comes first"),
    ("im 45, counselling in leeds", {}, {"place": "Leeds", "age": "45"}, "an age is no postcode"),
]


@pytest.mark.parametrize(("text", "slots", "events", "why"), OPENINGS)
async def test_a_form_opens_with_the_town_in_the_message(stage, text, slots, events, why):
    came = await stage.call(FORM, text, "talking_therapies", **slots)

    assert came.slots.items() >= events.items(), why


ANSWERS = [
    ("Leeds", "inform_postcode", LEEDS, [], "a town"),
    ("im in leeds", "outside_england", LEEDS, [], "taken for a country"),
    ("leeds please", "thanks", LEEDS, [], "a bare town, whatever the engine took it for"),
    ("whitehaven in cumbria", "goodbye", {"place": "Whitehaven"}, [], "a town with its county"),
    ("Hackney", "gp", {"place": "Hackney"}, [], "a borough"),
    ("reading", "self_help", {"place": "Reading"}, [], "an ordinary word that is a town where one is asked for"),
    ("north devon", "inform_postcode", {"place": "North Devon"}, [], "a district"),
    ("kent", "nlu_fallback", {"place": "Kent"}, [], "a county"),
    ("in manchster", "nlu_fallback", {"place": "Manchester"}, [], "a letter left out"),
    ("Newport, Isle of Wight", "inform_postcode", {"place": "Newport, Isle of Wight"}, [], "one of two, told apart"),
    ("no im in leeds", "deny", LEEDS, [], "no refusal"),
    ("newcastle", "inform_postcode", {"requested_slot": "which_place"}, ["utter_place_which"], "which one"),
    ("ZZ1 1ZZ leeds", "inform_postcode", {"misses": 1.0}, ["utter_place_not_found"], "a postcode that slipped"),
    ("crisis cafe in leeds", "crisis_units", {}, [], "another subject with a town in it"),
    ("i feel so awful here in leeds", "feeling_low", {}, [], "somebody says how they are: heard as that"),
    ("can i talk to a person in leeds", "talk_to_person", {}, [], "a new wish"),
]


@pytest.mark.parametrize(("text", "intent", "events", "said", "why"), ANSWERS)
async def test_an_answer_with_a_town(stage, text, intent, events, said, why):
    came = await stage.call(FORM, text, intent, requested="place")

    assert came.slots.items() >= events.items(), why
    assert came.responses == said, why
    assert bool(came.slots) is bool(events), why


async def test_a_name_of_several_places_is_asked_about_with_our_own_names(stage):
    came = await stage.call(CRISIS_FORM, "im in NEWCASTLE", "inform_postcode", requested="place")

    assert [title for title, _ in came.choices] == NEWCASTLES
    assert came.choices[0][1] == '/inform_postcode{"place": "Newcastle upon Tyne"}'


WHICH = [
    ("", "inform_postcode", "Newcastle-under-Lyme", {"place": "Newcastle-under-Lyme", "nation": "england"}, "a button"),
    ("", "inform_postcode", "Newport, Wales", {"place": "Newport, Wales", "nation": "wales"}, "one outside England"),
    ("", "inform_postcode", None, {"place": None}, "somewhere else: the form asks its question"),
    ("", "inform_postcode", "no place of ours", {"place": None}, "never kept"),
    ("newcastle upon tyne", "nlu_fallback", None, {"place": "Newcastle upon Tyne"}, "typed"),
    ("LS6 3BR", "inform_postcode", None, {"place": "LS6 3BR"}, "a postcode after all"),
    ("newcastle", "inform_postcode", None, {"place": None, "misses": 1.0}, "the same again: a postcode is asked for"),
    ("", "refuse", None, {"no_place": "refused", "requested_slot": None}, "rather not say"),
]


@pytest.mark.parametrize(("text", "intent", "place", "events", "why"), WHICH)
async def test_the_answer_to_which(stage, text, intent, place, events, why):
    came = await stage.call(FORM, text, intent, requested="which_place", place=place)

    assert came.slots.items() >= events.items(), why


async def test_every_name_that_the_slot_may_hold_finds_its_place_again(world):
    book = read_gazetteer(read_authorities())
    places = {entry.place for entries in book.by_name.values() for entry in entries}

    assert [place.text for place in places if await world.place(place.text) != place] == []


OUT_OF_THE_BLUE = [
    ("action_take_place", "im in leeds", "inform_postcode", {}, ["utter_place_noted"], LEEDS, "what shall I look for?"),
    (
        "action_take_place",
        "no, leeds",
        "inform_postcode",
        {"last_search": "action_find_crisis_places", "place": "M1 1AA", "nation": "england"},
        ["utter_crisis_units_found", "utter_crisis_units_also"],
        LEEDS,
        "the last search goes on there",
    ),
    ("action_take_place", "i live in cardiff", "inform_postcode", {}, ["utter_outside_england_wales"], {}, "Wales"),
    ("action_take_place", "newcastle", "inform_postcode", {}, ["utter_place_which"], {"place": None}, "which"),
    (
        "action_take_place",
        "",
        "inform_postcode",
        {"place": "Newcastle-under-Lyme"},
        ["utter_place_noted"],
        {"place": "Newcastle-under-Lyme"},
        "the button",
    ),
    ("action_take_place", "", "inform_postcode", {}, ["utter_no_place_noted"], {"place": None}, "somewhere else"),
    ("action_take_nation", "i live in leeds", "outside_england", {}, ["utter_place_noted"], LEEDS, "no other country"),
    ("action_take_nation", "im in newport", "inform_nation", {}, ["utter_place_which"], {}, "there are two"),
    ("action_not_understood", "near whitehaven", "nlu_fallback", {}, ["utter_place_noted"], {}, "a few words"),
    (
        "action_not_understood",
        "he hit me again last night in leeds",
        "nlu_fallback",
        {},
        ["utter_not_understood"],
        {},
        "a town is not what it is about",
    ),
    (
        "action_find_young_people_doors",
        "help for my son in leeds",
        "children_young_people",
        {},
        ["utter_children_young_people_parent", "utter_young_doors_near"],
        LEEDS,
        "where no form hears it",
    ),
]


@pytest.mark.parametrize(("name", "text", "intent", "slots", "said", "events", "why"), OUT_OF_THE_BLUE)
async def test_a_town_out_of_the_blue(stage, name, text, intent, slots, said, events, why):
    came = await stage.call(name, text, intent, **slots)

    assert came.responses == said, why
    assert came.slots.items() >= events.items(), why


WIDE = {"place": "West Yorkshire", "nation": "england"}
ROUGH = [
    ("action_find_talking_therapies", LEEDS, "utter_talking_therapies_found", "Leeds", False, "one service for all"),
    ("action_find_talking_therapies", WIDE, "utter_talking_therapies_found_part", "West Yorkshire", True, "a part"),
    ("action_find_crisis_places", LEEDS, "utter_crisis_units_found", "the middle of Leeds", False, "answered at once"),
    ("action_find_crisis_places", WIDE, "utter_crisis_units_found", "the middle of West Yorkshire", True, "too wide"),
    ("action_find_young_futures_hubs", WIDE, "utter_young_futures_hubs_found_part", "West Yorkshire", False, "says so"),
    ("action_find_neighbourhood_centres", LEEDS, "utter_neighbourhood_centres_none", "the middle of Leeds", False, ""),
]


@pytest.mark.hazard("HAZ-017")
@pytest.mark.parametrize(("name", "slots", "said", "place", "asks", "why"), ROUGH)
async def test_a_town_is_answered_at_once_and_a_postcode_asked_for_only_where_it_matters(
    stage, name, slots, said, place, asks, why
):
    came = await stage.call(name, **slots)

    assert (came.responses[0], came.messages[0]["place"]) == (said, place), why
    assert ("utter_place_closer" in came.responses) is asks, why


async def test_a_postcode_is_asked_for_once_for_each_place(stage):
    first = await stage.call("action_find_crisis_places", **WIDE)
    again = await stage.call("action_find_talking_therapies", **WIDE, asked_closer=first.slots["asked_closer"])
    elsewhere = await stage.call(
        "action_find_crisis_places", place="Kent", nation="england", asked_closer=WIDE["place"]
    )

    assert "utter_place_closer" not in again.responses
    assert elsewhere.slots["asked_closer"] == "Kent"


async def test_miles_from_a_town_are_said_to_be_rough(stage):
    came = await stage.call("action_find_crisis_places", **LEEDS)

    why = came.messages[0]["custom"]["cards"][0]["why"]
    assert "about" in why or "near" in why or "less than a mile" in why


@pytest.mark.hazard("HAZ-022")
async def test_without_the_postcode_file_a_town_still_works(stage_of, directory, towns):
    stage = stage_of(World(NoPlaceBook(), directory, CLOCK, towns=towns))

    taken = await stage.call(FORM, "im 24 and in leeds", "inform_age", requested="place")
    found = await stage.call("action_find_talking_therapies", **LEEDS)

    assert taken.slots["place"] == "Leeds"
    assert found.cards == ["Leeds Therapies"]


@pytest.mark.hazard("HAZ-008")
@pytest.mark.parametrize("text", ["he hits me in leeds", "I am Ada Lovelace of 12 High Street, York"])
async def test_only_our_own_name_of_a_place_is_kept(stage, text):
    came = await stage.call(FORM, text, "nlu_fallback", requested="place")

    assert came.slots["place"] in ("Leeds", "York")
    assert not any(text in str(value) for value in came.slots.values())
