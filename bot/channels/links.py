"""What a browser may follow from a card: numbers to call and to text, addresses, and the words for a day.

``bot/web/static/links.js`` does the same for the script; one table tests both.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote, urlsplit

_NUMBER = re.compile(r"\+?\d[\d ]*", re.ASCII)
_TEXT = re.compile(r"(?:(?P<word>\w+) to )?(?P<number>\d[\d ]*)", re.ASCII)
_UK = "44"
_FEWEST_DIGITS, _MOST_DIGITS = 3, 15


def call_link(phone: str) -> str | None:
    """``tel:`` with digits only, for the number that ``phone`` begins with; ``None`` where it begins with none."""
    found = _NUMBER.match(phone.strip())
    if found is None:
        return None
    digits = _digits(found[0])
    if found[0].startswith("+"):
        if not digits.startswith(_UK):
            return None
        digits = "0" + digits.removeprefix(_UK)
    return f"tel:{digits}" if _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS else None


def text_link(text_to: str) -> str | None:
    """``sms:`` for ``85258`` or ``SHOUT to 85258``; ``None`` for anything else."""
    found = _TEXT.fullmatch(text_to.strip())
    if found is None:
        return None
    digits = _digits(found["number"])
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return None
    return f"sms:{digits}" + (f"?body={quote(found['word'])}" if found["word"] else "")


def web_link(address: str) -> str | None:
    """The address itself if it is one of the web, else ``None``: no other scheme is ever followed."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("https", "http") and parts.netloc else None


def day_in_words(day: str) -> str:
    """``2026-03-03`` as ``3 March 2026``."""
    value = date.fromisoformat(day)
    return f"{value.day} {value:%B} {value.year}"


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isdigit())
