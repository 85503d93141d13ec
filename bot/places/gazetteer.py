"""The towns, authorities and counties that ``towns.csv`` holds, by every name that a person may type for them."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml

from bot.places.authorities import Authorities
from bot.places.values import Country, Place, Point, Precision

_HERE = Path(__file__).parent
_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*|&")
_SAME = {"saint": "st", "upon": "on", "&": "and"}
_TAIL = re.compile(r"(.{4,}?)[ -](?:upon|on|under|in|super|next|by)[ -]")
_TAIL_SIZE = 3  # a town of 20,000 people is known by the first half of its name: "Weston", "Stockton"
_LONDON = "E09"  # codes of the London boroughs begin with it
_NATION_WORDS = {country: country.value.replace("_", " ").title() for country in Country} | {
    Country.CROWN_DEPENDENCY: "outside England"
}


@dataclass(frozen=True)
class Entry:
    """A place that has a name. ``size`` is 1 (under 5,000 people), 2 (under 20,000), 3 (75,000), 4 (250,000) or 5."""

    name: str
    size: int
    place: Place

    @property
    def codes(self) -> frozenset[str]:
        """Its local authorities' codes; its country where it lies outside England."""
        codes = frozenset(area.code for area in self.place.local_authorities)
        return codes or frozenset([str(self.place.country)])


@dataclass(frozen=True)
class Gazetteer:
    """Names as ``plain`` words: each with what it may mean, the largest first; nothing where it is never ours."""

    by_name: Mapping[str, tuple[Entry, ...]]
    words: frozenset[str]  # ordinary words too
    names: frozenset[str]  # names of people, or of larger places elsewhere, too
    longest: int  # words in the longest name


@dataclass(frozen=True)
class Word:
    """One word of a text: as it is compared, as it was typed, and where."""

    plain: str
    typed: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of ``text`` without signs and accents; "saint" is "st", "upon" is "on". Linear in its length."""
    return [Word(_plain(match[0]), match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


def plain(name: str) -> str:
    """A name as it is compared: ``St. Helens`` is ``st helens``."""
    return " ".join(word.plain for word in words_of(name))


def nation_names() -> dict[str, Country]:
    """What a place outside England is told apart by: ``Newport, Wales``."""
    return {plain(name): country for country, name in _NATION_WORDS.items()}


def read_gazetteer(authorities: Authorities, folder: Path = _HERE) -> Gazetteer:
    """Read ``towns.csv`` and ``place_names.yml``; some 50 ms."""
    names = yaml.load((folder / "place_names.yml").read_bytes(), Loader=yaml.CSafeLoader)
    never = {plain(name): () for name in names["never"]}
    by_name: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in _read(folder / "towns.csv", authorities):
        if (key := plain(entry.name)) not in never:
            by_name[key].append(entry)
    merged = {key: _merge(entries) for key, entries in by_name.items()}
    also = [*_shortened(merged, plain(names["never_short"])), *_renamed(names["also_called"])]
    counties = _counties(authorities, names["counties"])
    shared = {key for key, name in also if name != key}
    told: dict[str, tuple[Entry, ...]] = {
        key: _tell_apart(entries, counties, shared=key in shared) for key, entries in merged.items()
    }
    for key, added in groupby(sorted(also), key=itemgetter(0)):
        others = [entry for _, name in added for entry in told[name] if plain(entry.name) != key]
        told[key] = _largest_first([*told.get(key, ()), *others])
    longest = max(len(key.split()) for key in told)
    told |= never
    return Gazetteer(told, _listed(names["words"]), _listed(names["names"]), longest)


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()
    letters = re.sub(r"[^a-z0-9&]", "", letters)
    return _SAME.get(letters, letters)


def _listed(words: str) -> frozenset[str]:
    return frozenset(map(plain, words.split()))


def _read(file: Path, authorities: Authorities) -> Iterator[Entry]:
    lines = file.read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        yield Entry(row["name"], int(row["size"]), _place(row, authorities))


def _place(row: Mapping[str, Any], authorities: Authorities) -> Place:
    if row["kind"] == "outside":
        return Place(row["name"], Precision.TOWN, Country(row["codes"]))
    known = [authorities.by_code[code] for code in row["codes"].split()]
    return Place(
        row["name"],
        Precision.TOWN if row["kind"] == "town" else Precision.AUTHORITY,
        Country.ENGLAND,
        Point(float(row["latitude"]), float(row["longitude"])),
        tuple(each.area for each in known),
        tuple(dict.fromkeys(icb for each in known for icb in each.icbs)),
    )


def _merge(entries: list[Entry]) -> list[Entry]:
    """A town that bears its authority's name is both; so is an authority that bears its county's."""
    kept = sorted(entries, key=lambda entry: (entry.place.precision is Precision.TOWN, -len(entry.codes)))
    merged: list[Entry] = []
    for entry in kept:
        whole = next((each for each in merged if _is_part(entry, each)), None)
        if whole is None:
            merged.append(entry)
        elif entry.place.precision is Precision.TOWN and len(whole.codes) == 1:
            place = replace(whole.place, precision=Precision.TOWN, point=entry.place.point)
            merged[merged.index(whole)] = Entry(whole.name, max(whole.size, entry.size), place)
    return merged


def _is_part(entry: Entry, whole: Entry) -> bool:
    """Whether ``whole`` is an area in which ``entry`` mostly lies."""
    areas = entry.place.local_authorities
    return whole.place.precision is Precision.AUTHORITY and bool(areas) and areas[0].code in whole.codes


def _tell_apart(entries: list[Entry], counties: Mapping[str, str], *, shared: bool) -> tuple[Entry, ...]:
    """Where several have one name, each is called after its county or nation: ``Richmond, North Yorkshire``."""
    if len(entries) == 1 and not shared:
        return tuple(entries)
    wide = Counter(_where(entry, counties) for entry in entries)
    largest: dict[str, Entry] = {}
    for entry in _largest_first(entries):
        where = _where(entry, counties)
        text = f"{entry.name}, {where if wide[where] == 1 else _where(entry, {})}"
        largest.setdefault(text, replace(entry, place=replace(entry.place, text=text)))
    return tuple(largest.values())


def _where(entry: Entry, counties: Mapping[str, str]) -> str:
    areas = entry.place.local_authorities
    if not areas:
        return _NATION_WORDS[entry.place.country or Country.ENGLAND]
    return counties.get(areas[0].code, areas[0].name)


def _counties(authorities: Authorities, more: Mapping[str, list[str]]) -> dict[str, str]:
    """The county of each authority that lies in one, by the authority's code."""
    found = {code: name for name, parts in reversed(list(more.items())) for code in authorities.codes(parts)}
    found |= {code: "London" for code in authorities.by_code if code.startswith(_LONDON)}
    return found | {code: each.county for code, each in authorities.by_code.items() if each.county}


def _largest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (-entry.size, entry.place.text)))


def _shortened(named: Mapping[str, list[Entry]], never: str) -> Iterator[tuple[str, str]]:
    """``Newcastle`` of ``Newcastle upon Tyne``."""
    for key, entries in named.items():
        match = _TAIL.match(entries[0].name)
        if match is not None and key != never and max(entry.size for entry in entries) >= _TAIL_SIZE:
            yield plain(match[1]), key


def _renamed(also_called: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((plain(typed), plain(name)) for typed, name in also_called.items())
