"""The screen's section: what it says, that the safety case finds its figures in it, and which texts are measured."""

import dataclasses

import pytest

from bench.figures import Hold, Latency, Screened, ScreenMemory, judge_screen
from bench.report import SCREEN, put_section, write_screen
from bench.screen import METHOD, _beat_beside
from bench.texts import EXAMPLES, HELD_APART, make_long, make_texts
from bot.evaluation.rows import read_rows
from scripts.safety_case.figures import read_figures

PAGE = "# Benchmarks\n\n1 March 2026.\n\n## Targets\n\n| a |\n\n## Postcodes\n\nQuick.\n"


def a_latency(*milliseconds):
    return Latency(tuple(ms / 1000 for ms in milliseconds))


SCREENED = Screened(
    fresh=a_latency(1.2, 1.2, 1.3),
    instant=a_latency(0.9, 0.9, 0.9),
    phrases=a_latency(0.5, 0.5, 0.6),
    short=a_latency(8, 9, 10),
    long=a_latency(50, 60, 70),
    holds=(Hold("nothing is read", 1.0, 0.001), Hold("prose", 0.3, 0.012)),
    memory=ScreenMemory(bare=40_000_000, loaded=150_000_000, used=160_000_000, texts=1000, load_s=1.2),
)


def test_the_screen_is_judged_by_the_slowest_of_a_hundred_the_longest_hold_and_the_most_memory():
    found = [(target.what, round(target.value, 2), target.limit, target.met) for target in judge_screen(SCREENED)]
    assert found == [
        ("whole screen, 300 characters", 9.98, 25.0, True),
        ("whole screen, 2,000 characters", 69.8, 150.0, True),
        ("phrases alone, 300 characters", 0.6, 1.0, True),
        ("event loop held, texts up to 200 kB", 12.0, 20.0, True),
        ("memory over the bare process", 120.0, 300.0, True),
    ]


def test_the_section_says_plainly_what_was_missed(day):
    slow = dataclasses.replace(SCREENED, phrases=a_latency(1.5, 1.5, 1.5))
    missed = "| phrases alone, 300 characters | 1.50 ms | 1.50 ms | 1.50 ms | 1.50 ms | 1 ms | **missed** |"
    assert missed in write_screen(slow, day, METHOD)
    assert "**missed**" not in write_screen(SCREENED, day, METHOD)


def test_the_safety_case_finds_the_figures_in_the_section(day):
    page = put_section(PAGE, SCREEN, write_screen(SCREENED, day, METHOD))
    figures = read_figures(page, None, {"bench:screen", "bench:screen_long"})
    assert {name: figure.value for name, figure in figures.items()} == {
        "bench:screen": "9.98 ms",
        "bench:screen_long": "69.80 ms",
    }


def test_a_section_is_added_and_replaced_and_the_others_stay():
    added = put_section(PAGE, SCREEN, "First.")
    assert added == PAGE + "\n## The screen\n\nFirst.\n"
    assert put_section(added, SCREEN, r"Second \1.") == PAGE + "\n## The screen\n\nSecond \\1.\n"
    assert put_section(added, "Targets", "None.") == added.replace("| a |", "None.")


@pytest.mark.parametrize("length", [300, 2000])
def test_texts_are_different_of_one_length_and_the_same_in_every_run(length):
    texts = make_texts(length, 50)
    assert texts == make_texts(length, 50)
    assert len(set(texts)) == 50
    assert {len(text) for text in texts} == {length}


def test_nothing_held_apart_is_in_the_texts():
    rows = read_rows([EXAMPLES / HELD_APART], lambda *_: None)
    apart = {turn.text for row in rows for turn in row.turns if len(turn.text) > 40}
    said = {line for text in make_texts(2000, 200) for line in text.splitlines()}
    assert apart
    assert apart.isdisjoint(said)


def test_long_texts_have_their_size():
    sizes = {what: len(text.encode()) for what, text in make_long(1000).items()}
    assert len(sizes) == 7
    assert all(990 <= size <= 1000 for size in sizes.values()), sizes


async def test_a_held_loop_is_noticed():
    import time

    async def hold():
        time.sleep(0.05)  # noqa: ASYNC251 -- that is what is to be noticed

    took, held = await _beat_beside(hold)
    assert took >= 0.05
    assert held >= 0.045
