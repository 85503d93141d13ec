import pytest

from actions.reading import age_in, looks_like_a_school, role_named, role_stated

AGES = [
    ("im 15", "15", "the plainest way"),
    ("I'm 16 and sad", "16", "an apostrophe"),
    ("my son is 14", "14", "somebody else's age"),
    ("16", "16", "nothing but a number, when it was asked for"),
    ("she is 12 years old", "12", "years old"),
    ("a 17 year old with panic attacks", "17", "an adjective"),
    ("i am under 18", "under_18", "a band"),
    ("I'm over 18", "18_or_over", "the other band"),
    ("i've been waiting 15 weeks", None, "a wait is no age"),
    ("im 10 weeks pregnant", None, "weeks"),
    ("im 5 miles away", None, "a distance"),
    ("I'm 2 years sober and want counselling", None, "years of something: nobody is two"),
    ("I'm 10 stone and low", None, "a weight"),
    ("I am 5 foot 2", None, "a height"),
    ("it is 3 am and i cant sleep", None, "a time"),
    ("im 1 of 3 kids", None, "a count"),
    ("I am 17 years old", "17", "years old is an age"),
    ("he is 9 yrs old", "9", "shortened"),
    ("I'm on 20 mg", None, "a dose"),
    ("im in year 9", None, "a school year"),
    ("i am 240", None, "nobody is"),
    ("LS6 3BR", None, "a postcode"),
    ("", None, "nothing"),
]


@pytest.mark.hazard("HAZ-014")
@pytest.mark.parametrize(("text", "age", "why"), AGES)
def test_an_age_is_read(text, age, why):
    assert age_in(text) == age, why


STATED_ROLES = [
    ("I'm a teacher worried about a pupil", "teacher", "a teacher speaks of pupils"),
    ("one of my pupils is low", "teacher", "their pupils"),
    ("my daughter won't go to school", "parent", "their child"),
    ("I'm her mum", "parent", "whose mother"),
    ("im in year 10", "pupil", "a school year"),
    ("will my mum find out", "pupil", "under a parent's roof"),
    ("i want to tell a teacher but im scared", None, "a pupil, or a parent: asked"),
    ("does the school have a team", None, "anybody: asked"),
]


@pytest.mark.parametrize(("text", "role", "why"), STATED_ROLES)
def test_a_role_is_taken_from_an_open_message_only_beyond_doubt(text, role, why):
    assert role_stated(text) == role, why


@pytest.mark.parametrize(
    ("text", "role"),
    [("teacher", "teacher"), ("a parent", "parent"), ("student", "pupil"), ("me", "pupil"), ("her gran", "parent")],
)
def test_a_single_word_answers_who_are_you(text, role):
    assert role_named(text) == role


SCHOOLS = [
    ("Hilltop Primary School", True, "a name"),
    ("St Mary's CE Primary", True, "a saint"),
    ("Bradford Grammar School, Bradford", True, "with its town"),
    ("i hate school", False, "a sentence"),
    ("my school is bad because he hurts me", False, "a disclosure"),
    ("I want to die at school", False, "a disclosure with the word in it"),
    ("nobody at that school would miss me", False, "a disclosure without I"),
    ("Allerton Grange", False, "no word that schools have: asked again"),
    ("school " * 30, False, "too long for a name"),
    ("<b>school</b>", False, "no name has angle brackets"),
]


@pytest.mark.parametrize(("text", "is_name", "why"), SCHOOLS)
def test_a_school_name_is_told_from_a_sentence(text, is_name, why):
    assert looks_like_a_school(text) is is_name, why
