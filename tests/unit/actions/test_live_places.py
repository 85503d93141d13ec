"""The look-up server in conversations: only where it is set, only after the file, and a form goes on as ever."""

import sys
from collections.abc import Iterator

import pytest

from actions.wiring import make_live
from actions.world import World
from bot.places.authorities import read_authorities
from bot.places.build import Row
from bot.places.live import LivePlaces
from bot.settings import Settings, SettingsError
from tests.unit.actions.builders import CLOCK
from tests.unit.places.postcode_server import PostcodeServer, postcode

NEW = Row("LS6 9ZZ", "E08000035", 427800, 435700)  # made up: an English postcode that the file does not know
SCOTTISH = Row("TD159ZZ", "S12000026", 393296, 652525)  # made up, over the border
IN_LEEDS = {"place": "LS6 9ZZ", "nation": "england"}


class Wire:
    """Hears of every connection that this process opens, or name that it looks up, while it is ``heard``."""

    def __init__(self) -> None:
        self.heard: list[str] | None = None
        sys.addaudithook(self._hear)  # for good: Python has no way to take one off

    def _hear(self, event: str, _arguments: object) -> None:
        if self.heard is not None and event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
            self.heard.append(event)


@pytest.fixture(scope="module")
def wire() -> Wire:
    return Wire()


@pytest.fixture
def heard(wire: Wire) -> Iterator[list[str]]:
    wire.heard = []
    yield wire.heard
    wire.heard = None


@pytest.fixture
def server() -> PostcodeServer:
    return PostcodeServer(postcode(NEW), postcode(SCOTTISH))


@pytest.fixture
async def live_stage(server, aiohttp_server, places, directory, stage_of):
    started = await aiohttp_server(server.app())
    live = LivePlaces(str(started.make_url("")).rstrip("/"), read_authorities(), budget_s=1.0)
    yield stage_of(World(places, directory, CLOCK, live))
    await live.close()


CALLS = [
    ("validate_talking_therapies_form", "LS6 9ZZ", "inform_postcode", {"requested": "place"}),
    ("validate_crisis_units_form", "somewhere near LS6 9ZZ", "crisis_units", {}),
    ("validate_school_support_form", "LS6 9ZZ", "inform_postcode", {"requested": "school"}),
    ("action_take_place", "LS6 9ZZ", "inform_postcode", {}),
    ("action_find_crisis_places", "", None, IN_LEEDS),
]


@pytest.mark.parametrize(("name", "text", "intent", "turn"), CALLS)
async def test_by_default_nobody_is_asked(places, directory, stage_of, heard, name, text, intent, turn):
    live = make_live(Settings.from_env({}, env_file=None))
    stage = stage_of(World(places, directory, CLOCK, live))

    came = await stage.call(name, text, intent, **turn)

    assert live is None
    assert "utter_lookup_failed" not in came.responses
    assert heard == []


@pytest.mark.parametrize(("name", "text", "intent", "turn"), CALLS)
async def test_where_it_is_set_it_is_asked_once_for_what_the_file_lacks(
    live_stage, server, heard, name, text, intent, turn
):
    came = await live_stage.call(name, text, intent, **turn)

    assert server.asked == ["/postcodes/LS69ZZ"]
    assert heard, "the wire hears connections"
    assert "utter_place_not_found" not in came.responses
    if "place" in came.slots:
        assert (came.slots["place"], came.slots["nation"]) == ("LS6 9ZZ", "england")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("LS6 3BR", "a postcode of the file"),
        ("near LS6", "a first half"),
        ("EH1 1YZ", "an area that lies wholly in Scotland"),
        ("XX1 1XX", "no such area"),
        ("hello", "no postcode"),
    ],
)
async def test_what_the_file_answers_is_not_sent(live_stage, server, text, why):
    await live_stage.call("action_take_place", text, "inform_postcode")

    assert server.asked == [], why


async def test_a_search_goes_on_at_a_postcode_that_only_the_server_knows(live_stage, server):
    taken = await live_stage.call("validate_crisis_units_form", "LS6 9ZZ", "inform_postcode", requested="place")
    found = await live_stage.call("action_find_crisis_places", **taken.slots)

    assert found.responses[0] == "utter_crisis_units_found"
    assert found.cards == ["The Cafe"]
    why = found.messages[0]["custom"]["cards"][0]["why"]
    assert "miles" in why
    assert "about" not in why, "measured from the postcode, not from the middle of its first half"
    assert server.asked == ["/postcodes/LS69ZZ"], "sent once, in both turns"


async def test_over_the_border_the_country_is_known(live_stage):
    came = await live_stage.call("action_take_place", "TD15 9ZZ", "inform_postcode")

    assert came.slots["nation"] == "scotland"


@pytest.mark.hazard("HAZ-017")
async def test_a_server_that_fails_leaves_the_form_as_it_is_without_one(live_stage, stage, server):
    server.known, server.delay_s = {}, 5.0
    turn = {"text": "LS6 9ZZ", "intent": "inform_postcode", "requested": "place"}

    with_server, without = [await each.call("validate_crisis_units_form", **turn) for each in (live_stage, stage)]

    assert with_server == without
    assert with_server.responses == ["utter_place_not_found"]


def test_an_address_that_postcodes_may_not_be_sent_to_stops_the_start():
    with pytest.raises(SettingsError, match="FIRSTPORT_POSTCODES_URL: it takes an https address"):
        make_live(Settings(postcodes_url="http://postcodes.example.org"))


async def test_a_world_gives_its_connections_back(places, directory):
    live = make_live(Settings(postcodes_url="https://postcodes.example.org", postcodes_budget_s=0.5))

    await World(places, directory, CLOCK, live).close()
