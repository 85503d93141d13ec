import pytest

FORM = "validate_school_support_form"
FIND = "action_find_school_support"

OPENINGS = [
    ("help at school", {}, {"school_role": None}, "nothing known: both are asked"),
    ("I'm a teacher worried about a pupil", {}, {"school_role": "teacher"}, "who asks is said"),
    ("does Allerton Grange in Leeds have a team", {}, {"school": "Allerton Grange School, Leeds"}, "a school is named"),
    ("help at school in LS6 3BR", {}, {"school": "none", "place": "LS6 3BR"}, "a postcode will do"),
    ("help at school", {"place": "LS6 3BR"}, {"school": "none"}, "a place told before: not asked twice"),
    ("help at school", {"no_place": "refused"}, {"school": "none"}, "refused before: not asked twice"),
    ("help at school", {"nation": "scotland"}, {"requested_slot": None}, "outside England: not asked"),
    ("my daughter is 14 and hates school", {}, {"school_role": "parent", "age": "14"}, "a parent, and the age"),
]


@pytest.mark.parametrize(("text", "slots", "events", "why"), OPENINGS)
async def test_the_form_opens_with_what_is_known(stage, text, slots, events, why):
    came = await stage.call(FORM, text, "school_support", **slots)

    assert came.slots.items() >= events.items(), why


ROLES = [
    ("", "inform_role", {"school_role": "teacher"}, {"school_role": "teacher"}, "a button"),
    ("parent", "inform_role", {}, {"school_role": "parent"}, "typed"),
    ("im 13", "inform_age", {}, {"school_role": "pupil", "age": "13"}, "an age tells"),
    ("LS6 3BR", "inform_postcode", {}, {"school_role": None, "place": "LS6 3BR"}, "kept, and asked again"),
    ("hm", "nlu_fallback", {}, {"school_role": None, "misses": 1.0}, "unclear: asked again"),
    ("hm", "nlu_fallback", {"misses": 1}, {"requested_slot": None}, "unclear twice: goes on without"),
    ("rather not", "refuse", {}, {"requested_slot": None}, "refused: goes on without"),
    ("where can i take my son tonight", "crisis_units", {}, {}, "a new subject, though a son is in it"),
]


@pytest.mark.parametrize(("text", "intent", "slots", "events", "why"), ROLES)
async def test_an_answer_about_who_asks(stage, text, intent, slots, events, why):
    came = await stage.call(FORM, text, intent, requested="school_role", **slots)

    assert came.slots.items() >= events.items(), why
    assert bool(came.slots) is bool(events), why


SCHOOLS = [
    ("Allerton Grange School", "nlu_fallback", 0, "Allerton Grange School, Leeds", [], "in the directory"),
    ("Hilltop Primary School", "school_support", 0, "unlisted", [], "not in it"),
    ("Trinity School", "nlu_fallback", 0, "several", [], "two of that name: neither is named"),
    ("Trinity School, Bradford", "nlu_fallback", 0, "Trinity School, Bradford", [], "the town tells"),
    ("Trinity School in Leeds", "nlu_fallback", 0, "Trinity School, Leeds", [], "the other town tells too"),
    ("Hilltop Primary School, Bradford", "nlu_fallback", 0, "unlisted", [], "not in it, in a town that is known"),
    ("LS6 3BR", "inform_postcode", 0, "none", [], "a postcode will do"),
    ("near leeds", "inform_postcode", 0, "none", [], "so will a town"),
    ("reading", "nlu_fallback", 0, "none", [], "an ordinary word that is a town where a place is asked for"),
    ("newport", "inform_postcode", 0, None, ["utter_place_which"], "two towns: which"),
    ("I'd rather not say", "refuse", 0, "none", [], "refused"),
    ("it hurts", "nlu_fallback", 0, None, ["utter_school_unclear"], "no school: asked again"),
    ("it hurts", "nlu_fallback", 1, "none", [], "twice: goes on without"),
    ("ZZ1 1ZZ", "inform_postcode", 0, None, ["utter_school_unclear"], "no such postcode"),
]


@pytest.mark.parametrize(("text", "intent", "misses", "school", "said", "why"), SCHOOLS)
async def test_an_answer_about_the_school(stage, text, intent, misses, school, said, why):
    came = await stage.call(FORM, text, intent, requested="school", misses=misses)

    assert came.slots["school"] == school, why
    assert came.responses == said, why


@pytest.mark.hazard("HAZ-008")
async def test_a_change_of_subject_stores_nothing(stage):
    assert (await stage.call(FORM, "who can i call", "helplines", requested="school")).slots == {}


ANSWERS = [
    ({"school": "Allerton Grange School, Leeds"}, "utter_school_has_team", "the directory says so"),
    ({"school": "Roundhay School, Leeds"}, "utter_school_not_known", "in the directory, which does not say"),
    ({"school": "unlisted"}, "utter_school_not_listed", "not in the directory"),
    ({"school": "several"}, "utter_school_several", "more than one"),
    ({"school": "none"}, "utter_school_none_named", "none told"),
    ({"school": "none", "place": "M1 1AA", "nation": "england"}, "utter_school_place_noted", "a place told"),
    ({"school": "Gone School, Leeds"}, "utter_school_none_named", "left the directory since"),
]


@pytest.mark.hazard("HAZ-018")
@pytest.mark.parametrize(("slots", "said", "why"), ANSWERS)
async def test_a_team_is_claimed_only_where_the_directory_says_so(stage, slots, said, why):
    came = await stage.call(FIND, school_role="parent", **slots)

    assert came.responses == [said, "utter_school_support_parent"], why


@pytest.mark.parametrize("role", ["pupil", "parent", "teacher"])
async def test_each_is_told_what_they_can_do(stage, role):
    came = await stage.call(FIND, school_role=role, school="none")

    assert came.responses[-1] == f"utter_school_support_{role}"


async def test_the_day_of_the_list_is_said(stage):
    came = await stage.call(FIND, school_role="pupil", school="Allerton Grange School, Leeds")

    assert came.messages[0]["school"] == "Allerton Grange School in Leeds", "which one was looked up is said"
    assert came.messages[0]["checked_on"] == "1 September 2026"


async def test_young_peoples_doors_near_are_said_too(stage):
    came = await stage.call(FIND, school_role="parent", school="none", place="LS6 3BR", nation="england")

    assert came.cards == ["Young Futures Hub, Leeds"]
