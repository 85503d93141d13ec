"""Windows: a few sentences each, none left out, at most forty read."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.windows import LONGEST, MOST, Window, _sentences, chosen, windows


def cut(text: str) -> list[str]:
    return [window.of(text) for window in windows(text)]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("", [], "nothing said"),
        (" \n\t ", [], "nothing said"),
        ("hello", ["hello"], "one sentence"),
        ("I am low. I can't sleep.", ["I am low. I can't sleep."], "a short message is one window"),
        ("one\ntwo", ["one\ntwo"], "a line break ends a sentence, not a window"),
        ("  I am low  ", ["I am low"], "white space around it is no part of it"),
    ],
)
def test_a_short_message_is_one_window(text, expected, why):
    assert cut(text) == expected, why


def test_a_long_message_is_cut_between_sentences_and_a_short_sentence_is_read_twice():
    long = "This sentence takes some seventy characters, and it says nothing at all. "
    found = cut(long * 5 + "The pills are here. " + long)
    assert found == [*[long.strip()] * 4, f"{long}The pills are here.", f"The pills are here. {long}".strip()]


def test_a_sentence_without_end_is_cut_at_spaces_into_pieces_that_overlap():
    text = " ".join(f"word{number}" for number in range(200))
    found = windows(text)
    assert all(later.start < earlier.end for earlier, later in itertools.pairwise(found))
    assert all(not text[window.start].isspace() for window in found)


@given(st.text(alphabet=st.sampled_from("ab .!?\n\"'"), max_size=3000))
def test_no_word_is_left_out_and_none_is_too_long(text):
    found = windows(text)
    covered = {place for window in found for place in range(window.start, window.end)}
    assert covered >= {place for place, sign in enumerate(text) if not sign.isspace()}
    assert all(0 < window.end - window.start <= LONGEST for window in found)
    assert [window.start for window in found] == sorted({window.start for window in found})


@pytest.mark.parametrize("text", ["!" * 200_000, " " * 200_000, "\n" * 200_000, "a" * 200_000, ". " * 100_000])
def test_time_is_linear_on_strange_texts(text):
    begun = time.process_time()
    windows(text)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("letters", [*range(1, 130), 1000])
def test_words_of_any_length_are_gone_through_once_and_always_onwards(letters):
    text = ("x" * letters + " ") * (5000 // letters + 1)
    starts = [window.start for window in itertools.islice(_sentences(text), 1000)]
    assert starts == sorted(set(starts))
    assert len(starts) < len(text) / 20


def test_of_a_very_long_text_the_ends_and_the_finds_are_read():
    found = [Window(start, start + 100) for start in range(0, 100_000, 100)]
    read = chosen(found, places=[50_050])
    assert len(read) == MOST
    assert {found[0], found[14], found[-1], found[-15], found[500]} <= set(read)
    assert read == sorted(read, key=lambda window: window.start)


def test_a_text_of_few_windows_is_read_whole():
    found = [Window(start, start + 100) for start in range(0, 4000, 100)]
    assert chosen(found) == found
