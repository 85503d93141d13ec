"""A look-up server on the web (the shape of postcodes.io), for whole postcodes that the built-in file does not know.

Off unless ``FIRSTPORT_POSTCODES_URL`` names one: it is told the postcodes of people who ask for help. Whatever goes
wrong there, the answer is what the file said.
"""

from __future__ import annotations

import asyncio
import json
import logging
from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp

from bot.places.authorities import Authorities
from bot.places.live_answers import LiveError, read_outcode, read_postcode, read_terminated
from bot.places.nations import KNOWN_AREAS, area_of
from bot.places.values import NotFound, Place

MOST_BYTES = 64_000  # of one answer; a true one has two
_MOST_KEPT = 256  # places found; each postcode is then sent once, not at every search
_CHUNK = 8_192
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_log = logging.getLogger(__name__)


def server_address(url: str) -> str:
    """The address of a look-up server, without a slash at its end.

    Raises:
        ValueError: it is none, or postcodes would travel in the clear; the message does not repeat it.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("it takes an address, as https://postcodes.example.org") from None
    if not host or "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("it takes an address without a name, a password, or what follows a question mark")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise ValueError("it takes an https address: postcodes do not travel in the clear")
    return url.rstrip("/")


class LivePlaces:
    """One server at an address that ``server_address`` let pass, asked at most ``budget_s`` seconds for each postcode.

    A call that failed is not made again; connections are kept open between calls. Close it at the end.
    """

    def __init__(self, address: str, authorities: Authorities, budget_s: float) -> None:
        self._address, self._authorities, self._budget_s = address, authorities, budget_s
        self._session: aiohttp.ClientSession | None = None
        self._found: dict[str, Place] = {}

    async def find(self, missing: NotFound) -> Place | NotFound:
        """What the server knows of a postcode that the file did not find; ``missing`` itself where that is nothing."""
        if area_of(missing.text) not in KNOWN_AREAS:
            return missing
        if missing.text in self._found:
            return self._found[missing.text]
        try:
            async with asyncio.timeout(self._budget_s):
                found = await self._ask(missing)
        except LiveError as error:
            return _failed(missing, str(error))
        except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
            return _failed(missing, type(error).__name__)
        if isinstance(found, Place):
            self._keep(found)
        return found

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def _ask(self, missing: NotFound) -> Place | NotFound:
        """A postcode of today; else one that has ended, in the areas of its first half."""
        answer = await self._get("postcodes", missing.text)
        if answer is not None:
            return read_postcode(answer, missing, self._authorities)
        answer = await self._get("terminated_postcodes", missing.text)
        if answer is None:
            return missing
        outcode = missing.outcode or await self._outcode(missing.text.split(" ")[0])
        return missing if outcode is None else read_terminated(answer, missing, outcode)

    async def _outcode(self, out: str) -> Place | None:
        answer = await self._get("outcodes", out)
        return None if answer is None else read_outcode(answer, out, self._authorities)

    async def _get(self, what: str, code: str) -> object | None:
        """One answer; ``None`` for 404. A redirect is not followed: it would tell the postcode to somebody else."""
        if self._session is None:  # made here: a session belongs to a running loop
            self._session = aiohttp.ClientSession(
                cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False, headers={"Accept-Encoding": "identity"}
            )
        address = f"{self._address}/{what}/{code.replace(' ', '')}"
        async with self._session.get(address, allow_redirects=False) as response:
            if response.status == HTTPStatus.NOT_FOUND:
                return None
            if response.status != HTTPStatus.OK:
                raise LiveError(f"status {response.status}")
            return _json(await _read(response.content))

    def _keep(self, place: Place) -> None:
        if len(self._found) >= _MOST_KEPT:
            del self._found[next(iter(self._found))]
        self._found[place.text] = place


async def _read(content: aiohttp.StreamReader) -> bytes:
    body = bytearray()
    async for chunk in content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > MOST_BYTES:
            raise LiveError("too long")
    return bytes(body)


def _json(body: bytes) -> object:
    try:
        answer: object = json.loads(body)
    except (ValueError, RecursionError):
        raise LiveError("no JSON") from None
    return answer


def _failed(missing: NotFound, reason: str) -> NotFound:
    """What the file said; the log tells that the server failed, never about which postcode."""
    _log.warning("the postcode server did not help: %s", reason)
    return missing
