"""Where no GP practice is loaded, none is asked for, and no sentence claims to know any."""

import pytest

ABOUT_PRACTICES = {"utter_postcode_or_practice", "utter_practice_which", "utter_practice_not_found"}

TURNS = [
    ("validate_talking_therapies_form", "counselling please", "talking_therapies", {}),
    ("validate_talking_therapies_form", "my gp is the densham surgery", "inform_practice", {"requested": "place"}),
    ("validate_talking_therapies_form", "oakwood surgery in leeds", "inform_practice", {"requested": "place"}),
    ("action_take_place", "registered at A81001", "inform_practice", {}),
    ("action_find_talking_therapies", "", None, {"gp_practice": "A81001"}),
]


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize(("name", "text", "intent", "turn"), TURNS)
async def test_nothing_is_said_of_practices(stage, name, text, intent, turn):
    came = await stage.call(name, text, intent, **turn)

    assert ABOUT_PRACTICES.isdisjoint(came.responses)
    assert came.slots.get("gp_practice") is None


async def test_the_town_beside_a_practice_is_heard_all_the_same(stage):
    came = await stage.call(
        "validate_talking_therapies_form", "oakwood surgery in leeds", "inform_practice", requested="place"
    )

    assert came.slots["place"] == "Leeds"
