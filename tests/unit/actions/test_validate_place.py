import pytest

FORM = "validate_talking_therapies_form"
CRISIS_FORM = "validate_crisis_units_form"
LEEDS = {"place": "LS6 3BR", "nation": "england", "no_place": None}

OPENINGS = [
    ("how do I get counselling", {}, {"place": None}, [], "nothing known: asked"),
    ("counselling in ls63br please", {}, LEEDS, [], "the postcode in the message is used"),
    ("counselling in LS6", {}, {"place": "LS6", "nation": "england"}, [], "its first half is enough"),
    (
        "counselling",
        {"place": "LS6 3BR", "nation": "england"},
        {"place": "LS6 3BR"},
        [],
        "told before: not asked twice",
    ),
    ("counselling in M1 1AA", {"place": "LS6 3BR"}, {"place": "M1 1AA"}, [], "a newer postcode counts"),
    ("counselling", {"no_place": "refused"}, {"requested_slot": None}, [], "refused before: not asked twice"),
    ("counselling", {"nation": "wales"}, {"requested_slot": None}, [], "outside England: not asked"),
    (
        "im 15, counselling please",
        {},
        {"requested_slot": None, "age": "15"},
        [],
        "under 18: young people's doors first",
    ),
    ("im 16, counselling in LS6", {}, {"place": "LS6", "age": "16"}, [], "16: some services say yes"),
    (
        "counselling in ZZ1 1ZZ",
        {},
        {"place": None, "misses": 1.0},
        ["utter_place_not_found"],
        "not found: said, and asked",
    ),
]


@pytest.mark.parametrize(("text", "slots", "events", "said", "why"), OPENINGS)
async def test_a_form_opens_with_what_is_known(stage, text, slots, events, said, why):
    came = await stage.call(FORM, text, "talking_therapies", **slots)

    assert came.slots.items() >= events.items(), why
    assert came.responses == ["utter_talking_therapies_intro", *said], why
    assert came.slots, "an event at least: without one Rasa would call the validation a second time"


CLOSED = {"requested_slot": None, "place": None}
ANSWERS = [
    ("LS6 3BR", "inform_postcode", 0, LEEDS, [], "a postcode"),
    ("ls6 3br", "goodbye", 0, LEEDS, [], "a postcode that the engine mistook for a topic"),
    ("it's LS6 3BR near the park", "nlu_fallback", 0, LEEDS, [], "words around it"),
    ("I'd rather not say", "refuse", 0, CLOSED | {"no_place": "refused"}, [], "refused"),
    ("no", "deny", 0, CLOSED | {"no_place": "refused"}, [], "no is a refusal here"),
    (
        "ZZ1 1ZZ",
        "inform_postcode",
        0,
        {"place": None, "misses": 1.0},
        ["utter_place_not_found"],
        "not found: asked again",
    ),
    ("ZZ1 1ZZ", "inform_postcode", 1, CLOSED | {"no_place": "not_found"}, [], "not found twice: the national door"),
    ("LS6 9ZZ", "inform_postcode", 1, {"place": "LS6", "nation": "england"}, [], "twice, but its first half is known"),
    (
        "near the station",
        "nlu_fallback",
        0,
        {"place": None, "misses": 1.0},
        ["utter_place_unclear"],
        "no postcode in it",
    ),
    ("near the station", "nlu_fallback", 1, CLOSED | {"no_place": "not_found"}, [], "twice: the national door"),
    ("EH1 1YZ", "inform_postcode", 0, {"place": "EH1 1YZ", "nation": "scotland"}, [], "Scotland is found, and no miss"),
    ("im 15", "inform_age", 0, {"requested_slot": None, "age": "15"}, [], "an age that changes the answer"),
    ("im 45", "inform_age", 0, {"age": "45"}, [], "an age that does not: asked again by the form"),
    ("i live in cardiff", "outside_england", 0, {"place": "Cardiff", "nation": "wales"}, [], "outside England"),
    ("i live in wales", "outside_england", 0, {"nation": "wales", "requested_slot": None}, [], "a nation, no town"),
]


@pytest.mark.parametrize(("text", "intent", "misses", "events", "said", "why"), ANSWERS)
async def test_an_answer_about_the_place(stage, text, intent, misses, events, said, why):
    came = await stage.call(FORM, text, intent, requested="place", misses=misses)

    assert came.slots.items() >= events.items(), why
    assert came.responses == said, why


SUBJECTS = [
    ("where can i go tonight", "crisis_units", "a new topic"),
    ("crisis cafe near M1 1AA", "crisis_units", "a new topic with a postcode in it"),
    ("bye", "goodbye", "a farewell"),
    ("why do you ask", "why_do_you_ask", "an aside: answered, then asked again"),
    ("", "crisis", "the gateway tells of a crisis in silence"),
]


@pytest.mark.parametrize(("text", "intent", "why"), SUBJECTS)
async def test_a_change_of_subject_is_left_to_the_rules_and_stores_nothing(stage, text, intent, why):
    came = await stage.call(FORM, text, intent, requested="place")

    assert (came.slots, came.messages) == ({}, ()), why


DISCLOSURES = ["i cant do this any more it hurts", "he hits me when he drinks", "I am Ada Lovelace of 12 High Street"]


@pytest.mark.hazard("HAZ-008")
@pytest.mark.parametrize("text", DISCLOSURES)
@pytest.mark.parametrize("intent", ["nlu_fallback", "inform_postcode", "affirm", "feeling_low"])
async def test_what_a_person_discloses_is_never_kept_as_a_place(stage, text, intent):
    came = await stage.call(FORM, text, intent, requested="place")

    assert came.slots.get("place") is None
    assert not any(text in str(value) for value in came.slots.values())


BORDER = [
    ("CH1", None, "an outcode in two countries: which?"),
    ("CH1 4AA", "england", "a whole postcode tells"),
]


@pytest.mark.hazard("HAZ-017")
@pytest.mark.parametrize(("text", "nation", "why"), BORDER)
async def test_near_a_border_the_country_is_asked(stage, text, nation, why):
    came = await stage.call(FORM, text, "inform_postcode", requested="place")

    assert (came.slots["place"], came.slots["nation"]) == (text, nation), why


NATIONS = [
    ("", "inform_nation", "wales", "wales", "a button"),
    ("it's in wales", "inform_nation", None, "wales", "typed"),
    ("yes", "affirm", None, "england", "yes: the question was about England"),
    ("no", "deny", None, "unknown", "no: which is not known"),
    ("dunno", "nlu_fallback", None, "unknown", "unclear: nothing is assumed"),
]


@pytest.mark.parametrize(("text", "intent", "slot", "nation", "why"), NATIONS)
async def test_an_answer_about_the_country(stage, text, intent, slot, nation, why):
    came = await stage.call(CRISIS_FORM, text, intent, requested="nation", place="CH1", nation=slot)

    assert came.slots == {"nation": nation}, why


async def test_another_subject_at_the_border_question(stage):
    assert (await stage.call(CRISIS_FORM, "bye", "goodbye", requested="nation", place="CH1")).slots == {}


async def test_an_age_does_not_close_the_question_for_crisis_places(stage):
    came = await stage.call(CRISIS_FORM, "im 15", "inform_age", requested="place")

    assert came.slots == {"age": "15"}
