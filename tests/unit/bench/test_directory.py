"""The directory's section: what it says, what is asked of it, and that what is made for it is the same in every run."""

import random
from datetime import UTC, datetime
from itertools import product

import pytest

from bench.directory import METHOD, _nearest
from bench.directory_figures import Asked, Cold, Nearest, Searched, Size, judge_directory
from bench.directory_page import DIRECTORY, write_directory
from bench.figures import Latency
from bench.made_services import any_postcode, make_needs, make_open_sites, make_services, set_stage
from bench.report import put_section, read_section
from bot.directory.rank import rank
from bot.directory.values import ServiceKind
from bot.places import Places
from bot.places.authorities import read_authorities
from bot.places.build import Row, build

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ROWS = [
    Row("LS6 3BR", "E08000035", 427710, 435613),
    Row("SS165NL", "E07000066", 570054, 187243),
    Row("W10 6DZ", "E09000020", 523783, 181889),
    Row("YO244LJ", "E06000014", 457442, 451420),
]


def a_latency(*milliseconds):
    return Latency(tuple(ms / 1000 for ms in milliseconds))


def a_size(services, milliseconds):
    asked = [Asked(*of) for of in product(("SQLite", "PostgreSQL"), ("crisis_place", "talking_therapies"), (12, 3))]
    return Size(
        services=services,
        searches={of: a_latency(milliseconds, milliseconds) for of in asked},
        first_s={"SQLite": 0.1, "PostgreSQL": 0.2},
        held=5_000_000,
        scan=a_latency(80, 90),
        nearest=Nearest(90, a_latency(1, 1), a_latency(5, 5), a_latency(0.5, 0.5), 0.01, 0.02),
    )


def searched(small, huge):
    sizes = (a_size(600, small), a_size(60_000, huge))
    return Searched(2_000, 1_900, a_latency(0.01, 0.02), Cold((0.4, 0.5), (0.001, 0.002)), sizes)


JUDGED = [
    (1, 1.5, [], "quick, and hardly slower in a directory a hundred times as big"),
    (1, 3, ["SQLite, 60,000 services / 600, p99", "PostgreSQL, 60,000 services / 600, p99"], "it grows"),
    (4, 6, ["60,000 services, p99", "slowest kind and hour, p99"], "too slow for somebody who waits"),
]


@pytest.mark.parametrize(("small", "huge", "missed", "reason"), JUDGED, ids=[row[3] for row in JUDGED])
def test_the_search_is_judged_by_the_slowest_of_a_hundred_and_by_how_it_grows(small, huge, missed, reason):
    found = [target.what for target in judge_directory(searched(small, huge)) if not target.met]

    assert all(any(what in one for one in found) for what in missed), reason
    assert bool(found) is bool(missed), reason


def test_the_section_says_plainly_what_was_missed_and_is_found_again(day):
    section = write_directory(searched(1, 3), day, METHOD)

    assert "| SQLite, 60,000 services / 600, p99 | 3.00 x | 2 x | **missed** |" in section
    assert "2,000 postcodes, 1,900\nof them in England" in section
    assert "**missed**" not in write_directory(searched(1, 1.5), day, METHOD)
    assert read_section(put_section("# Benchmarks\n\n## Another\n\nb\n", DIRECTORY, section), DIRECTORY) == section
    assert read_section("# Benchmarks\n", DIRECTORY) == ""


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    file = tmp_path_factory.mktemp("places") / "postcodes.bin"
    build([ROWS], read_authorities(), "test", file, lambda _line: None)
    opened = Places.open(file)
    yield set_stage(opened)
    opened.close()


def test_every_postcode_of_the_file_is_drawn(stage):
    chance = random.Random(1)
    drawn = {any_postcode(stage.places, chance) for _ in range(100)}

    assert drawn == {"LS6 3BR", "SS16 5NL", "W10 6DZ", "YO24 4LJ"}


def test_services_and_people_are_the_same_in_every_run_and_of_every_sort(stage):
    services = make_services(stage, 400)

    assert services == make_services(stage, 400)
    assert {service.kind for service in services} == set(ServiceKind)
    assert all(service.point and service.source == "made for the benchmark" for service in services)
    for part in ("local_authorities", "icbs", "outcodes", "gp_practices", "polygon", "radius_miles"):
        assert any(getattr(service.catchment, part) for service in services), part
    for kind in ServiceKind:
        needs = make_needs(stage, kind, NOON, 60)
        assert needs == make_needs(stage, kind, NOON, 60)
        assert {need.practice is None for need in needs} == {True, False}
        assert any(rank(services, need) for need in needs), kind


@pytest.mark.parametrize("agrees", [True, False])
def test_the_tree_has_to_find_the_same_sites(stage, monkeypatch, agrees):
    services = make_services(stage, 400)

    def tree(sites, needs):
        def order(need):
            return sorted(range(len(sites)), key=lambda n: need.place.point.miles_to(sites[n].point))

        found = [order(need)[:3] if agrees else order(need)[-3:] for need in needs]
        return {"found": found, "taken_s": [0.001] * len(needs), "built_s": 0.01}

    monkeypatch.setattr("bench.directory._ball_tree", tree)
    if agrees:
        assert _nearest(stage, services).sites == len(make_open_sites(services))
    else:
        with pytest.raises(RuntimeError, match="do not agree"):
            _nearest(stage, services)
