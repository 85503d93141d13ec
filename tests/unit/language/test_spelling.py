"""Slips set right for the encoder; the phrases never read what stands here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.spelling import Speller, count_words, read_words, write_words

WRITTEN = {"tonight": 90, "tablets": 40, "taken": 60, "token": 7, "tokens": 2, "friend": 50, "theyre": 2, "nite": 3}


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(WRITTEN)


@pytest.mark.hazard("HAZ-003")
@pytest.mark.parametrize(
    ("typed", "read", "reason"),
    [
        ("tonihgt", "tonight", "two letters changed places"),
        ("tonght", "tonight", "a letter lost"),
        ("tabletts", "tablets", "a letter twice"),
        ("frirnd", "friend", "a key beside it"),
        ("Taken, TABLTS!", "Taken, tablets!", "capitals and signs"),
        ("tokin", "token", "the nearest"),
        ("tekan", "tekan", "two slips are too many to guess"),
        ("nite", "nite", "people write it: it is no slip"),
        ("tokens", "tokens", "written twice is known, though not often enough to be taken for another"),
        ("thyre", "thyre", "near to a word that is seldom written only"),
        ("Tel", "Tel", "too short to guess"),
        ("Zanzibar", "Zanzibar", "near to nothing: left as it was typed"),
        ("", "", "nothing"),
    ],
)
def test_a_slip_becomes_the_likeliest_word_near(speller, typed, read, reason):
    assert speller(typed) == read, reason


@given(st.text(max_size=200))
def test_any_text_is_read_and_reading_it_again_changes_nothing(text):
    speller = Speller(WRITTEN)
    once = speller(text)
    assert speller(once) == once


@given(st.dictionaries(st.from_regex(r"[a-z']{4,20}", fullmatch=True), st.integers(2, 99), max_size=20))
def test_words_are_read_as_they_were_written(counted):
    assert read_words(write_words(counted)) == counted


def test_what_was_written_once_is_not_kept():
    assert count_words(["take my tablets", "Tablets tonite"]) == {"tablets": 2}
