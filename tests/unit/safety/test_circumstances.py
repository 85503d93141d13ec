"""What a person says of age, birth, place and the like: heard also where no danger was, and never lowering support."""

import time

import pytest

from bot.safety.pattern_files import read_patterns
from bot.safety.phrases import load_phrases
from bot.words import Support, Variant


def _examples(kind):
    return [
        pytest.param(line.text, variant, id=f"{line.file}:{line.number}")
        for variant, said in read_patterns().variants.items()
        for line in getattr(said, kind)
    ]


@pytest.mark.hazard("HAZ-014")
@pytest.mark.parametrize(("text", "variant"), _examples("hits"))
def test_an_example_of_a_variant_file_is_heard(text, variant):
    assert variant in load_phrases()(text).variants


@pytest.mark.parametrize(("text", "variant"), _examples("misses"))
def test_a_counter_example_of_a_variant_file_is_not(text, variant):
    assert variant not in load_phrases()(text).variants


TOGETHER = [
    ("I'm 15 and trans and I want to die", {"under_18", "lgbtq"}, "two at once"),
    ("im 13, my stepdad touches me", {"under_18", "sexual_violence"}, "a child who is abused"),
    ("my son is 14 and I'm 41", {"someone_under_18"}, "the child's age is not the parent's"),
    ("my 16 year old has taken an overdose", {"someone_under_18", "taken_something"}, "whose age, and what was done"),
    ("I'm 15 weeks pregnant and want to die", {"after_birth"}, "fifteen weeks are no age"),
    ("my 3 week old baby, and I can't go on", {"after_birth"}, "a baby's age is no child's at risk"),
    ("I served in Afghanistan. I live in Cardiff now", {"veteran", "wales"}, "two sentences"),
    ("my nan is 84 and says she wants to die", {"older"}, "somebody else who is old"),
    ("i want to die", set(), "nothing but the words themselves"),
]


@pytest.mark.parametrize(("text", "heard", "why"), TOGETHER, ids=[row[2] for row in TOGETHER])
def test_what_is_said_together(text, heard, why):
    assert {variant.value for variant in load_phrases()(text).variants} == heard, why


def test_a_variant_is_heard_where_nothing_dangerous_was_said():
    found = load_phrases()("I'm 14 and feel a bit lonely")
    assert (found.support, found.variants) == (Support.NONE, {Variant.UNDER_18})


@pytest.mark.hazard("HAZ-026")
def test_a_message_of_300_characters_takes_less_than_a_millisecond():
    """The fastest of twenty runs, so that a busy machine does not decide."""
    text = "I am 14 and in year 10, my mum was in the army and we live in Leeds with my 3 week old sister. " * 4
    phrases, took = load_phrases(), []
    phrases(text)
    for _ in range(20):
        began = time.perf_counter()
        phrases(text[:300])
        took.append(time.perf_counter() - began)
    assert min(took) < 0.001
