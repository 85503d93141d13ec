"""Looking a place up in the memory-mapped postcode file: two bisections, no dictionary of postcodes, no copies."""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from pathlib import Path
from typing import Any

from bot.places import layout
from bot.places.layout import MICRO, NOWHERE
from bot.places.nations import AREA_COUNTRY, BORDER_AREAS, KNOWN_AREAS, area_of
from bot.places.spelling import Spelt, first_halves, whole_postcodes
from bot.places.values import Area, Country, NotFound, Place, PlacesError, Point, Precision

_OUTSIDE = {layout.WALES: Country.WALES, layout.SCOTLAND: Country.SCOTLAND}
_READ = 4_000  # characters of a text that are searched: actions are given 2,000 at most
_ONE_COUNTRY = {1: Country.ENGLAND, 2: Country.WALES, 4: Country.SCOTLAND}


class Places:
    """All English postcodes, and those of the areas that lie across a border. Open one a process; safe to share."""

    def __init__(self, buffer: memoryview, mapped: mmap.mmap) -> None:
        """Made by ``open``."""
        head, base = layout.read_head(buffer)
        self._mapped, self._buffer = mapped, buffer
        self._views: dict[str, memoryview[Any]] = {}
        for name, code in layout.SECTIONS.items():
            offset, count = head["sections"][name]
            size = count * struct.calcsize(code)
            self._views[name] = buffer[base + offset : base + offset + size].cast(code)  # type: ignore[call-overload]  # the codes are those of layout.SECTIONS
        self.version: str = head["version"]
        self._areas = tuple(Area(code, name) for code, name in head["areas"])
        icbs = {code: Area(code, name) for code, name in head["icbs"].items()}
        self._icbs = tuple(tuple(icbs[code] for code in codes) for codes in head["area_icbs"])

    @classmethod
    def open(cls, file: Path) -> Places:
        """Map ``file`` into memory; nothing is read until it is asked for.

        Raises:
            PlacesError: the file is missing, damaged, or of another version.
        """
        try:
            with file.open("rb") as handle:
                mapped = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
        except (FileNotFoundError, ValueError):
            raise PlacesError("the postcode file is missing: run `python -m bot postcodes`") from None
        return cls(memoryview(mapped), mapped)

    def close(self) -> None:
        """Give the mapping back."""
        for view in self._views.values():
            view.release()
        self._buffer.release()
        self._mapped.close()

    def __len__(self) -> int:
        """How many postcodes the file holds."""
        return len(self._views["in_key"])

    def find(self, text: str) -> Place | NotFound | None:
        """The first postcode in ``text`` that is known; else the first that looks like one; else a first half.

        ``None`` when there is no postcode in it. O(log n) in postcodes, some 20 microseconds.
        """
        text = text[:_READ]
        missing: NotFound | None = None
        typed: NotFound | None = None  # the latest reading of what stands there, letter by letter
        for spelt in whole_postcodes(text):
            place = self._whole(spelt)
            if spelt.exact:
                typed = place if isinstance(place, NotFound) else None
                missing = missing or typed
            if isinstance(place, Place) and (spelt.exact or _may_mend(typed, place)):
                return place
        if missing is not None:
            return missing
        for spelt in first_halves(text):
            if area_of(spelt.out) in KNOWN_AREAS and (found := self._first_half(spelt)) is not None:
                return found
        return None

    def _whole(self, spelt: Spelt) -> Place | NotFound:
        country = AREA_COUNTRY.get(area_of(spelt.out))
        if country is not None:
            return Place(spelt.text, Precision.POSTCODE, country)
        run = self._run(spelt.out)
        row = None if run is None or spelt.rest is None else self._row(run, spelt.rest)
        if row is not None:
            return self._place(spelt.text, row)
        outcode = None if run is None else self._outcode(spelt.out, run)
        if outcode is not None and outcode.country not in (None, Country.ENGLAND):
            return Place(spelt.text, Precision.POSTCODE, outcode.country)
        undecided = outcode.country is None if outcode is not None else area_of(spelt.out) in BORDER_AREAS
        return NotFound(spelt.text, border=undecided, outcode=outcode)

    def _first_half(self, spelt: Spelt) -> Place | None:
        country = AREA_COUNTRY.get(area_of(spelt.out))
        if country is not None:
            return Place(spelt.text, Precision.OUTCODE, country)
        run = self._run(spelt.out)
        return None if run is None else self._outcode(spelt.out, run)

    def _run(self, out: str) -> int | None:
        """The number of a first half among the file's."""
        keys, key = self._views["out_key"], layout.out_key(out)
        index = bisect_left(keys, key)
        return index if index < len(keys) and keys[index] == key else None

    def _row(self, run: int, rest: str) -> int | None:
        """The number of a postcode in the file."""
        starts, keys, key = self._views["out_start"], self._views["in_key"], layout.in_key(rest)
        end = starts[run + 1]
        row = bisect_left(keys, key, starts[run], end)
        return row if row < end and keys[row] == key else None

    def _place(self, text: str, row: int) -> Place:
        number = self._views["authority"][row]
        if number in _OUTSIDE:
            return Place(text, Precision.POSTCODE, _OUTSIDE[number])
        point = Point(self._views["latitude"][row] / MICRO, self._views["longitude"][row] / MICRO)
        return Place(text, Precision.POSTCODE, Country.ENGLAND, point, (self._areas[number],), self._icbs[number])

    def _outcode(self, text: str, run: int) -> Place:
        """A first half: the mean point of its English postcodes, and every English authority that it touches."""
        starts = self._views["out_area_start"]
        numbers = list(self._views["out_area"][starts[run] : starts[run + 1]])
        latitude, longitude = self._views["out_latitude"][run], self._views["out_longitude"][run]
        point = None if latitude == NOWHERE else Point(latitude / MICRO, longitude / MICRO)
        icbs = dict.fromkeys(icb for number in numbers for icb in self._icbs[number])
        country = _ONE_COUNTRY.get(self._views["out_countries"][run])
        areas = tuple(self._areas[number] for number in numbers)
        return Place(text, Precision.OUTCODE, country, point, areas, tuple(icbs))


def _may_mend(typed: NotFound | None, mended: Place) -> bool:
    """Whether a letter may be read as a figure: never where what was typed is a postcode we only do not know yet.

    "BL1 9ZZ" is Bolton, not B11, Birmingham; "GL6 9ZZ" is Stroud, not G16, Glasgow.
    """
    if typed is None:
        return True
    outside = mended.country is not Country.ENGLAND and area_of(typed.text) in KNOWN_AREAS
    return typed.outcode is None and not outside
