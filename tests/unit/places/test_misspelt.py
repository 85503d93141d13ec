import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places import Country, Place, Towns
from bot.places.authorities import read_authorities
from bot.places.gazetteer import read_gazetteer
from bot.places.misspelt import CUT_OFF, SHORTEST, Speller

BOOK = read_gazetteer(read_authorities())
TOWNS, SPELLER = Towns(BOOK), Speller(BOOK)

# The pairs that the cut-off of 0.8 follows from: with 0.85 the first group is lost, with 0.75 the second comes in.
SLIPS = [
    ("leedes", "Leeds", "a letter too many in a short name: 0.83"),
    ("derbey", "Derby", "0.83"),
    ("bolotn", "Bolton", "two letters swapped: 0.83"),
    ("barnsly", "Barnsley", "a letter too few"),
    ("hudersfeild", "Huddersfield", "two slips in a long name: 0.83"),
    ("wolverhamton", "Wolverhampton", "a letter too few"),
    ("middlesborough", "Middlesbrough", "as most people write it"),
    ("brimingham", "Birmingham", "letters swapped"),
    ("sheffeild", "Sheffield", "letters swapped"),
    ("manchster", "Manchester", "a letter too few"),
    ("milton keyns", "Milton Keynes", "one of two words"),
    ("scunthrope", "Scunthorpe", "letters swapped"),
]
NO_SLIPS = [
    ("danger", "an everyday word"),
    ("hospital", "an everyday word"),
    ("bottle", "one letter from Bootle"),
    ("working", "one letter from Woking"),
    ("google", "one letter from Goole"),
    ("workshop", "two letters from Worksop"),
    ("staff", "one letter from Staffs"),
    ("barton", "one letter from Burton: a wrong letter in a short name makes another"),
    ("dublin", "a city elsewhere"),
    ("berlin", "a city elsewhere"),
    ("chorlton", "a part of Manchester, not Charlton"),
    ("york's", "too short"),
    ("bth", "too short to mend"),
    ("glasgw", "a slip of a place outside England is no proof of being there"),
    ("l33ds", "figures"),
]


@pytest.mark.parametrize(("typed", "name", "reason"), SLIPS)
def test_a_slip_is_mended_where_a_name_stands(typed, name, reason):
    for text, asked in ((f"im in {typed}", False), (f"near {typed} please", False), (typed, True)):
        found = TOWNS.find(text, asked=asked)
        assert isinstance(found, Place), reason
        assert found.text == name, reason


@pytest.mark.hazard("HAZ-017")
@pytest.mark.parametrize(("typed", "reason"), NO_SLIPS)
def test_what_is_no_slip_stays_what_it_is(typed, reason):
    for text, asked in ((f"im in {typed}", False), (typed, True)):
        found = TOWNS.find(text, asked=asked)
        assert found is None or (isinstance(found, Place) and typed == "york's"), reason


def test_a_slip_is_not_looked_for_in_the_middle_of_a_sentence():
    assert TOWNS.find("everything in my life is leedes now") is None
    assert TOWNS.find("leedes") is None


def test_a_name_that_is_spelt_right_is_never_mended():
    names = [name for name in BOOK.by_name if len(name) >= SHORTEST]

    assert [name for name in names if SPELLER.nearest(name)] == []


def test_the_ordinary_words_are_those_that_would_be_mended():
    """A word that no name is near has no business in the list."""
    bare = Speller(BOOK, ordinary=())
    idle = [word for word in SPELLER.ordinary if bare.nearest(word) is None]

    assert idle == []


@given(st.sampled_from(["Leeds", "Huddersfield", "Wolverhampton", "Scunthorpe", "Manchester"]), st.data())
def test_a_mended_name_is_english_and_within_the_cut_off(name, data):
    place = data.draw(st.integers(1, len(name) - 1))
    typed = (name[:place] + name[place + 1 :]).lower()
    found = TOWNS.find(typed, asked=True)

    assert found is None or (isinstance(found, Place) and found.country is Country.ENGLAND)
    if 1 - 1 / len(name) >= CUT_OFF and len(typed) > SHORTEST:
        assert found is not None
        assert found.text == name
