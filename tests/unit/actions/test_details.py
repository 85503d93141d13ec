import pytest

PLACES = [
    ("LS6 3BR", {}, ["utter_place_noted"], {"place": "LS6 3BR"}, "nothing looked for yet: what shall I look for?"),
    (
        "actually LS6 3BR",
        {"last_search": "action_find_crisis_places", "place": "M1 1AA", "nation": "england"},
        ["utter_crisis_units_found", "utter_crisis_units_also"],
        {"place": "LS6 3BR", "nation": "england"},
        "the last search goes on there",
    ),
    (
        "EH1 1YZ",
        {"last_search": "action_find_crisis_places"},
        ["utter_outside_england_scotland"],
        {"nation": "scotland"},
        "outside England",
    ),
    ("CH1", {"last_search": "action_find_crisis_places"}, ["utter_ask_nation"], {"place": "CH1"}, "near a border"),
    ("ZZ1 1ZZ", {}, ["utter_place_not_found"], {}, "no such postcode"),
    ("can i change my postcode", {}, ["utter_no_place_noted"], {"no_place": None}, "about postcodes, none told"),
    ("zxcv bnmj", {}, ["utter_not_understood"], {}, "letters thrown together"),
]


@pytest.mark.parametrize(("text", "slots", "said", "events", "why"), PLACES)
async def test_a_postcode_out_of_the_blue(stage, text, slots, said, events, why):
    came = await stage.call("action_take_place", text, "inform_postcode", **slots)

    assert came.responses == said, why
    assert came.slots.items() >= events.items(), why


AGES = [
    ("im 15", {}, ["utter_children_young_people"], "15", "a young person's doors"),
    ("", {"age": "under_18"}, ["utter_children_young_people"], "under_18", "the button"),
    ("im 45", {}, ["utter_what_next"], "45", "an adult: what would help?"),
    (
        "",
        {"age": "under_18", "last_search": "action_find_helplines"},
        ["utter_helplines_under_18"],
        "under_18",
        "the last search goes on for that age",
    ),
    (
        "",
        {"age": "18_or_over", "last_search": "action_find_talking_therapies", "place": "LS6 3BR", "nation": "england"},
        ["utter_talking_therapies_found", "utter_talking_therapies_also_adult"],
        "18_or_over",
        "taken for younger, and put right",
    ),
]


@pytest.mark.parametrize(("text", "slots", "said", "age", "why"), AGES)
async def test_an_age_out_of_the_blue(stage, text, slots, said, age, why):
    came = await stage.call("action_take_age", text, "inform_age", **slots)

    assert came.responses == said, why
    assert came.slots["age"] == age, why


NATIONS = [
    ("i live in cardiff", {}, ["utter_outside_england_wales"], "wales", "typed"),
    ("", {"nation": "scotland"}, ["utter_outside_england_scotland"], "scotland", "a button"),
    ("i live in england", {}, ["utter_what_next"], "england", "England: what next"),
    ("what about other countries", {}, ["utter_outside_england"], None, "none named: asked"),
    (
        "",
        {"nation": "england", "place": "CH1", "last_search": "action_find_talking_therapies"},
        ["utter_talking_therapies_none_known", "utter_talking_therapies_also"],
        "england",
        "the border question answered: the search goes on",
    ),
]


@pytest.mark.parametrize(("text", "slots", "said", "nation", "why"), NATIONS)
async def test_a_country_out_of_the_blue(stage, text, slots, said, nation, why):
    came = await stage.call("action_take_nation", text, "inform_nation", **slots)

    assert came.responses == said, why
    assert came.slots["nation"] == nation, why


MISSES = [
    ((), "utter_not_understood", None, "the first time: choices"),
    (("utter_thanks",), "utter_not_understood", None, "something was understood in between"),
    (("utter_not_understood",), "utter_not_understood_again", "not_understood", "twice running: people to call"),
    (("utter_not_understood_again",), "utter_not_understood_again", "not_understood", "and from then on"),
]


@pytest.mark.hazard("HAZ-005")
@pytest.mark.parametrize(("before", "said", "reason", "why"), MISSES)
async def test_not_understood(stage, before, said, reason, why):
    came = await stage.call("action_not_understood", "asdf", "nlu_fallback", said_before=before)

    assert came.responses == [said], why
    assert came.hand_over == reason, why


@pytest.mark.hazard("HAZ-032")
@pytest.mark.parametrize(
    ("name", "reason"), [("action_talk_to_person", "person_asked"), ("action_complaint_feedback", "complaint")]
)
async def test_a_person_is_asked_to_look(stage, name, reason):
    assert (await stage.call(name)).hand_over == reason
