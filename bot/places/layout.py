"""The compact postcode file: how its bytes lie, written once at set-up and read through memory mapping.

Magic, length of the head, head (JSON: version, byte order, areas, and where each section lies), then the sections:
arrays of fixed-width numbers, each at a multiple of eight bytes. Postcodes are sorted; a first half owns a run of them.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.places.values import PlacesError

MAGIC = b"FPPLACE1"
LAYOUT = "1"
_ALIGN = 8
NOWHERE = 0x7FFFFFFF  # a latitude or longitude that is not known
WALES, SCOTLAND = 0xFFFF, 0xFFFE  # in the place of an authority's number
MICRO = 1_000_000  # degrees are kept as whole millionths: a tenth of a metre

# section -> type code of its numbers (array module); one entry a first half, or one a postcode
SECTIONS: Mapping[str, str] = {
    "out_key": "I",  # the first half as a number, sorted
    "out_start": "I",  # where its postcodes begin; one more entry ends the last
    "out_latitude": "i",  # mean of its English postcodes
    "out_longitude": "i",
    "out_countries": "B",  # 1 England, 2 Wales, 4 Scotland, added up
    "out_area_start": "I",  # where its authorities begin in out_area
    "out_area": "H",  # numbers of authorities, the fullest first
    "in_key": "H",  # the second half as a number, sorted within its first half
    "latitude": "i",
    "longitude": "i",
    "authority": "H",  # its number in the head's list, or WALES or SCOTLAND
}

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OUT_ALPHABET = {character: value for value, character in enumerate(" 0123456789" + _LETTERS)}
_OUT_WIDTH = 4


def out_key(out: str) -> int:
    """A first half (two to four characters) as a number that keeps the order of the text."""
    key = 0
    for character in out.ljust(_OUT_WIDTH):
        key = key * 37 + _OUT_ALPHABET[character]
    return key


def in_key(rest: str) -> int:
    """A second half (``3BR``) as a number below 6,760."""
    return (int(rest[0]) * 26 + _LETTERS.index(rest[1])) * 26 + _LETTERS.index(rest[2])


def write(target: Path, head: Mapping[str, Any], sections: Mapping[str, array[int]]) -> int:
    """Write the file whole or not at all; returns its size in bytes."""
    places: dict[str, tuple[int, int]] = {}
    offset = 0
    for name, code in SECTIONS.items():
        if sections[name].typecode != code:
            raise ValueError(f"section {name} takes numbers of type {code}")
        places[name] = (offset, len(sections[name]))
        offset += _padded(len(sections[name]) * sections[name].itemsize)
    body = json.dumps({**head, "byte_order": sys.byteorder, "sections": places}, ensure_ascii=False).encode()
    body += b" " * (_padded(len(body)) - len(body))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(MAGIC + len(body).to_bytes(_ALIGN, "little") + body)
            for name in SECTIONS:
                raw = sections[name].tobytes()
                out.write(raw + b"\0" * (_padded(len(raw)) - len(raw)))
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return target.stat().st_size


def read_head(buffer: memoryview) -> tuple[dict[str, Any], int]:
    """The head, and where the sections begin.

    Raises:
        PlacesError: not such a file, cut short, or made on a machine of the other byte order.
    """
    start = len(MAGIC) + _ALIGN
    if bytes(buffer[: len(MAGIC)]) != MAGIC:
        raise PlacesError("the postcode file is damaged or of another version: run `python -m bot postcodes`")
    length = int.from_bytes(buffer[len(MAGIC) : start], "little")
    try:
        head: dict[str, Any] = json.loads(bytes(buffer[start : start + length]))
        end = max(offset + count * array(SECTIONS[name]).itemsize for name, (offset, count) in head["sections"].items())
    except (ValueError, KeyError):
        raise PlacesError("the postcode file is damaged: run `python -m bot postcodes --again`") from None
    if head["byte_order"] != sys.byteorder or start + length + end > len(buffer):
        raise PlacesError("the postcode file is damaged: run `python -m bot postcodes --again`")
    return head, start + length


def _padded(size: int) -> int:
    return -(-size // _ALIGN) * _ALIGN
