"""Reading the page's form: bytes that anybody may have sent, within limits."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import web

from bot.channels.problems import unreadable
from bot.channels.reading import read_text, too_long

_MOST_FIELDS = 20


@dataclass(frozen=True)
class Form:
    """What the form sends: a token, and words, a button, a place of the welcome's buttons, or the wish to delete."""

    token: str = ""
    text: str = ""
    button: str = ""
    door: str = ""
    delete: bool = False


async def read_form(request: web.Request) -> Form:
    """The form in a request's body; broken UTF-8 is replaced, unknown fields are passed over.

    Raises:
        Problem: 413, longer than any message can be; 400, no form at all.
    """
    try:
        body = (await request.read()).decode("utf-8", "replace")
        fields = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except web.HTTPRequestEntityTooLarge:
        raise too_long(request) from None
    except ValueError:
        raise unreadable("We could not read what your browser sent. Please try again.") from None
    text = read_text(request, fields.get("text", "").replace("\r\n", "\n"), "text")
    return Form(
        token=fields.get("token", ""),
        text=text,
        button=fields.get("button", ""),
        door=fields.get("door", ""),
        delete="delete" in fields,
    )
