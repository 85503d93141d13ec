import pytest

from tests.unit.actions.builders import NOW

HERE = {"place": "LS6 3BR", "nation": "england"}
AWAY = {"place": "M1 1AA", "nation": "england"}

SEARCHES = [
    (
        "action_find_talking_therapies",
        HERE,
        ["utter_talking_therapies_found", "utter_talking_therapies_also"],
        ["Leeds Therapies"],
        "the service of the area, and always the national ways",
    ),
    (
        "action_find_talking_therapies",
        AWAY,
        ["utter_talking_therapies_none_known", "utter_talking_therapies_also"],
        [],
        "none known there: said",
    ),
    (
        "action_find_talking_therapies",
        {},
        ["utter_talking_therapies_no_place", "utter_talking_therapies_also"],
        [],
        "no place told: the national finder",
    ),
    (
        "action_find_talking_therapies",
        HERE | {"age": "34"},
        ["utter_talking_therapies_found", "utter_talking_therapies_also_adult"],
        ["Leeds Therapies"],
        "an adult is not offered the button for under 18",
    ),
    (
        "action_find_talking_therapies",
        HERE | {"age": "15"},
        ["utter_talking_therapies_under_18", "utter_children_young_people", "utter_young_doors_near"],
        ["Young Futures Hub, Leeds"],
        "15: no adult service, the young people's doors",
    ),
    (
        "action_find_talking_therapies",
        HERE | {"age": "16"},
        [
            "utter_talking_therapies_under_18",
            "utter_talking_therapies_some_take_you",
            "utter_children_young_people",
            "utter_young_doors_near",
        ],
        ["Leeds Therapies", "Young Futures Hub, Leeds"],
        "16: the service that says yes from 16 on, never alone",
    ),
    (
        "action_find_talking_therapies",
        {"age": "under_18"},
        ["utter_talking_therapies_under_18", "utter_children_young_people"],
        [],
        "under 18, nothing else known",
    ),
    (
        "action_find_crisis_places",
        HERE,
        ["utter_crisis_units_found", "utter_crisis_units_also"],
        ["The Cafe"],
        "the nearest",
    ),
    (
        "action_find_crisis_places",
        AWAY,
        ["utter_crisis_units_none_in_reach", "utter_crisis_units_also"],
        [],
        "none in reach: said",
    ),
    (
        "action_find_crisis_places",
        HERE | {"age": "under_18"},
        ["utter_crisis_units_none_for_age", "utter_crisis_units_under_18", "utter_crisis_units_also_age_known"],
        [],
        "an adults' cafe is no door for a child",
    ),
    ("action_find_crisis_places", {}, ["utter_crisis_units_no_place", "utter_crisis_units_also"], [], "no place told"),
    (
        "action_find_young_futures_hubs",
        HERE,
        ["utter_young_futures_hubs_found"],
        ["Young Futures Hub, Leeds"],
        "one of the areas",
    ),
    ("action_find_young_futures_hubs", AWAY, ["utter_young_futures_hubs_none"], [], "not one of them"),
    ("action_find_young_futures_hubs", {}, ["utter_young_futures_hubs_no_place"], [], "no place told"),
    ("action_find_neighbourhood_centres", HERE, ["utter_neighbourhood_centres_none"], [], "none known"),
    ("action_find_neighbourhood_centres", {}, ["utter_neighbourhood_centres_no_place"], [], "no place told"),
    ("action_find_helplines", HERE, ["utter_helplines"], [], "national numbers"),
    ("action_find_helplines", {"age": "under_18"}, ["utter_helplines_under_18"], [], "a young person's numbers"),
    ("action_find_young_people_doors", {}, ["utter_children_young_people"], [], "said to the young person"),
    (
        "action_find_young_people_doors",
        HERE | {"school_role": "parent"},
        ["utter_children_young_people_parent", "utter_young_doors_near"],
        ["Young Futures Hub, Leeds"],
        "said to the parent",
    ),
]


@pytest.mark.parametrize(("name", "slots", "said", "cards", "why"), SEARCHES)
async def test_a_search_says_what_it_found(stage, name, slots, said, cards, why):
    came = await stage.call(name, **slots)

    assert came.responses == said, why
    assert came.cards == cards, why
    assert came.slots["last_search"] == name


async def test_what_was_assumed_is_said(stage):
    came = await stage.call("action_find_crisis_places", **AWAY)

    assert (came.messages[0]["place"], came.messages[0]["miles"]) == ("M1 1AA", "25")


async def test_a_card_carries_the_facts_with_their_source(stage):
    (card,) = (await stage.call("action_find_crisis_places", **HERE)).messages[0]["custom"]["cards"]

    assert card["hours"].startswith("open now"), f"at {NOW}"
    assert (card["source"], card["checked_on"]) == ("a page", "2026-06-01")
    assert "map_url" in card


NATIONS = [
    ("CF10 1EP", "wales", "utter_outside_england_wales"),
    ("EH1 1YZ", "scotland", "utter_outside_england_scotland"),
    ("BT1 5GS", "northern_ireland", "utter_outside_england_northern_ireland"),
    ("JE2 3AB", "crown_dependency", "utter_outside_england_elsewhere"),
    ("CH1", "unknown", "utter_outside_england"),
    (None, "elsewhere", "utter_outside_england_elsewhere"),
]


@pytest.mark.hazard("HAZ-017")
@pytest.mark.parametrize(("place", "nation", "said"), NATIONS)
@pytest.mark.parametrize(
    "name", ["action_find_talking_therapies", "action_find_crisis_places", "action_find_school_support"]
)
async def test_outside_england_no_english_service_is_shown(stage, name, place, nation, said):
    came = await stage.call(name, place=place, nation=nation)

    assert came.responses == [said]
    assert came.messages[0]["where"] == (place or "That")


async def test_a_border_outcode_counts_as_england_only_when_the_person_says_so(stage):
    english = await stage.call("action_find_talking_therapies", place="CH1", nation="england")
    unknown = await stage.call("action_find_talking_therapies", place="CH1")

    assert english.responses[0] == "utter_talking_therapies_none_known"
    assert unknown.responses == ["utter_outside_england"]


@pytest.mark.hazard("HAZ-014")
async def test_an_age_and_a_role_in_the_message_are_remembered(stage):
    came = await stage.call("action_find_young_people_doors", "my daughter is 14 and very anxious")

    assert (came.slots["age"], came.slots["school_role"]) == ("14", "parent")
