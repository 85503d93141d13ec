"""Phone numbers: only what can be dialled in the United Kingdom is taken."""

from __future__ import annotations

import re

import phonenumbers

_REGION = "GB"
_WRITTEN = re.compile(r"\+?[0-9() .-]+")


class PhoneError(ValueError):
    """Not a number that can be dialled. The message never repeats it."""


def parse_phone(text: str) -> str:
    """A number as the United Kingdom writes it (``0300 123 1503``).

    Raises:
        PhoneError: letters in it, a wrong length, or a range that no one holds (``01onal 954 000``).
    """
    if not _WRITTEN.fullmatch(text.strip()):
        raise PhoneError("a phone number holds digits and spaces only")
    try:
        number = phonenumbers.parse(text, _REGION)
    except phonenumbers.NumberParseException:
        raise PhoneError("that is no phone number") from None
    if not phonenumbers.is_valid_number_for_region(number, _REGION):
        raise PhoneError("that phone number cannot exist in the United Kingdom")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
