import argparse
from collections import defaultdict
from importlib import metadata
from time import perf_counter

import pytest

from bot.commands import postcodes
from bot.places import Places, PlacesError, Point
from bot.places.authorities import read_authorities
from bot.places.build import PACKAGE, Row, build, installed_rows, version_of
from bot.places.nations import AREA_COUNTRY, BORDER_AREAS, KNOWN_AREAS, area_of
from bot.settings import Settings

METRES = 1609.344  # in a mile

# Latitude and longitude of NHS organisations as the NHS Directory of Healthcare Services publishes them for their
# postcodes (examples of its API, version 3).
KNOWN = [
    ("LS9 7TA", 53.802101, -1.525181, "Leeds"),
    ("TR18 2LG", 50.120544, -5.534163, "Cornwall"),
    ("NE66 2GD", 55.397694, -1.692028, "Northumberland"),
    ("NR31 6RQ", 52.581039, 1.728938, "Great Yarmouth"),
    ("SY5 0QJ", 52.648956, -2.896422, "Shropshire"),
]


def _build(tmp_path, *rows):
    return build([list(rows)], read_authorities(), "test", tmp_path / "postcodes.bin", lambda _line: None)


def test_rows_that_may_not_be_kept_are_left_out(tmp_path):
    kept = _build(
        tmp_path,
        Row("BT7 1NN", "N09000003", 146000, 529000),  # Northern Irish: other licence terms
        Row("CF103AT", "W06000015", 318000, 176000),  # Welsh, in an area that lies wholly in Wales
        Row("LS6 3BR", "E08000035", 427710, 435613),
    )

    assert kept == 1


def test_a_row_of_an_unknown_authority_stops_the_build_and_leaves_no_file(tmp_path):
    with pytest.raises(PlacesError, match="E99999999"):
        _build(tmp_path, Row("LS6 3BR", "E99999999", 427710, 435613))

    assert list(tmp_path.iterdir()) == []


def test_rows_out_of_order_stop_the_build(tmp_path):
    row = ("E08000035", 427710, 435613)
    with pytest.raises(PlacesError, match="order"):
        _build(tmp_path, Row("LS6 3BR", *row), Row("LS2 9JT", *row), Row("LS6 3BS", *row))


def test_a_failed_build_leaves_the_old_file_standing(tmp_path):
    _build(tmp_path, Row("LS6 3BR", "E08000035", 427710, 435613))
    before = (tmp_path / "postcodes.bin").read_bytes()
    with pytest.raises(PlacesError):
        _build(tmp_path, Row("LS6 3BR", "E99999999", 427710, 435613))

    assert (tmp_path / "postcodes.bin").read_bytes() == before


def test_the_version_names_the_directory_and_the_table_of_authorities():
    authorities = read_authorities()

    assert metadata.version(PACKAGE) in version_of(authorities)
    assert authorities.digest in version_of(authorities)


def test_every_authority_has_an_icb_of_the_thirty_six():
    authorities = read_authorities()

    assert (len(authorities.by_code), len(authorities.icbs)) == (296, 36)
    assert {icb.code for each in authorities.by_code.values() for icb in each.icbs} == set(authorities.icbs)
    assert set(authorities.superseded.values()) <= set(authorities.by_code)


def test_an_unknown_authority_is_named():
    with pytest.raises(ValueError, match="Atlantis"):
        read_authorities().codes(["Leeds", "Atlantis"])


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_the_real_directory_becomes_one_small_file_that_answers_at_once(tmp_path, capsys):
    settings = Settings(var_dir=tmp_path)
    assert postcodes.run(argparse.Namespace(again=False), settings) == 0
    assert postcodes.run(argparse.Namespace(again=False), settings) == 0
    told = capsys.readouterr().out
    assert "file 23 of 23" in told
    assert told.endswith("is there and current\n")
    assert settings.postcodes.stat().st_size < 80_000_000

    places = Places.open(settings.postcodes)
    try:
        for postcode, latitude, longitude, authority in KNOWN:
            found = places.find(postcode)
            assert found.point.miles_to(Point(latitude, longitude)) * METRES < 5, postcode
            assert [area.name for area in found.local_authorities] == [authority], postcode
        started = perf_counter()
        for _ in range(1_000):
            places.find("my postcode is ls6 3br")
        assert (perf_counter() - started) / 1_000 < 0.001
        _check_every_hundredth(places)
    finally:
        places.close()


def _check_every_hundredth(places):
    """Rows of the directory, asked for as people type them; and the areas that lie in two countries, or in one."""
    rows = [row for batch in installed_rows(lambda _line: None) for row in batch]
    english = [row for row in rows if row.authority[0] == "E"]
    assert len(english) == 2_264_892
    for row in english[::100]:
        found = places.find(row.postcode.lower().replace(" ", ""))
        assert found.local_authorities[0].code == row.authority, row.postcode

    countries = defaultdict(set)
    for row in rows:
        if not row.postcode.startswith("NPT"):  # Newport's, without a digit, ended long ago
            countries[area_of(row.postcode)].add(row.authority[0])
    assert {area for area, found in countries.items() if "E" in found and len(found) > 1} == BORDER_AREAS
    assert {area for area, found in countries.items() if "E" not in found} == set(AREA_COUNTRY)
    assert set(countries) == KNOWN_AREAS
