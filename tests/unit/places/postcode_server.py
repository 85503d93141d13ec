"""A look-up server of the shape of postcodes.io: it answers from its description's examples, checked against it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import web
from jsonschema import Draft202012Validator
from pyproj import Transformer

from bot.places import NotFound
from bot.places.build import Row

_DESCRIBED = json.loads((Path(__file__).parent / "postcodes_io.json").read_text(encoding="utf-8"))
_COUNTRIES = {"E": "England", "W": "Wales", "S": "Scotland"}
_TO_WGS84 = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def example(schema: str) -> dict[str, Any]:
    """The description's own example of one of its objects."""
    return _example(_DESCRIBED["components"]["schemas"][schema])


def _example(described: dict[str, Any]) -> Any:
    if "examples" in described:
        return described["examples"][0]
    return {name: _example(inner) for name, inner in described["properties"].items()}


def postcode(row: Row) -> dict[str, Any]:
    """What such a server says of a row of the ONS Postcode Directory; the rest is the example's."""
    longitude, latitude = _TO_WGS84.transform(row.easting, row.northing)
    out, rest = row.postcode[:4].strip(), row.postcode[4:]
    return example("Postcode") | {
        "postcode": f"{out} {rest}",
        "outcode": out,
        "incode": rest,
        "country": _COUNTRIES[row.authority[0]],
        "latitude": latitude,
        "longitude": longitude,
        "codes": example("Postcode")["codes"] | {"admin_district": row.authority},
    }


HOME = postcode(Row("LS6 3BR", "E08000035", 427710, 435613))  # in Leeds
MISSING = NotFound("LS6 3BR", border=False)


def found(schema: str, result: object) -> web.Response:
    """A full answer, which the description allows."""
    answer = {"status": 200, "result": result}
    Draft202012Validator({"$ref": f"#/components/schemas/{schema}", **_DESCRIBED}).validate(answer)
    return web.json_response(answer)


def not_found() -> web.Response:
    return web.json_response({"status": 404, "error": "Postcode not found"}, status=404)


class PostcodeServer:
    """Knows what it is given; keeps what it was asked, and over which connections. ``answer`` stands before all."""

    def __init__(self, *results: dict[str, Any]) -> None:
        self.known = {result["postcode"].replace(" ", ""): result for result in results}
        self.terminated: dict[str, dict[str, Any]] = {}
        self.outcodes: dict[str, dict[str, Any]] = {}
        self.asked: list[str] = []
        self.connections: list[asyncio.BaseTransport | None] = []
        self.headers: dict[str, str] = {}
        self.answer: Callable[[], web.Response] | None = None
        self.delay_s = 0.0

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/{path:.*}", self._handle)
        return app

    async def _handle(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        self.connections.append(request.transport)
        self.headers = dict(request.headers)
        await asyncio.sleep(self.delay_s)
        if self.answer is not None:
            return self.answer()
        _, what, code = request.path.split("/")
        kinds = {
            "postcodes": ("PostcodeResponse", self.known.get(code)),
            "terminated_postcodes": ("TerminatedPostcodeResponse", self.terminated.get(code)),
            "outcodes": ("OutcodeResponse", self.outcodes.get(code)),
        }
        schema, result = kinds[what]
        if result is None:
            return not_found()
        return found(schema, [result] if what == "terminated_postcodes" else result)
