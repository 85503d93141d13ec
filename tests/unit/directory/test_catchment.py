"""Whom a service is for: by GP practice before home, by every kind of area, and how surely."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.directory.catchment import Basis, Catchment, Cover
from bot.places import Area, Country, Place, Point, Practice, Precision
from tests.unit.directory.builders import BRADFORD, CITY_SQUARE, LEEDS, YORK, place

WHOLE, PART, NOBODY = Cover.WHOLE, Cover.PART, None
IN_YORK = place(
    text="YO24 4LJ",
    point=Point(53.9543, -1.1253),
    local_authorities=(Area(YORK, "York"),),
    icbs=(Area("QOQ", "NHS Humber and North Yorkshire"),),
)
STRADDLING = place(
    text="LS28",
    precision=Precision.OUTCODE,
    local_authorities=(Area(LEEDS, "Leeds"), Area(BRADFORD, "Bradford")),
    icbs=(Area("QWO", "NHS West Yorkshire"), Area("QOQ", "NHS Humber and North Yorkshire")),
)
TOWN = place(text="Leeds", precision=Precision.TOWN)
AUTHORITY = place(text="Leeds", precision=Precision.AUTHORITY, point=None)
ABROAD = Place("EH1 1YZ", Precision.POSTCODE, Country.SCOTLAND)
LEEDS_RING = (Point(53.70, -1.80), Point(53.70, -1.30), Point(53.95, -1.30), Point(53.95, -1.80))
# Around the city square, and a bay cut out of it to the west in which the square lies.
BAY = (*LEEDS_RING[:3], Point(53.95, -1.56), Point(53.81, -1.54), Point(53.78, -1.54), Point(53.78, -1.80))
FAR_SITE = Point(53.8962, -1.5479)  # 6.9 miles north of the city square


def _practice(at: Place | None = None, code: str = "B86000", name: str = "THE CITY SQUARE SURGERY") -> Practice:
    return Practice(code, name, "Leeds", at)


AREAS = [
    (Catchment(local_authorities=(LEEDS,)), place(), WHOLE, "its authority"),
    (Catchment(local_authorities=(BRADFORD,)), place(), NOBODY, "another authority"),
    (Catchment(local_authorities=(LEEDS,)), STRADDLING, PART, "an outcode that straddles two authorities"),
    (Catchment(local_authorities=(LEEDS, BRADFORD)), STRADDLING, WHOLE, "both authorities of the outcode"),
    (Catchment(local_authorities=(LEEDS,)), AUTHORITY, WHOLE, "an authority without a point"),
    (Catchment(icbs=("QWO",)), place(), WHOLE, "its ICB"),
    (Catchment(icbs=("QOQ",)), place(), NOBODY, "another ICB"),
    (Catchment(icbs=("QWO",)), STRADDLING, PART, "an outcode that straddles two ICBs"),
    (Catchment(local_authorities=(LEEDS,), icbs=("QWO", "QOQ")), STRADDLING, WHOLE, "the surer of two areas counts"),
    (Catchment(outcodes=("LS1",)), place(), WHOLE, "the outcode of a postcode"),
    (Catchment(outcodes=("LS28",)), STRADDLING, WHOLE, "an outcode named as such is not parted by authorities"),
    (Catchment(outcodes=("LS1", "LS2")), STRADDLING, NOBODY, "another outcode"),
    (Catchment(outcodes=("LS",)), place(), NOBODY, "the letters of a postcode area are no outcode"),
    (Catchment(outcodes=("Leeds",)), TOWN, NOBODY, "a town has no outcode"),
    (Catchment(polygon=LEEDS_RING), place(), WHOLE, "inside a ring"),
    (Catchment(polygon=(*LEEDS_RING, LEEDS_RING[0])), place(), WHOLE, "a ring that is closed is the same ring"),
    (Catchment(polygon=LEEDS_RING[::-1]), place(), WHOLE, "a ring may run either way"),
    (Catchment(polygon=BAY), place(), NOBODY, "in a bay of the ring, though within its bounds"),
    (Catchment(polygon=LEEDS_RING), IN_YORK, NOBODY, "outside the ring"),
    (
        Catchment(polygon=LEEDS_RING),
        TOWN,
        PART,
        "the middle of a town lies inside: a part of it does, no more is known",
    ),
    (Catchment(polygon=LEEDS_RING), STRADDLING, PART, "the middle of an outcode lies inside"),
    (Catchment(polygon=LEEDS_RING), AUTHORITY, NOBODY, "a place without a point cannot be placed in a ring"),
    (Catchment(polygon=LEEDS_RING[:2]), place(), NOBODY, "two points are no ring"),
    (Catchment(radius_miles=7.0), place(), WHOLE, "within the circle around its site, 6.9 miles"),
    (Catchment(radius_miles=6.8), place(), NOBODY, "just beyond the circle"),
    (Catchment(radius_miles=7.0), TOWN, PART, "the middle of a town lies in the circle"),
    (Catchment(radius_miles=7.0), AUTHORITY, NOBODY, "a place without a point cannot be measured"),
    (Catchment(radius_miles=1.0, polygon=LEEDS_RING), place(), WHOLE, "beyond the circle, inside the ring"),
    (Catchment(gp_practices=("B86000",)), place(), NOBODY, "practices only, and the practice is not known"),
    (Catchment(), place(), NOBODY, "an empty one says nothing of anybody"),
    (Catchment(local_authorities=(LEEDS,), polygon=LEEDS_RING), ABROAD, NOBODY, "outside England"),
    (Catchment(local_authorities=(LEEDS,)), None, NOBODY, "no place"),
]


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize(("catchment", "home", "cover", "reason"), AREAS)
def test_each_kind_of_area_holds_whom_it_names(catchment, home, cover, reason):
    assert catchment.covers(home, None, FAR_SITE) is cover, reason


LISTED = Catchment(local_authorities=(LEEDS,), gp_practices=("B86000", "Sutton's Wharf Health Centre"))
IN_LEEDS, IN_YORKS = _practice(place(), "B86999", "ANOTHER"), _practice(IN_YORK, "B82999", "ANOTHER")
NOWHERE = _practice(None, "B99999", "ANOTHER")
BY_PRACTICE = [
    # basis, home, practice, expected, reason: a catchment of Leeds without a list of practices
    (Basis.AREA, IN_YORK, IN_LEEDS, WHOLE, "the source does not say: the practice decides"),
    (Basis.AREA, place(), IN_YORKS, NOBODY, "the practice lies elsewhere, though the home is here"),
    (Basis.AREA, place(), None, WHOLE, "no practice known: the home tells"),
    (Basis.AREA, place(), NOWHERE, WHOLE, "where the practice stands is not known: the home tells"),
    (Basis.AREA, None, IN_LEEDS, WHOLE, "the practice alone, no home"),
    (Basis.AREA, None, NOWHERE, NOBODY, "nothing tells where"),
    (Basis.GP_PRACTICE, IN_YORK, IN_LEEDS, WHOLE, "the practice decides"),
    (Basis.GP_PRACTICE, place(), IN_YORKS, NOBODY, "the practice decides against the home"),
    (Basis.GP_PRACTICE, place(), None, WHOLE, "most people's practice is near their home"),
    (Basis.GP_PRACTICE, None, IN_LEEDS, WHOLE, "the practice alone, no home"),
    (Basis.HOME, IN_YORK, IN_LEEDS, NOBODY, "the home decides against the practice"),
    (Basis.HOME, place(), IN_YORKS, WHOLE, "the home decides"),
    (Basis.HOME, None, IN_LEEDS, NOBODY, "the home decides and is not known"),
    (Basis.HOME_AND_GP_PRACTICE, place(), IN_LEEDS, WHOLE, "both are here"),
    (Basis.HOME_AND_GP_PRACTICE, place(), IN_YORKS, NOBODY, "the practice is not"),
    (Basis.HOME_AND_GP_PRACTICE, IN_YORK, IN_LEEDS, NOBODY, "the home is not"),
    (Basis.HOME_AND_GP_PRACTICE, STRADDLING, IN_LEEDS, PART, "the less sure of both counts"),
    (Basis.HOME_AND_GP_PRACTICE, place(), NOWHERE, WHOLE, "where the practice stands is not known: the home tells"),
    (Basis.HOME_AND_GP_PRACTICE, None, IN_LEEDS, WHOLE, "the practice alone, no home"),
    (Basis.HOME_AND_GP_PRACTICE, None, NOWHERE, NOBODY, "nothing tells where"),
]


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize(("basis", "home", "practice", "cover", "reason"), BY_PRACTICE)
def test_the_gp_practice_comes_before_the_home_unless_the_source_says_otherwise(basis, home, practice, cover, reason):
    assert Catchment(local_authorities=(LEEDS,), basis=basis).covers(home, practice, None) is cover, reason


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize("basis", Basis)
def test_where_practices_are_named_they_decide_on_every_basis(basis):
    listed = replace(LISTED, basis=basis)

    assert listed.covers(IN_YORK, _practice(IN_YORK), None) is WHOLE, "on the list by its code, whatever the home"
    assert listed.covers(None, _practice(None), None) is WHOLE, "on the list, and nothing else is known"
    by_name = _practice(None, "F84000", "SUTTONS WHARF HEALTH CENTRE")
    assert listed.covers(None, by_name, None) is WHOLE, "the source gives a name, and writes it in its own way"
    assert listed.covers(place(), IN_LEEDS, None) is NOBODY, "a practice that is not on the list, though it is near"
    assert listed.covers(place(), NOWHERE, None) is NOBODY, "an unknown practice that is not on the list"
    assert listed.covers(place(), None, None) is WHOLE, "no practice known: the area tells, and the card names them"


EMPTY = [
    (Catchment(), False, False, "nothing"),
    (Catchment(words="Leeds", basis=Basis.HOME), False, False, "words alone match nobody"),
    (Catchment(gp_practices=("B86000",)), True, False, "practices, no area"),
    (Catchment(local_authorities=(LEEDS,)), True, True, "an authority"),
    (Catchment(polygon=LEEDS_RING), True, True, "a ring"),
    (Catchment(radius_miles=0.0), True, True, "a circle of no size is for nobody, never for everybody"),
]


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize(("catchment", "says", "has_area", "reason"), EMPTY)
def test_an_empty_catchment_is_told_from_one_that_holds_few(catchment, says, has_area, reason):
    assert (bool(catchment), catchment.has_area) == (says, has_area), reason


def test_a_circle_without_a_site_holds_nobody():
    assert Catchment(radius_miles=50.0).covers(place(), None, None) is NOBODY


CODES, BOARDS, OUTCODES = (LEEDS, BRADFORD, YORK), ("QWO", "QOQ"), ("LS1", "LS28", "YO24")
LISTS = ("B86000", "B86999", "Another")
_few = st.lists(st.sampled_from(range(3)), max_size=3, unique=True)
_homes = st.sampled_from([None, place(), IN_YORK, STRADDLING, TOWN, AUTHORITY, ABROAD])
_practices = st.sampled_from([None, _practice(), IN_LEEDS, IN_YORKS, NOWHERE])


def _square(half: float) -> tuple[Point, ...]:
    lat, lon = CITY_SQUARE.latitude, CITY_SQUARE.longitude
    return tuple(Point(lat + a * half, lon + b * half) for a, b in ((-1, -1), (-1, 1), (1, 1), (1, -1)))


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[Catchment, Catchment]:
    """A catchment and a wider one: more areas, a larger ring and circle; more practices only where some are named."""

    def some(values: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        few = tuple(values[i] for i in draw(_few) if i < len(values))
        return few, tuple({*few, *(values[i] for i in draw(_few) if i < len(values))})

    (authorities, more_authorities), (boards, more_boards) = some(CODES), some(BOARDS)
    (outcodes, more_outcodes), (practices, more_practices) = some(OUTCODES), some(LISTS)
    half, radius = draw(st.floats(0.001, 1)), draw(st.floats(0, 20))
    narrow = Catchment(
        authorities, boards, outcodes, practices, _square(half), radius, draw(st.sampled_from(Basis)), "Leeds"
    )
    wide = replace(
        narrow,
        local_authorities=more_authorities,
        icbs=more_boards,
        outcodes=more_outcodes,
        gp_practices=more_practices if practices else (),
        polygon=_square(half + draw(st.floats(0, 1))),
        radius_miles=radius + draw(st.floats(0, 20)),
    )
    return narrow, wide


@pytest.mark.hazard("HAZ-016")
@settings(deadline=None)
@given(_pairs(), _homes, _practices, st.sampled_from([None, CITY_SQUARE, FAR_SITE]))
def test_widening_a_catchment_never_loses_a_person(pair, home, practice, site):
    narrow, wide = (catchment.covers(home, practice, site) for catchment in pair)

    assert narrow is None or (wide is not None and wide <= narrow)
