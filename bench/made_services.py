"""Services and people made for the benchmark alone, by chance that is the same in every run. None of them exists.

They lie at true postcodes, so that they stand as dense as people live; a temporary database holds them while it lasts.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.directory.catchment import Basis, Catchment
from bot.directory.hours import all_day_every_day
from bot.directory.values import Access, BankHolidays, CrisisSetting, Need, Opening, Service, ServiceKind
from bot.places import Country, Place, Places, Point, Practice

SEED = 20261122
CHECKED_ON = date(2026, 6, 1)
_PRACTICES = 6_000  # about as many as England has
_ON_A_LIST = 12
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OUT_LETTERS = " 0123456789" + _LETTERS
_OFFICE, _EVENING, _LATE = (time(9), time(17)), (time(16), time(23, 30)), (time(18), time(2))
# How many of a hundred services have which area; what anybody near may use has none.
_AREAS = {
    ServiceKind.TALKING_THERAPIES: {"authority": 40, "icb": 20, "practice": 15, "outcode": 10, "ring": 8, "circle": 7},
    ServiceKind.YOUNG_FUTURES_HUB: {"authority": 60, "outcode": 20, "ring": 10, "circle": 10},
    ServiceKind.CRISIS_PLACE: {"": 60, "authority": 15, "icb": 10, "outcode": 5, "ring": 5, "circle": 5},
    ServiceKind.NEIGHBOURHOOD_CENTRE: {"": 60, "authority": 20, "outcode": 10, "ring": 5, "circle": 5},
}  # fmt: skip
_WEEKS = {"office": 40, "evening": 20, "late": 10, "always": 10, "unknown": 20}


@dataclass(frozen=True)
class Stage:
    """The postcode file, and GP practices made for the benchmark."""

    places: Places
    practices: tuple[Practice, ...]
    by_authority: dict[str, list[Practice]]


def set_stage(places: Places) -> Stage:
    """Lay out the practices."""
    chance = random.Random(SEED)  # noqa: S311  # a repeatable sample, no secret
    by_authority = defaultdict(list)
    practices = []
    for number in range(_PRACTICES):
        place = any_place(places, chance)
        practice = Practice(f"X{number:05}", f"Practice {number}", place=place)
        practices.append(practice)
        by_authority[place.local_authorities[0].code].append(practice)
    return Stage(places, tuple(practices), dict(by_authority))


def any_place(places: Places, chance: random.Random) -> Place:
    """A postcode of England, each as likely as any other."""
    while True:
        found = places.find(any_postcode(places, chance))
        if isinstance(found, Place) and found.country is Country.ENGLAND and found.point is not None:
            return found


def any_postcode(places: Places, chance: random.Random) -> str:
    """A postcode of the file, each as likely as any other."""
    views = places._views  # noqa: SLF001  # no part of the product asks for a postcode by its number
    row = chance.randrange(len(places))
    key = views["out_key"][bisect_right(views["out_start"], row) - 1]
    out = ""
    while key:
        key, digit = divmod(key, len(_OUT_LETTERS))
        out = _OUT_LETTERS[digit] + out
    number, last = divmod(views["in_key"][row], len(_LETTERS))
    first, middle = divmod(number, len(_LETTERS))
    return f"{out.strip()} {first}{_LETTERS[middle]}{_LETTERS[last]}"


def make_services(stage: Stage, count: int) -> list[Service]:
    """So many services, of each kind as many."""
    chance = random.Random(SEED + count)  # noqa: S311  # a repeatable sample, no secret
    kinds = tuple(ServiceKind)
    return [_service(stage, chance, number, kinds[number % len(kinds)]) for number in range(count)]


def make_open_sites(services: Sequence[Service]) -> list[Service]:
    """Those of the centres that anybody may walk into: what a search by distance alone can find."""
    centres = (each for each in services if each.kind is ServiceKind.NEIGHBOURHOOD_CENTRE)
    return [each for each in centres if not each.catchment and each.access]


def make_needs(stage: Stage, kind: ServiceKind, now: datetime, count: int) -> list[Need]:
    """So many people, at postcodes as dense as people live; a third know their GP practice, half tell their age."""
    chance = random.Random(f"{SEED} {kind} {now}")  # noqa: S311  # a repeatable sample, no secret
    needs = []
    for number in range(count):
        place = any_place(stage.places, chance)
        near = stage.by_authority.get(place.local_authorities[0].code)
        practice = chance.choice(near) if near and number % 3 == 0 else None
        needs.append(Need(kind, place, chance.choice((None, 16 * 12, 35 * 12, None)), now, practice))
    return needs


def _service(stage: Stage, chance: random.Random, number: int, kind: ServiceKind) -> Service:
    place = any_place(stage.places, chance)
    visited = kind in (ServiceKind.CRISIS_PLACE, ServiceKind.NEIGHBOURHOOD_CENTRE)
    known = visited and chance.random() < 0.9  # noqa: PLR2004  # of a tenth it is not known who may walk in
    low, high = chance.choice(((None, None), (None, None), (216, None), (132, 310)))
    return Service(
        id=f"made-{number:06}",
        kind=kind,
        name=f"Made for the benchmark {number}",
        setting=CrisisSetting.CAFE if kind is ServiceKind.CRISIS_PLACE else None,
        operator=f"Operator {number % 200}",
        hours=_hours(chance),
        bank_holidays=chance.choice(tuple(BankHolidays)),
        access=(Access.WALK_IN,) if known else () if visited else (Access.SELF_REFERRAL,),
        min_age_months=low,
        max_age_months=high,
        catchment=_catchment(stage, chance, place, _one_of(chance, _AREAS[kind])),
        address="made for the benchmark",
        town=place.local_authorities[0].name,
        postcode=place.text,
        point=place.point,
        site_authority=place.local_authorities[0].code,
        source="made for the benchmark",
        checked_on=CHECKED_ON,
    )


def _one_of(chance: random.Random, shares: dict[str, int]) -> str:
    return chance.choices(list(shares), list(shares.values()))[0]


def _catchment(stage: Stage, chance: random.Random, place: Place, area: str) -> Catchment:
    code = place.local_authorities[0].code
    if area == "practice":
        near = stage.by_authority.get(code, stage.practices[:1])
        listed = sorted(each.code for each in chance.sample(list(near), min(_ON_A_LIST, len(near))))
        return Catchment(gp_practices=tuple(listed), local_authorities=(code,), basis=Basis.GP_PRACTICE)
    if area == "ring":
        high, wide = chance.uniform(0.02, 0.12), chance.uniform(0.04, 0.2)
        corners = ((-high, -wide), (-high, wide), (0.0, wide * 1.2), (high, wide), (high, -wide))
        middle = place.point or Point(0.0, 0.0)
        return Catchment(polygon=tuple(Point(middle.latitude + up, middle.longitude + east) for up, east in corners))
    made = {
        "": Catchment(),
        "authority": Catchment(local_authorities=(code,)),
        "icb": Catchment(icbs=tuple(board.code for board in place.icbs)),
        "outcode": Catchment(outcodes=(place.outcode or "",)),
        "circle": Catchment(radius_miles=chance.uniform(1, 10)),
    }
    return made[area]


def _hours(chance: random.Random) -> tuple[Opening, ...]:
    week = _one_of(chance, _WEEKS)
    if week == "always":
        return all_day_every_day()
    if week == "unknown":
        return ()
    opens, closes = {"office": _OFFICE, "evening": _EVENING, "late": _LATE}[week]
    return tuple(Opening(weekday, opens, closes) for weekday in range(5 if week == "office" else 7))
