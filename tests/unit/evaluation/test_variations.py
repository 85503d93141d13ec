"""A variation changes how something is written, and keeps what must be kept."""

from random import Random

import pytest

from bot.evaluation.robustness import TALK
from bot.evaluation.variations import EMOJI, LONG, capitals, padded, split, typos, unpunctuated, with_emoji, with_lol

SAID = "I've had enough. I don't want to be here any more!"
PADDED = {
    "before": padded(TALK, before=True, after=False),
    "after": padded(TALK, before=False, after=True),
    "both": padded(TALK, before=True, after=True),
}
ALL = [typos(0.02), typos(0.05), capitals, unpunctuated, with_lol, with_emoji, *PADDED.values()]


@pytest.mark.parametrize("vary", [*ALL, split])
def test_the_same_chance_gives_the_same_text(vary):
    assert vary(SAID, Random("1")) == vary(SAID, Random("1"))


@pytest.mark.parametrize("vary", [*ALL, split])
@pytest.mark.parametrize("text", ["", " ", "?", "x", "😭", "\n", "a" * 5000, "ß" * 3, "\ud83d"])
def test_no_text_is_too_odd(vary, text):
    assert vary(text, Random(1)) is not None


@pytest.mark.parametrize(
    ("vary", "text", "expected"),
    [
        (capitals, SAID, "I'VE HAD ENOUGH. I DON'T WANT TO BE HERE ANY MORE!"),
        (unpunctuated, SAID, "ive had enough i dont want to be here any more"),
        (unpunctuated, "“Help”, (she said)... ok - 😭", "help she said ok 😭"),
        (unpunctuated, "k!ll and s.u.i.c.i.d.e", "k!ll and s.u.i.c.i.d.e"),  # signs that stand for letters
        (unpunctuated, "???", "???"),  # nothing would be left
        (with_lol, SAID, f"{SAID} lol"),
    ],
)
def test_what_becomes_of_a_text(vary, text, expected):
    assert vary(text, Random(1)) == expected


def test_an_emoji_follows_the_words():
    assert {with_emoji("bye", Random(n)) for n in range(50)} == {f"bye {emoji}" for emoji in EMOJI}


@pytest.mark.parametrize("rate", [0.02, 0.05])
def test_slips_are_as_frequent_as_asked_and_only_in_letters(rate):
    text = "the quick brown fox jumps over the lazy dog 999! " * 400
    letters = sum(letter.isalpha() for letter in text)
    varied = typos(rate)(text, Random(1))
    assert varied.count("999! ") == 400
    assert varied.count(" ") == text.count(" ")
    assert abs(len(varied) - len(text)) < letters * rate / 4
    assert typos(0)(text, Random(1)) == text
    changed = sum(a != b for a, b in zip(text.split(), varied.split(), strict=True))
    assert 2 * rate < changed / len(text.split()) < 5 * rate, "a word has four letters"


@pytest.mark.parametrize("where", PADDED)
def test_padding_makes_a_long_message_of_whole_sentences_around_the_text(where):
    said = PADDED[where](SAID, Random(1))
    assert LONG - 120 < len(said) <= LONG
    before, after = said.split(SAID)
    assert (before != "", after != "") == (where != "after", where != "before")
    for talk in TALK:
        before, after = (part.replace(talk, "") for part in (before, after))
    assert before.strip() + after.strip() == "", "no sentence is cut"


def test_a_text_without_an_end_gets_one_among_others():
    assert "my name is sam. " in padded(TALK, before=True, after=True)("my name is sam", Random(1))


def test_what_is_long_already_is_not_padded():
    assert PADDED["both"]("a" * LONG, Random(1)) == "a" * LONG + "."


@pytest.mark.parametrize(
    ("text", "parts"), [("one two", {("one", "two")}), (" one ", {(" one ",)}), ("a b c", {("a", "b c"), ("a b", "c")})]
)
def test_a_message_is_cut_at_any_space(text, parts):
    assert {split(text, Random(n)) for n in range(30)} == parts
