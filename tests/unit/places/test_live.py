"""The look-up server: what it adds to the file. How it fails is in ``test_live_failures.py``."""

import asyncio

import pytest
from aiohttp import web

from bot.places import Area, Country, NotFound, Place, Point, Precision
from bot.places.authorities import read_authorities
from bot.places.live import server_address
from tests.unit.places.postcode_server import HOME, MISSING, example

AUTHORITIES = read_authorities()
LEEDS, YORK = Area("E08000035", "Leeds"), Area("E06000014", "York")
WEST, NORTH = Area("QWO", "NHS West Yorkshire"), Area("QOQ", "NHS Humber and North Yorkshire")
CODES = HOME["codes"]
LS6 = Place("LS6", Precision.OUTCODE, Country.ENGLAND, Point(53.8, -1.6), (LEEDS, YORK), (WEST, NORTH))


@pytest.mark.parametrize(
    ("changes", "icbs", "why"),
    [
        ({}, ("QWO",), "no such board at this place: the authority's"),
        ({"icb": "NHS West Yorkshire Integrated Care Board"}, ("QWO",), "known by its name"),
        ({"codes": CODES | {"icb": "QWO"}}, ("QWO",), "known by its code"),
        ({"codes": CODES | {"icb": None}, "icb": None}, ("QWO",), "none given"),
        ({"codes": CODES | {"admin_district": "E06000062"}}, ("QPM",), "West Northamptonshire, as it is today"),
    ],
)
async def test_an_english_postcode_has_all_that_the_file_would_say(server, live, changes, icbs, why):
    server.known["LS63BR"] = HOME | changes

    found = await live.find(MISSING)

    assert isinstance(found, Place), why
    assert (found.text, found.precision, found.country) == ("LS6 3BR", Precision.POSTCODE, Country.ENGLAND), why
    assert tuple(icb.code for icb in found.icbs) == icbs, why
    assert found.point == Point(HOME["latitude"], HOME["longitude"]), why


def test_a_board_that_the_server_names_decides_where_an_authority_has_several():
    from bot.places.live_answers import read_postcode

    straddles = next(each for each in AUTHORITIES.by_code.values() if len(each.icbs) > 1)
    codes = CODES | {"admin_district": straddles.area.code, "icb": straddles.icbs[1].code}

    answer = {"result": HOME | {"codes": codes}}

    assert read_postcode(answer, MISSING, AUTHORITIES).icbs == (straddles.icbs[1],)


@pytest.mark.parametrize(
    ("named", "country"),
    [
        ("Wales", Country.WALES),
        ("Scotland", Country.SCOTLAND),
        ("Northern Ireland", Country.NORTHERN_IRELAND),
        ("Channel Islands", Country.CROWN_DEPENDENCY),
        ("Isle of Man", Country.CROWN_DEPENDENCY),
    ],
)
async def test_outside_england_only_the_country_is_said(server, live, named, country):
    server.known["LS63BR"] = HOME | {"country": named, "codes": CODES | {"admin_district": "X99999999"}}

    assert await live.find(MISSING) == Place("LS6 3BR", Precision.POSTCODE, country)


async def test_a_new_postcode_without_a_grid_reference_still_has_its_area(server, live):
    server.known["LS63BR"] = HOME | {"latitude": None, "longitude": None}

    found = await live.find(MISSING)

    assert (found.point, found.local_authorities) == (None, (LEEDS,))


TERMINATED = example("TerminatedPostcode") | {"postcode": "LS6 3BR", "latitude": 53.81, "longitude": -1.58}
OUTCODE = example("Outcode") | {"outcode": "LS6", "admin_district": ["York", "Leeds"]}


@pytest.mark.parametrize(
    ("outcode", "of_server", "areas", "country", "why"),
    [
        (LS6, None, (LEEDS, YORK), Country.ENGLAND, "in the areas of its first half, which the file knows"),
        (None, OUTCODE, (YORK, LEEDS), Country.ENGLAND, "in the areas of its first half, which the server knows"),
        (None, OUTCODE | {"country": ["England", "Wales"]}, (YORK, LEEDS), None, "near a border: the person is asked"),
    ],
)
async def test_a_terminated_postcode_still_works(server, live, outcode, of_server, areas, country, why):
    server.known, server.terminated = {}, {"LS63BR": TERMINATED}
    server.outcodes = {"LS6": of_server} if of_server else {}

    found = await live.find(NotFound("LS6 3BR", border=False, outcode=outcode))

    assert (found.text, found.precision, found.country) == ("LS6 3BR", Precision.POSTCODE, country), why
    assert (found.point, set(found.local_authorities)) == (Point(53.81, -1.58), set(areas)), why


async def test_a_terminated_postcode_outside_england_has_its_country_alone(server, live):
    server.known, server.terminated = {}, {"LS63BR": TERMINATED}
    server.outcodes = {"LS6": OUTCODE | {"country": ["Wales"], "admin_district": ["Powys"]}}

    assert await live.find(MISSING) == Place("LS6 3BR", Precision.POSTCODE, Country.WALES)


@pytest.mark.hazard("HAZ-017")
@pytest.mark.parametrize("terminated", [{}, {"LS63BR": TERMINATED}], ids=["nowhere", "terminated, area unknown"])
async def test_what_the_server_does_not_know_is_what_the_file_said(server, live, terminated, caplog):
    server.known, server.terminated = {}, terminated

    assert await live.find(MISSING) is MISSING
    assert caplog.text == ""
    assert server.asked[:2] == ["/postcodes/LS63BR", "/terminated_postcodes/LS63BR"]


BAD_OUTCODES = [
    ({"outcode": "LS7"}, "about something else", "another first half"),
    ({"country": []}, "no country", "no country"),
    ({"country": "England"}, "no list of names", "no list"),
    ({"admin_district": ["Leeds", "Atlantis"]}, "no local authority", "the others would look like all of it"),
    ({"admin_district": [1]}, "no list of names", "numbers"),
]


@pytest.mark.parametrize(("changes", "reason", "why"), BAD_OUTCODES)
async def test_a_first_half_that_cannot_be_believed(changes, reason, why):
    from bot.places.live_answers import LiveError, read_outcode

    with pytest.raises(LiveError, match=reason):
        read_outcode({"result": OUTCODE | changes}, "LS6", AUTHORITIES)
    assert why


@pytest.mark.parametrize("point", [{"latitude": None, "longitude": None}, {"latitude": 0, "longitude": 0}])
async def test_a_terminated_postcode_without_a_point_of_england_tells_nothing_new(live, server, point, caplog):
    server.answer = lambda: (
        web.json_response({}, status=404)
        if server.asked[-1].startswith("/postcodes")
        else web.json_response({"result": TERMINATED | point})
    )

    missing = NotFound("LS6 3BR", border=False, outcode=LS6)

    assert await live.find(missing) is missing
    assert "no point" in caplog.text


async def test_connections_are_used_again_and_closed_at_the_end(server, live):
    for text in ("LS6 3BR", "LS6 3BS", "LS6 3BT"):
        await live.find(NotFound(text, border=False))
    first, *others = server.connections

    assert len(others) == 4, "two calls for each of the postcodes that it does not know"
    assert all(other is first for other in others)
    assert not first.is_closing()
    await live.close()
    async with asyncio.timeout(2):
        while not first.is_closing():
            await asyncio.sleep(0.01)


async def test_a_postcode_that_was_found_is_sent_once(server, live):
    assert await live.find(MISSING) == await live.find(MISSING)
    assert server.asked == ["/postcodes/LS63BR"]


async def test_only_so_many_postcodes_are_kept(server, live):
    server.known |= {
        f"LS6{n}A{c}": HOME | {"postcode": f"LS6 {n}A{c}"} for n in range(10) for c in map(chr, range(65, 91))
    }
    for code in server.known:
        await live.find(NotFound(f"LS6 {code[3:]}", border=False))

    before = len(server.asked)
    await live.find(MISSING)
    assert len(server.asked) == before + 1, "the first of them was let go"


async def test_nothing_of_the_person_goes_with_it(server, live):
    server.answer = lambda: web.json_response({}, status=404, headers={"Set-Cookie": "who=you"})
    await live.find(MISSING)
    await live.find(MISSING)

    assert "Cookie" not in server.headers
    assert set(server.headers) <= {"Host", "Accept", "Accept-Encoding", "User-Agent"}


async def test_what_cannot_be_a_postcode_is_not_sent(server, live):
    missing = NotFound("XX1 1XX", border=False)

    assert await live.find(missing) is missing
    assert server.asked == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://postcodes.example.org", "in the clear over a network"),
        ("ftp://postcodes.example.org", "another protocol"),
        ("postcodes.example.org", "no protocol"),
        ("https://", "no name"),
        ("https://me:secret@postcodes.example.org", "a password in an address"),
        ("https://postcodes.example.org/?key=secret", "a key in an address"),
        ("https://postcodes.example.org:x", "no port"),
    ],
)
def test_an_address_that_postcodes_may_not_be_sent_to_is_refused_without_repeating_it(url, why):
    with pytest.raises(ValueError, match="takes an") as refused:
        server_address(url)

    assert "secret" not in str(refused.value), why


@pytest.mark.parametrize("url", ["https://postcodes.example.org/v1/", "http://127.0.0.1:8000", "http://[::1]:8000"])
def test_an_address_that_they_may_be_sent_to(url):
    assert server_address(url) == url.rstrip("/")
