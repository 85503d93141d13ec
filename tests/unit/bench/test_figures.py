"""The figures say what they should: the middle, the slow end, and whether a target was met."""

import pytest

from bench.figures import Latency, Look, Measured, Memory, Target, Throughput, judge
from bench.report import write_page

MIB = 2**20


def a_latency(*milliseconds):
    return Latency(tuple(ms / 1000 for ms in milliseconds))


def a_measured(name, turns, *memory):
    crowd = (Throughput(1, 50.0, 20.0), Throughput(8, 80.0, 90.0))
    return Measured(name, training_s=47.0, starts_s=(23.0, 22.0), turns=turns, throughput=crowd, memory=memory)


def a_starter():
    return a_measured(
        "starter bot", {"turn": a_latency(20, 20, 20)}, Memory("starter bot", 1000 * MIB, 990 * MIB, 980 * MIB)
    )


def an_ours(ordinary=10.0, resident=900):
    turns = {"ordinary": a_latency(*[ordinary] * 3), "look-up": a_latency(15, 15, 15), "crisis": a_latency(4, 4, 4)}
    memory = [Memory(name, resident // 3 * MIB, 200 * MIB, 100 * MIB) for name in ("web", "actions", "engine")]
    return a_measured("First Port", turns, Memory("supervisor", 9000 * MIB, 20 * MIB, 10 * MIB), *memory)


LOOK = Look(a_latency(0.02, 0.02, 0.03), file_bytes=40_000_000)


def test_the_median_is_the_middle_and_p95_the_slow_end():
    measured = a_latency(*range(1, 101))
    assert measured.median_ms == pytest.approx(50.5)
    assert measured.p95_ms == pytest.approx(95.05)


@pytest.mark.parametrize(
    ("value", "met", "why"),
    [
        (0.79, True, "under the limit"),
        (0.8, True, "at most means that the limit itself will do"),
        (0.81, False, "over it"),
    ],
)
def test_a_target_is_met_up_to_its_limit(value, met, why):
    assert Target("turn", value, 0.8, "x").met is met, why


def test_every_target_of_the_first_release_is_judged():
    found = {target.what: (round(target.value, 2), target.met) for target in judge(an_ours(), a_starter(), LOOK)}
    assert found == {
        "ordinary: median of a turn / the starter bot's": (0.5, True),
        "ordinary: p95 of a turn / the starter bot's": (0.5, True),
        "look-up: median of a turn / the starter bot's": (0.75, True),
        "look-up: p95 of a turn / the starter bot's": (0.75, True),
        "crisis: median of a turn / the starter bot's": (0.2, True),
        "crisis: p95 of a turn / the starter bot's": (0.2, True),
        "resident memory of the three processes / the starter bot's": (0.9, True),
        "postcode look-up, median": (0.02, True),
        "postcode file": (40.0, True),
    }


@pytest.mark.parametrize(
    ("ours", "missed"),
    [
        (an_ours(ordinary=17), "| ordinary: median of a turn / the starter bot's | 0.85 x | 0.8 x | **missed** |"),
        (
            an_ours(resident=1500),
            "| resident memory of the three processes / the starter bot's | 1.50 x | 1.3 x | **missed** |",
        ),
    ],
)
def test_the_page_says_plainly_what_was_missed(ours, missed, day):
    assert missed in write_page(ours, a_starter(), LOOK, day, "Method.")


def test_the_page_holds_every_section(day):
    page = write_page(an_ours(), a_starter(), LOOK, day, "How it was measured.")
    assert "22 November 2026" in page
    assert "How it was measured." in page
    assert "**missed**" not in page
    assert "| First Port, with a directory look-up | 15.0 ms | 15.0 ms | 0.75 | 0.75 |" in page
    assert "| 8 | 80 turns/s | 90 ms | 80 turns/s | 90 ms | 1.00 |" in page
    assert "| First Port, the three together | 900 MiB | 600 MiB | 300 MiB |" in page
    assert "| start until ready (the quickest) | 22.0 s | 22.0 s | 1.00 |" in page
    assert "3 look-ups: median 20 µs" in page
