"""A GP practice in place of a postcode: only where practices are loaded; its patients' service before the home's."""

import pytest

from tests.unit.actions.builders import Stage

FORM = "validate_talking_therapies_form"
CRISIS_FORM = "validate_crisis_units_form"
FIND = "action_find_talking_therapies"
INTRO = "utter_talking_therapies_intro"
DENSHAM = {"gp_practice": "A81001", "nation": "england", "no_place": None, "requested_slot": None}

pytestmark = pytest.mark.usefixtures("practices")

OPENINGS = [
    ("counselling please", {}, {"requested_slot": "place_or_practice"}, ["utter_postcode_or_practice"], "asked"),
    ("counselling, my gp is the Densham surgery", {}, DENSHAM, [], "named in the message"),
    ("counselling, registered at A81001", {}, DENSHAM, [], "by its code"),
    ("counselling, im at oakwood surgery in mansfield", {}, {"gp_practice": "C84016"}, [], "the town decides"),
    (
        "counselling, im at oakwood surgery",
        {},
        {"requested_slot": "which_practice"},
        ["utter_practice_which"],
        "three of that name",
    ),
    (
        "counselling, im at oakwood surgery",
        {"place": "LS6 3BR", "nation": "england"},
        {"gp_practice": "B86654"},
        [],
        "the place told before decides",
    ),
    ("counselling", {"gp_practice": "A81001"}, {"requested_slot": None}, [], "told before: not asked twice"),
    ("counselling in leeds", {}, {"place": "Leeds"}, [], "a town"),
    ("counselling without seeing my gp", {}, {"requested_slot": "place_or_practice"}, None, "no practice is named"),
]


@pytest.mark.parametrize(("text", "slots", "events", "said", "why"), OPENINGS)
async def test_a_form_opens_with_the_practice_in_the_message(stage: Stage, text, slots, events, said, why):
    came = await stage.call(FORM, text, "talking_therapies", **slots)

    assert came.slots.items() >= events.items(), why
    assert said is None or came.responses == [INTRO, *said], why


ANSWERS = [
    ("densham", "nlu_fallback", 0, DENSHAM, [], "its name alone"),
    ("The Denshum Surgery", "inform_practice", 0, DENSHAM, [], "misspelt"),
    ("my gp is the densham surgery in stockton", "gp", 0, DENSHAM, [], "a sentence about a GP"),
    ("densham surgery, LS6 3BR", "inform_postcode", 0, {**DENSHAM, "place": "LS6 3BR"}, [], "and where they live"),
    ("oakwood surgery leeds", "inform_practice", 0, {"gp_practice": "B86654"}, [], "the town decides"),
    ("oakwood", "nlu_fallback", 0, {"requested_slot": "which_practice"}, ["utter_practice_which"], "which"),
    ("LS6 3BR", "inform_postcode", 0, {"place": "LS6 3BR"}, [], "a postcode"),
    ("Leeds", "inform_postcode", 0, {"place": "Leeds"}, [], "a town"),
    ("qwertyuiop surgery in leeds", "inform_practice", 0, {"place": "Leeds"}, ["utter_practice_not_found"], "by town"),
    (
        "qwertyuiop surgery",
        "inform_practice",
        0,
        {"place": None, "misses": 1.0},
        ["utter_practice_not_found"],
        "not found: the postcode question goes on",
    ),
    ("qwertyuiop surgery", "inform_practice", 1, {"no_place": "not_found"}, ["utter_practice_not_found"], "twice"),
    ("how do i get a gp", "gp", 0, {}, [], "another subject"),
]


@pytest.mark.parametrize(("text", "intent", "misses", "events", "said", "why"), ANSWERS)
async def test_an_answer_with_a_practice(stage: Stage, text, intent, misses, events, said, why):
    came = await stage.call(FORM, text, intent, requested="place_or_practice", misses=misses)

    assert came.slots.items() >= events.items(), why
    assert came.responses == said, why
    assert bool(came.slots) is bool(events), why


async def test_several_are_asked_about_by_name_and_town(stage: Stage):
    came = await stage.call(FORM, "oakwood surgery", "inform_practice", requested="place_or_practice")

    assert sorted(came.choices) == [
        ("Oakwood Surgery, Birmingham", '/inform_practice{"gp_practice": "M85078"}'),
        ("Oakwood Surgery, Leeds", '/inform_practice{"gp_practice": "B86654"}'),
        ("Oakwood Surgery, Mansfield", '/inform_practice{"gp_practice": "C84016"}'),
    ]


BUTTONS = [
    ("C84016", {"gp_practice": "C84016", "requested_slot": None}, "one of them"),
    ("none", {"gp_practice": None}, "none of these: the form asks for a postcode"),
    ("Z99999", {"gp_practice": None}, "not listed any more"),
]


@pytest.mark.parametrize(("code", "events", "why"), BUTTONS)
async def test_the_button_tells_which(stage: Stage, code, events, why):
    came = await stage.call(FORM, "", "inform_practice", requested="which_practice", gp_practice=code)

    assert came.slots.items() >= events.items(), why


SEARCHES = [
    ({"gp_practice": "B86654"}, "utter_talking_therapies_found_practice", ["Leeds Therapies"], "no place told"),
    (
        {"gp_practice": "B86654", "place": "M1 1AA", "nation": "england"},
        "utter_talking_therapies_found_practice",
        ["Leeds Therapies"],
        "the practice before the home",
    ),
    (
        {"gp_practice": "A81001", "place": "LS6 3BR", "nation": "england"},
        "utter_talking_therapies_none_known",
        [],
        "a practice elsewhere: not the service of the home",
    ),
    (
        {"gp_practice": "Z99999", "place": "LS6 3BR", "nation": "england"},
        "utter_talking_therapies_found",
        ["Leeds Therapies"],
        "not listed any more: the home decides",
    ),
]


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize(("slots", "said", "cards", "why"), SEARCHES)
async def test_the_practice_decides_which_service_it_is(stage: Stage, slots, said, cards, why):
    came = await stage.call(FIND, **slots)

    assert (came.responses[0], came.cards) == (said, cards), why


async def test_what_was_assumed_is_said(stage: Stage):
    found = await stage.call(FIND, gp_practice="B86654")
    near = await stage.call("action_find_crisis_places", gp_practice="B86654", nation="england")

    assert found.messages[0]["practice"] == "Oakwood Surgery, Leeds"
    assert near.messages[0]["place"] == "Oakwood Surgery, Leeds", "miles are from there"
    assert near.cards == ["The Cafe"]


OUT_OF_THE_BLUE = [
    ("my gp is the densham surgery", {}, ["utter_practice_noted"], {"gp_practice": "A81001"}, "what shall I look for?"),
    (
        "registered at B86654",
        {"last_search": FIND},
        ["utter_talking_therapies_found_practice", "utter_talking_therapies_also"],
        {"gp_practice": "B86654"},
        "the last search goes on",
    ),
    (
        "actually my gp is the densham surgery",
        {"place": "EH1 1YZ", "nation": "scotland", "last_search": "action_find_crisis_places"},
        ["utter_crisis_units_none_in_reach", "utter_crisis_units_also"],
        {"place": None, "nation": "england"},
        "moved to England: the old place is none any more",
    ),
    ("im with oakwood surgery", {}, ["utter_practice_which"], {"gp_practice": None}, "which"),
    (
        "my gp is qwertyuiop surgery in leeds",
        {},
        ["utter_practice_not_found", "utter_place_noted"],
        {"place": "Leeds"},
        "the town is known",
    ),
    ("my gp is qwertyuiop surgery", {}, ["utter_practice_not_found", "utter_no_place_noted"], {}, "neither"),
]


@pytest.mark.parametrize(("text", "slots", "said", "events", "why"), OUT_OF_THE_BLUE)
async def test_a_practice_out_of_the_blue(stage: Stage, text, slots, said, events, why):
    came = await stage.call("action_take_place", text, "inform_practice", **slots)

    assert came.responses == said, why
    assert came.slots.items() >= events.items(), why


async def test_a_button_out_of_the_blue(stage: Stage):
    taken = await stage.call("action_take_place", "", "inform_practice", gp_practice="C84016")
    none = await stage.call("action_take_place", "", "inform_practice", gp_practice="none")

    assert taken.messages[0]["practice"] == "Oakwood Surgery, Mansfield"
    assert (none.responses, none.slots["gp_practice"]) == (["utter_no_place_noted"], None)


async def test_in_a_crisis_a_town_is_enough_where_the_practice_is_not_clear(stage: Stage):
    came = await stage.call(CRISIS_FORM, "park surgery in leeds", "inform_practice", requested="place")

    assert came.slots["place"] == "Leeds"
    assert "utter_practice_which" not in came.responses
