"""Nothing that goes wrong at the look-up server reaches the person: the answer is what the file said."""

import asyncio
import gzip
import json
import logging
from typing import Any

import pytest
from aiohttp import web

from bot.places.authorities import read_authorities
from bot.places.live import MOST_BYTES, LivePlaces
from tests.unit.places.postcode_server import HOME, MISSING


def _raw(body: bytes, status: int = 200, **headers: str) -> Any:
    return lambda: web.Response(body=body, status=status, content_type="application/json", headers=headers)


def _result(**changes: Any) -> Any:
    return _raw(json.dumps({"status": 200, "result": HOME | changes}).encode())


WHOLE = json.dumps({"status": 200, "result": HOME}).encode()
FAILURES = [
    (_raw(b"", 500), "status 500", "broken"),
    (_raw(WHOLE, 503), "status 503", "busy, whatever it holds"),
    (_raw(b"", 429), "status 429", "asked too often"),
    (_raw(b"", 401), "status 401", "it wants to know us"),
    (_raw(b"", 302, Location="/postcodes/LS63BR"), "status 302", "sent on, to itself"),
    (_raw(b"", 307, Location="https://elsewhere.example/"), "status 307", "sent on, to somebody else"),
    (_raw(b"<html>not json</html>"), "no JSON", "a page"),
    (_raw(b""), "no JSON", "nothing"),
    (_raw(b"\xff\xfe{}"), "no JSON", "bytes that are no text"),
    (_raw(b"[" * 60_000), "no JSON", "nested without end"),
    (_raw(gzip.compress(WHOLE), **{"Content-Encoding": "gzip"}), "no JSON", "packed, which was not asked for"),
    (_raw(WHOLE + b" " * MOST_BYTES), "too long", "a good answer, and 64 kB behind it"),
    (_raw(b"[]"), "no result", "a list"),
    (_raw(b'{"status": 200, "result": null}'), "no result", "null"),
    (_raw(b'{"status": 200, "result": []}'), "no result", "an empty list"),
    (_result(postcode="LS6 3BS"), "about something else", "another postcode"),
    (_result(postcode=None), "about something else", "no postcode"),
    (_result(country=None), "no country", "no country"),
    (_result(country="Atlantis"), "no country", "a country that we do not know"),
    (_result(country=["England"]), "no country", "a list"),
    (_result(codes=None), "no local authority", "no codes"),
    (_result(codes={}), "no local authority", "no code of an authority"),
    (_result(codes={"admin_district": "L99999999"}), "no local authority", "a code for none"),
    (_result(codes={"admin_district": ["E08000035"]}), "no local authority", "a list"),
    (_result(latitude="53.8"), "no point of England", "text"),
    (_result(latitude=True), "no point of England", "a yes"),
    (_result(latitude=0, longitude=0), "no point of England", "off Africa"),
    (_result(latitude=float("nan")), "no point of England", "not a number"),
    (_result(latitude=10**400), "no point of England", "a number without end"),
    (_result(latitude=None), "no point of England", "half a point"),
    (_raw(json.dumps({"result": {k: v for k, v in HOME.items() if k != "latitude"}}).encode()), "no point", "left out"),
]


@pytest.mark.hazard("HAZ-022")
@pytest.mark.parametrize(("answer", "reason", "why"), FAILURES)
async def test_every_failure_is_what_the_file_said_and_a_line_without_the_postcode(
    server, live, caplog, answer, reason, why
):
    caplog.set_level(logging.DEBUG)
    server.answer = answer

    assert await live.find(MISSING) is MISSING, why
    assert len(server.asked) == 1, "never a second try, never sent on"
    assert [(line.name, line.levelname) for line in _ours(caplog)] == [("bot.places.live", "WARNING")]
    assert reason in caplog.text, why
    assert not any("3BR" in line.getMessage() for line in _ours(caplog)), why


@pytest.mark.hazard("HAZ-022")
async def test_a_server_that_is_late_is_not_waited_for(server, live, caplog):
    server.delay_s = 5.0
    started = asyncio.get_running_loop().time()

    assert await live.find(MISSING) is MISSING
    assert asyncio.get_running_loop().time() - started < 1.0
    assert "TimeoutError" in caplog.text


async def test_the_budget_is_for_all_calls_together(server, live, caplog):
    server.known, server.delay_s = {}, 0.25  # each in time, both together not

    assert await live.find(MISSING) is MISSING
    assert "TimeoutError" in caplog.text


async def test_a_server_that_hangs_up_or_is_not_there(server, live, caplog, unused_tcp_port):
    server.answer = lambda: server.connections[-1].abort() or web.Response()
    gone = LivePlaces(f"http://127.0.0.1:{unused_tcp_port}", read_authorities(), budget_s=0.4)

    assert await live.find(MISSING) is MISSING
    assert await gone.find(MISSING) is MISSING
    await gone.close()
    assert [line.getMessage().rpartition(" ")[2] for line in _ours(caplog)] == [
        "ServerDisconnectedError",
        "ClientConnectorError",
    ]


def _ours(caplog) -> list[logging.LogRecord]:
    return [line for line in caplog.records if line.name.startswith("bot.")]
