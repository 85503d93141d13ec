"""The doors for children and young people: the right ones for who asks, for the age, and for the area."""

from dataclasses import dataclass

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.world import World
from bot.directory import Access, ServiceKind
from bot.directory.write import replace_services
from bot.places import Area, Country, Place, Point, Precision
from tests.unit.actions.builders import CLOCK
from tests.unit.directory.builders import BRADFORD, LEEDS, service, therapies

HERE = {"place": "LS6 3BR", "nation": "england"}
HUB = ["Young Futures Hub, Leeds"]
LEEDS_ALONE, LEEDS_AND_BRADFORD = (Area(LEEDS, "Leeds"),), (Area(LEEDS, "Leeds"), Area(BRADFORD, "Bradford"))

WHO_ASKS = [
    ("action_find_young_people_doors", {"age": "15"}, "utter_children_young_people", HUB, "a young person"),
    ("action_find_young_people_doors", {"age": "8"}, "utter_children_young_people", [], "too young for a hub"),
    ("action_find_young_people_doors", {"age": "20"}, "utter_children_young_people", [], "too old for a hub"),
    ("action_find_young_people_doors", {}, "utter_children_young_people", HUB, "no age told: the card says for whom"),
    (
        "action_find_young_people_doors",
        {"school_role": "parent", "age": "45"},
        "utter_children_young_people_parent",
        HUB,
        "the parent's own age shuts no door of the child",
    ),
    (
        "action_find_young_people_doors",
        {"school_role": "parent", "age": "8"},
        "utter_children_young_people_parent",
        [],
        "the child's age does",
    ),
    (
        "action_find_young_people_doors",
        {"school_role": "teacher", "age": "31"},
        "utter_children_young_people_teacher",
        HUB,
        "a teacher is not told to talk to a grown-up",
    ),
    ("action_find_school_support", {"age": "8"}, "utter_school_support_pupil", [], "a pupil of 8"),
    ("action_find_school_support", {"age": "15"}, "utter_school_support_pupil", HUB, "a pupil of 15"),
    (
        "action_find_school_support",
        {"school_role": "teacher", "age": "31"},
        "utter_school_support_teacher",
        HUB,
        "the teacher's own age",
    ),
]


@pytest.mark.hazard("HAZ-014")
@pytest.mark.parametrize(("name", "slots", "said", "cards", "why"), WHO_ASKS)
async def test_the_doors_are_for_the_young_person_in_words_for_who_asks(stage, name, slots, said, cards, why):
    came = await stage.call(name, **HERE, **slots)

    assert said in came.responses, why
    assert came.cards == cards, why


@dataclass(frozen=True)
class OnePlace:
    """A postcode file that finds one place in everything."""

    place: Place

    def find(self, text: str) -> Place:
        return self.place


HUBS = [
    (LEEDS_ALONE, {}, "utter_young_futures_hubs_found", "all of it lies in the area"),
    (LEEDS_AND_BRADFORD, {}, "utter_young_futures_hubs_found_part", "a first half lies in two areas: not claimed"),
    (
        LEEDS_ALONE,
        {"address": "1 High Street"},
        "utter_young_futures_hubs_found_address",
        "an operator's list knows it",
    ),
    ((Area(BRADFORD, "Bradford"),), {}, "utter_young_futures_hubs_none", "another area"),
]


@pytest.mark.hazard("HAZ-017")
@pytest.mark.parametrize(("areas", "facts", "said", "why"), HUBS)
async def test_a_hub_is_claimed_for_an_area_as_far_as_that_is_known(
    stage_of, directory: AsyncEngine, areas, facts, said, why
):
    place = Place("LS6", Precision.OUTCODE, Country.ENGLAND, Point(53.8, -1.6), areas, ())
    hub = therapies(kind=ServiceKind.YOUNG_FUTURES_HUB, id="hub", name="A hub", url="https://example.org", **facts)
    async with directory.begin() as connection:
        await replace_services(connection, [hub], "test")

    came = await stage_of(World(OnePlace(place), directory, CLOCK)).call(
        "action_find_young_futures_hubs", place="LS6", nation="england"
    )

    assert came.responses == [said], why


CENTRES = [
    ("34", None, "utter_neighbourhood_centres_found", ["A centre"], "an adult"),
    (None, None, "utter_neighbourhood_centres_found", ["A centre"], "no age told"),
    ("15", None, "utter_neighbourhood_centres_under_18", [], "a centre that says nothing of ages is one for adults"),
    ("under_18", 216, "utter_neighbourhood_centres_under_18", [], "a centre for adults"),
    ("16", 192, "utter_neighbourhood_centres_found", ["A centre"], "a centre that says that it takes people of 16"),
]


@pytest.mark.hazard("HAZ-014")
@pytest.mark.parametrize(("age", "from_months", "said", "cards", "why"), CENTRES)
async def test_a_centre_for_adults_is_no_door_for_a_child(
    stage, directory: AsyncEngine, age, from_months, said, cards, why
):
    centre = service(
        kind=ServiceKind.NEIGHBOURHOOD_CENTRE,
        name="A centre",
        setting=None,
        access=(Access.WALK_IN,),
        min_age_months=from_months,
    )
    async with directory.begin() as connection:
        await replace_services(connection, [centre], "test")

    came = await stage.call("action_find_neighbourhood_centres", **HERE, age=age)

    assert (came.responses, came.cards) == ([said], cards), why


async def test_without_a_place_a_child_is_still_shown_a_door(stage):
    came = await stage.call("action_find_neighbourhood_centres", age="15")

    assert came.responses == ["utter_neighbourhood_centres_under_18"]
