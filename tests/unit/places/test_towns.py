import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places import Choice, Country, Place, Precision, Towns
from bot.places.authorities import read_authorities
from bot.places.gazetteer import read_gazetteer

AUTHORITIES = read_authorities()
BOOK = read_gazetteer(AUTHORITIES)
TOWNS = Towns(BOOK)

FOUND = [
    ("im in leeds", "Leeds", "small letters, as people type"),
    ("near Whitehaven", "Whitehaven", "a smaller town"),
    ("where is the nearest crisis cafe to Basildon", "Basildon", "to it, as it were near it"),
    ("Hackney", "Hackney", "a London borough"),
    ("london borough of hackney", "Hackney", "its whole name: the borough, not all of London"),
    ("north Devon", "North Devon", "a district that holds a county's name"),
    ("anything in Kirklees?", "Kirklees", "an authority that is no town"),
    ("im in cumbria", "Cumbria", "a county that is two authorities by now"),
    ("youth hub in notts", "Nottinghamshire", "a county's short form"),
    ("my gp is in hull", "Kingston upon Hull", "what everybody calls it"),
    ("st. helens", "St. Helens, Merseyside", "a full stop in a name"),
    ("Saint Helens", "St. Helens, Merseyside", "the long form"),
    ("kings lynn", "King's Lynn", "no apostrophe"),
    ("KING’S LYNN", "King's Lynn", "a curly one, all capitals"),
    ("burton on trent", "Burton upon Trent", "on for upon"),
    ("newcastle under lyme", "Newcastle-under-Lyme", "no hyphens"),
    ("Bury St Edmunds", "Bury St Edmunds", "the longest name, not Bury"),
    ("county durham", "County Durham", "the county, not the city"),
    ("Truro, Cornwall", "Truro", "a town with its county"),
    ("cornwall truro", "Truro", "the other way round"),
    ("Chapeltown, Leeds", "Leeds", "a part of Leeds that is not in the file, not its namesake near Sheffield"),
    ("richmond north yorkshire", "Richmond, North Yorkshire", "the smaller of two, told apart by its county"),
    ("i moved from Leeds to York", "York", "where they came from does not count"),
    ("i work in leeds but live in bradford", "Bradford", "home before work"),
    ("my daughter is in York", "York", "somebody else's town, where no other is named"),
    ("I hate living in Luton", "Luton", "hating it is living there"),
    ("ive been living in luton since may", "Luton", "been living is living"),
    ("im not coping here in Leeds", "Leeds", "what is denied is not the place"),
    ("in Washington", "Washington, Tyne and Wear", "the town, not its namesake hamlet"),
    ("Washington, Tyne and Wear", "Washington, Tyne and Wear", "alone with its county"),
    ("im in Boston", "Boston", "the English one is meant here"),
    ("a therapist in Lincoln", "Lincoln", "a person's name that is a city"),
    ("i live in bath", "Bath", "an ordinary word where somebody lives"),
    ("Support groups for bipolar in Bath", "Bath", "with its capital"),
    ("Reading, Berkshire", "Reading", "with its county"),
    ("north london", "London", "all its boroughs"),
]
NOT_FOUND = [
    ("", "nothing typed"),
    ("Reading books helps", "reading"),
    ("reading", "a bare word that nobody asked a place with"),
    ("i was in the bath when it started", "a bath"),
    ("we got married in March", "a month"),
    ("Lincoln hit me", "a person"),
    ("Susan Pickering", "a surname"),
    ("Made a killing on the sale", "a sale"),
    ("i play rugby", "a game"),
    ("i moved here from new york", "not York"),
    ("stuck on leeds road", "a street, which may be anywhere"),
    ("leeds united lost again", "a club"),
    ("she scored high on the Edinburgh scale", "a questionnaire"),
    ("i used to live in leeds", "the past"),
    ("im not in leeds", "denied"),
    ("im going to Leeds tomorrow", "a journey"),
    ("i cant get over it", "Over is a village; nobody means it"),
    ("I'm in wales", "a nation is for whoever asks for nations"),
    ("near lupton", "a village that is not in the file, and no slip of Luton"),
    ("im in panic", "no place"),
    ("zzyzx", "no word at all"),
]
CHOICES = [
    ("Newcastle", ["Newcastle upon Tyne", "Newcastle-under-Lyme"], "the two cities"),
    ("im in newport", ["Newport, Wales", "Newport, Isle of Wight"], "one in Wales, one in England: ask, never guess"),
    ("stratford", ["Stratford-on-Avon", "Stratford, London"], "a short form, and a name"),
    ("near Richmond", ["Richmond upon Thames", "Richmond, London"], "as large; the far smaller one is told by county"),
]
ASKED = [
    ("reading", "Reading", "an ordinary word that answers the question"),
    ("bath please", "Bath", "with a courtesy"),
    ("lincoln", "Lincoln", "a person's name that answers the question"),
    ("in deal", "Deal", "led to"),
    ("hello", None, "no answer"),
    ("over", None, "never a place"),
    ("beer", None, "a small village, and likelier a word"),
    ("dont know", None, "no answer"),
]


def _found(text, *, asked=False):
    found = TOWNS.find(text, asked=asked)
    return found.text if isinstance(found, Place) else found


@pytest.mark.parametrize(("typed", "name", "reason"), FOUND)
def test_a_town_or_an_area_is_found_in_a_sentence(typed, name, reason):
    assert _found(typed) == name, reason


@pytest.mark.parametrize(("typed", "reason"), NOT_FOUND)
def test_a_word_is_a_place_only_where_it_is_meant_as_one(typed, reason):
    assert _found(typed) is None, reason


@pytest.mark.hazard("HAZ-017")
@pytest.mark.parametrize(("typed", "names", "reason"), CHOICES)
def test_a_name_of_several_places_is_asked_about(typed, names, reason):
    found = TOWNS.find(typed)

    assert isinstance(found, Choice), reason
    assert [place.text for place in found.places] == names, reason


@pytest.mark.parametrize(("typed", "name", "reason"), ASKED)
def test_an_answer_may_be_a_bare_word(typed, name, reason):
    assert _found(typed, asked=True) == name, reason


OUTSIDE = [
    ("i live in Cardiff", Country.WALES),
    ("im in glasgow", Country.SCOTLAND),
    ("Belfast", Country.NORTHERN_IRELAND),
    ("I'm in Douglas", Country.CROWN_DEPENDENCY),
    ("newport wales", Country.WALES),
]


@pytest.mark.hazard("HAZ-017")
@pytest.mark.parametrize(("typed", "country"), OUTSIDE)
def test_a_large_town_of_another_nation_is_known_as_such(typed, country):
    found = TOWNS.find(typed)

    assert isinstance(found, Place)
    assert (found.country, found.point, found.local_authorities, found.icbs) == (country, None, (), ())


def test_a_town_gives_its_point_and_authorities_and_says_how_exact_it_is():
    leeds, area, capital = (TOWNS.find(name) for name in ("Leeds", "North Devon", "London"))

    assert (leeds.precision, area.precision) == (Precision.TOWN, Precision.AUTHORITY)
    assert [area.name for area in leeds.local_authorities] == ["Leeds"]
    assert leeds.is_rough
    assert leeds.outcode is None
    assert leeds.icbs[0].name == "NHS West Yorkshire"
    assert (leeds.point.latitude, leeds.point.longitude) == pytest.approx((53.797, -1.548), abs=0.01)
    assert len(capital.local_authorities) == 33


def test_every_place_is_found_again_by_its_own_text():
    places = {entry.place for entries in BOOK.by_name.values() for entry in entries}

    assert [place.text for place in places if TOWNS.find(place.text) != place] == []


def test_every_english_place_lies_in_england_and_in_authorities_of_today():
    places = {entry.place for entries in BOOK.by_name.values() for entry in entries}
    english = [place for place in places if place.country is Country.ENGLAND]

    assert len(english) > 3_000
    for place in english:
        assert 49.8 < place.point.latitude < 55.9, place.text
        assert -6.5 < place.point.longitude < 1.8, place.text
        assert place.local_authorities, place.text
        assert place.icbs, place.text


@given(st.text(max_size=300) | st.lists(st.sampled_from(sorted(BOOK.by_name)), max_size=12).map(" ".join))
def test_no_text_makes_it_raise(text):
    for asked in (False, True):
        found = TOWNS.find(text, asked=asked)
        assert found is None or isinstance(found, Place | Choice)


@pytest.mark.parametrize("text", ["in leds ", "newcastle ", "a", "i live in Richmond, North Yorkshire. ", "😞 "])
def test_a_text_of_any_length_takes_no_longer_than_a_page(text):
    started = time.process_time()
    TOWNS.find(text * 200_000, asked=True)

    assert time.process_time() - started < 1.0


def test_a_postcode_says_more_than_any_town_beside_it(places):
    assert TOWNS.find("LS6 3BR") is None
    for name in BOOK.by_name:
        for text in (f"{name} LS6 3BR", f"ls63br, {name}", f"im in {name} not {name}, ls6 3br"):
            found = places.find(text)
            assert (found.text, found.precision) == ("LS6 3BR", Precision.POSTCODE), text
