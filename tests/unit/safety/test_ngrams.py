"""Runs of letters and words: the same places at every run, in both runtimes (tests/engine/test_fitting.py asks too)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.safety.ngrams import PLACES, hashed


def same(one: str, other: str) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(hashed(one), hashed(other), strict=True))


@pytest.mark.hazard("HAZ-041")
def test_the_places_are_the_same_for_ever():
    places, weights = hashed("no")
    assert places.tolist() == [49576, 141343, 148831, 223384, 227842, 238866, 141343]
    assert weights == pytest.approx([6**-0.5] * 6 + [1.0])


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("I CAN'T Sleep", "i can't sleep", "case"),
        ("I can’t sleep", "I can't sleep", "a curly apostrophe"),
        ("I can't, sleep!!", "I can't sleep", "punctuation"),
        ("  I   can't\n\nsleep ", "I can't sleep", "white space"),
        ("I_can't_sleep", "I can't sleep", "what stands for a space"),
    ],
)
@pytest.mark.hazard("HAZ-003")
def test_what_does_not_count(one, other, why):
    assert same(one, other), why


@pytest.mark.parametrize("text", ["", " \n", "...", "🙂", "_", "'", "\ud83d"])
def test_what_has_no_words_has_no_places(text):
    places, weights = hashed(text)
    assert places.shape == weights.shape == (0,)


@pytest.mark.hazard("HAZ-003")
def test_a_slip_keeps_most_of_the_letters():
    said, slipped, other = (set(hashed(text)[0].tolist()) for text in ("overdosed", "overdosd", "lasagne"))
    assert len(said & slipped) > len(said) / 2
    assert len(said & other) <= 2


def test_a_lone_surrogate_beside_words_is_no_trouble():
    assert same("I \ud83d sleep", "I sleep")


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_has_places_inside_the_row_and_two_rows_of_length_one(text):
    places, weights = hashed(text)
    assert places.shape == weights.shape
    assert ((places >= 0) & (places < PLACES)).all()
    assert (weights**2).sum() == pytest.approx(2, abs=1e-4) or not len(places)
