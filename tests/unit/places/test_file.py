from pathlib import Path

import pytest

from bot.places import Country, NotFound, Place, Places, PlacesError, Point, Precision

ENGLISH = [
    ("LS6 3BR", "LS6 3BR", "as Royal Mail writes it"),
    ("ls63br", "LS6 3BR", "small letters, no space"),
    ("ls6   3br", "LS6 3BR", "many spaces"),
    ("LS6\u00a03BR", "LS6 3BR", "a no-break space, as phones paste it"),
    ("ls6-3br.", "LS6 3BR", "a hyphen and a full stop"),
    ("ＬＳ６　３ＢＲ", "LS6 3BR", "full-width characters"),
    ("my postcode is ls63br", "LS6 3BR", "inside a sentence"),
    ("postcode:LS63BR,thanks", "LS6 3BR", "between punctuation"),
    ("SW1A 1AA please", "SW1A 1AA", "a word after it"),
    ("s w 1 a 1 a a", "SW1A 1AA", "spelt out letter by letter"),
    ("SWIA 1AA", "SW1A 1AA", "the letter I for the digit one"),
    ("m11aa", "M1 1AA", "the second half is always three characters"),
    ("W1A 1AA", "W1A 1AA", "a letter ends the first half"),
    ("not ZZ1 1ZZ, it's LS2 9JT", "LS2 9JT", "one that is known wins over one that is not"),
    ("LS2 9JT or LS6 3BR", "LS2 9JT", "the first of two"),
]


@pytest.mark.parametrize(("typed", "postcode", "reason"), ENGLISH)
def test_an_english_postcode_is_found_in_any_spelling(places, typed, postcode, reason):
    found = places.find(typed)

    assert isinstance(found, Place), reason
    assert (found.text, found.precision, found.country) == (postcode, Precision.POSTCODE, Country.ENGLAND), reason
    assert found.point is not None
    assert len(found.local_authorities) == 1
    assert found.icbs


OUTSIDE = [
    ("EH1 1YZ", Country.SCOTLAND, "Edinburgh"),
    ("zetland: ZE1 0AA", Country.SCOTLAND, "Shetland"),
    ("BT7 1NN", Country.NORTHERN_IRELAND, "Belfast: its rows are under other terms and not in the file"),
    ("CF10 3AT", Country.WALES, "Cardiff"),
    ("JE2 3AB", Country.CROWN_DEPENDENCY, "Jersey"),
    ("GY1 1AA", Country.CROWN_DEPENDENCY, "Guernsey"),
    ("IM1 1AA", Country.CROWN_DEPENDENCY, "Isle of Man"),
    ("CH5 3QW", Country.WALES, "a Welsh postcode of an area that is mostly English"),
    ("TD15 1SZ", Country.SCOTLAND, "a Scottish postcode beside Berwick"),
    ("LL11 9ZZ", Country.WALES, "not in the file, but its first half lies wholly in Wales"),
    ("eh1", Country.SCOTLAND, "a first half alone"),
]


@pytest.mark.parametrize(("typed", "country", "reason"), OUTSIDE)
def test_a_postcode_outside_england_says_its_country_and_nothing_else(places, typed, country, reason):
    found = places.find(typed)

    assert isinstance(found, Place), reason
    assert (found.country, found.point, found.local_authorities, found.icbs) == (country, None, (), ()), reason


MISSING = [
    ("LS6 9ZZ", False, True, "not in the file, in England for sure"),
    ("TD15 9ZZ", True, True, "Berwick's first half lies in both countries: ask"),
    ("CH1 9ZZ", True, True, "Chester's first half lies in both countries: ask"),
    ("SY99 1AA", True, False, "an unknown first half of a border area: ask"),
    ("XX1 1XX", False, False, "no such area"),
    ("B4 7ZZ", False, False, "a first half that is not in the file"),
    ("GL6 9ZZ", True, False, "Stroud: never G16, Glasgow, with the L read as a figure"),
    ("SL1 2HH", False, False, "Slough: the first half is not in the small file, and S11 is not either"),
    ("not LS6 9ZZ or so", False, True, "the words around it change nothing"),
]


@pytest.mark.hazard("HAZ-017")
@pytest.mark.parametrize(("typed", "border", "has_outcode", "reason"), MISSING)
def test_what_is_not_found_is_never_called_outside_england(places, typed, border, has_outcode, reason):
    found = places.find(typed)

    assert isinstance(found, NotFound), reason
    assert (found.border, found.outcode is not None) == (border, has_outcode), reason


FIRST_HALVES = [
    ("ls6", "LS6", "alone"),
    ("LS6 please", "LS6", "with a courtesy"),
    ("i live near ls6", "LS6", "led to by near"),
    ("Leeds LS6", "LS6", "beside its town"),
    ("I'm in M1", "M1", "a first half that is also a road, but in it"),
]
NO_PLACE = [
    ("", "nothing typed"),
    ("ok", "no digit"),
    ("A1", "there is no postcode area A"),
    ("M1 motorway", "a road"),
    ("I get panic attacks on the M1", "a road with its article"),
    ("i'm on B12 vitamins", "a vitamin"),
    ("my me2 levels", "a level of something"),
    ("alright m8", "mate"),
    ("i felt like this b4 too", "before"),
    ("it happened to me2 and nobody cared", "me too"),
    ("so lad go out", "words that are letters only"),
    ("LS63BRX", "too long for a postcode"),
    ("call 0113 496 0000", "a phone number"),
    ("😞", "an emoji"),
]


@pytest.mark.parametrize(("typed", "outcode", "reason"), FIRST_HALVES)
def test_a_first_half_is_found_where_it_is_meant_as_a_place(places, typed, outcode, reason):
    found = places.find(typed)

    assert isinstance(found, Place), reason
    assert (found.text, found.precision) == (outcode, Precision.OUTCODE), reason


@pytest.mark.parametrize(("typed", "reason"), NO_PLACE)
def test_what_only_looks_like_a_first_half_is_no_place(places, typed, reason):
    assert places.find(typed) is None, reason


def test_a_first_half_is_the_mean_of_its_postcodes(places):
    first, second, middle = (places.find(text) for text in ("LS6 3BR", "LS6 3BS", "LS6"))

    assert middle.point.latitude == pytest.approx((first.point.latitude + second.point.latitude) / 2, abs=1e-5)
    assert [area.name for area in middle.local_authorities] == ["Leeds"]
    assert [icb.code for icb in middle.icbs] == ["QWO"]


def test_a_first_half_in_two_countries_has_no_country(places):
    found = places.find("TD15")

    assert (found.country, [area.name for area in found.local_authorities]) == (None, ["Northumberland"])


def test_an_authority_whose_code_changed_is_known_by_its_new_one(places):
    assert [area.code for area in places.find("S1 2HH").local_authorities] == ["E08000039"]


def test_a_text_of_any_length_is_answered(places):
    assert places.find("m8 " * 100_000) is None
    assert places.find("a " * 100 + "LS6 3BR").text == "LS6 3BR"


def test_a_missing_file_says_what_to_run(tmp_path):
    with pytest.raises(PlacesError, match="python -m bot postcodes"):
        Places.open(tmp_path / "nothing.bin")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda raw: b"", "an empty file"),
        (lambda raw: b"something else" + raw, "another kind of file"),
        (lambda raw: raw[: len(raw) - 40], "cut short"),
        (lambda raw: raw[:40], "cut within its head"),
    ],
)
def test_a_damaged_file_is_refused_when_it_is_opened(postcode_file: Path, tmp_path, damage, reason):
    broken = tmp_path / "broken.bin"
    broken.write_bytes(damage(postcode_file.read_bytes()))

    with pytest.raises(PlacesError, match="python -m bot postcodes"):
        Places.open(broken)


def test_a_distance_is_measured_as_the_crow_flies():
    leeds, york = Point(53.7997, -1.5492), Point(53.9590, -1.0815)  # city centres, 22 miles apart

    assert leeds.miles_to(york) == pytest.approx(22.1, abs=0.2)
    assert leeds.miles_to(leeds) == 0
