"""What holds for any text at all."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.language import normalise
from bot.safety.phrases import load_phrases
from bot.words import Support

DISCLOSURES = st.sampled_from(
    [
        "I want to kill myself",
        "i have taken an overdose",
        "I've been cutting myself",
        "my husband hits me",
        "the voices are telling me to kill myself",
        "I haven't eaten in five days",
        "I want to hurt someone",
        "I can't go on",
        "my daughter is suicidal",
        "I'm standing on the bridge",
    ]
)
ENDINGS = st.sampled_from(
    [
        " lol",
        " 😂",
        "!!!",
        ".",
        " thanks",
        " please help",
        ". what a day",
        "\n\nsent from my phone",
        " anyway how are you?",
    ]
)
PADDING = st.sampled_from(
    ["We went to the shops and it rained. ", "I like the sea and long walks. ", "My bus was late. "]
)
RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.hazard("HAZ-005", "HAZ-023")
@RELAXED
@given(st.text())
def test_no_text_breaks_the_check(text):
    assert not load_phrases()(text).check_failed


@pytest.mark.hazard("HAZ-023")
@RELAXED
@given(st.text(st.characters(codec=None), max_size=60))
def test_lone_surrogates_and_controls_do_not_break_it(text):
    assert not load_phrases()(text).check_failed


@RELAXED
@given(st.text())
def test_every_word_is_tied_to_the_original_in_order(text):
    read = normalise(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(read.starts, read.ends, strict=True))
    assert list(read.starts) == sorted(read.starts)


@pytest.mark.hazard("HAZ-003", "HAZ-004")
@RELAXED
@given(DISCLOSURES, ENDINGS)
def test_nothing_harmless_said_after_it_takes_support_away(disclosure, ending):
    phrases = load_phrases()
    assert phrases(disclosure + ending).support >= phrases(disclosure).support


@pytest.mark.hazard("HAZ-007")
@RELAXED
@given(DISCLOSURES, st.lists(PADDING, max_size=40), st.lists(PADDING, max_size=40))
def test_a_disclosure_is_found_in_the_middle_of_a_long_message(disclosure, before, after):
    phrases = load_phrases()
    found = phrases("".join(before) + disclosure + ". " + "".join(after))
    assert found.support >= phrases(disclosure).support
    assert all(len(signal.quote) <= 200 for signal in found.signals)


@pytest.mark.hazard("HAZ-003")
@RELAXED
@given(DISCLOSURES)
def test_case_does_not_matter(disclosure):
    phrases = load_phrases()
    supports = {
        phrases(form).support for form in (disclosure, disclosure.upper(), disclosure.lower(), disclosure.title())
    }
    assert len(supports) == 1


@pytest.mark.hazard("HAZ-003")
@RELAXED
@given(DISCLOSURES)
def test_curly_or_missing_apostrophes_do_not_matter(disclosure):
    phrases = load_phrases()
    supports = {
        phrases(form).support for form in (disclosure, disclosure.replace("'", "’"), disclosure.replace("'", ""))
    }
    assert len(supports) == 1


@pytest.mark.hazard("HAZ-004")
@RELAXED
@given(DISCLOSURES, DISCLOSURES)
def test_the_stricter_of_two_disclosures_wins(one, other):
    phrases = load_phrases()
    assert phrases(f"{one}. {other}").support >= max(phrases(one).support, phrases(other).support)
    assert phrases(f"{one}. {other}").support > Support.NONE


@RELAXED
@given(DISCLOSURES)
def test_a_quote_is_the_persons_own_words(disclosure):
    text = f"hello there.  {disclosure.upper()}!!  bye"
    for signal in load_phrases()(text).signals:
        assert signal.quote in " ".join(text.split())
