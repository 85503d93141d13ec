"""One HTTP question to a process of ours. By hand: a client library would cost the supervisor more than itself."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

_MOST_BYTES = 65_536
_OK = 200


@dataclass(frozen=True)
class Answer:
    """The status and body of an HTTP answer."""

    status: int
    body: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was a 200."""
        return self.status == _OK


NOTHING = Answer(0)


async def ask(url: str, timeout_s: float) -> Answer:
    """GET ``url`` on this machine; ``NOTHING`` where no answer comes in ``timeout_s`` seconds."""
    try:
        async with asyncio.timeout(timeout_s):
            return await _get(url)
    except (OSError, TimeoutError, ValueError, IndexError):
        return NOTHING


async def _get(url: str) -> Answer:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
    try:
        request = f"GET {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n"
        writer.write(request.encode("ascii"))
        head, _, body = (await _read_all(reader)).partition(b"\r\n\r\n")
        return Answer(int(head.split(b" ", 2)[1]), body.decode("utf-8", "replace"))
    finally:
        writer.close()


async def _read_all(reader: asyncio.StreamReader) -> bytes:
    received = b""
    while len(received) < _MOST_BYTES and (part := await reader.read(_MOST_BYTES)):
        received += part
    return received
