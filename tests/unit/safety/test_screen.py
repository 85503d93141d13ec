"""The screen: two readers, the stricter wins; what happens when the second is missing, wrong or broken."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.safety.screen
from bot.language.encoder import EncoderError
from bot.safety.opinion import SecondOpinion
from bot.safety.phrases import Reading, load_phrases
from bot.safety.screen import Screen, load_screen
from bot.words import Assessment, Signal, Subject, Support, Theme, Variant

HEARD = Signal(Theme.SUICIDE, Subject.SELF, "heard by the second")


class Second:
    """A second reader that finds what it is told to, fails when it is told to, and remembers what it was asked."""

    def __init__(self, *found: Assessment | Exception) -> None:
        self.found = list(found) or [Assessment()]
        self.asked: list[tuple[str, tuple[int, ...]]] = []

    def __call__(self, text, places):
        self.asked.append((text, tuple(places)))
        found = self.found.pop(0) if len(self.found) > 1 else self.found[0]
        if isinstance(found, Exception):
            raise found
        return found


def screen(second) -> Screen:
    return Screen(load_phrases(), second, "test")


@pytest.mark.hazard("HAZ-026")
@pytest.mark.parametrize("text", ["I want to kill myself", "I've taken an overdose"])
def test_where_the_phrases_find_something_urgent_the_second_is_not_asked(text):
    second = Second()
    assert screen(second)(text).support >= Support.URGENT
    assert second.asked == []


STRICTER = [
    ("hello", Support.NONE, Support.NONE, "both find nothing"),
    ("hello", Support.OFFER, Support.OFFER, "the second alone"),
    ("hello", Support.URGENT, Support.URGENT, "the second alone, for more"),
    ("I can't go on", Support.NONE, Support.OFFER, "it never takes away"),
    ("I can't go on", Support.EMERGENCY, Support.EMERGENCY, "it adds"),
]


@pytest.mark.hazard("HAZ-001", "HAZ-002", "HAZ-004", "HAZ-040")
@pytest.mark.parametrize(("text", "found", "support", "why"), STRICTER, ids=[row[3] for row in STRICTER])
def test_the_stricter_of_two_readers_wins(text, found, support, why):
    signals = (HEARD,) if found > Support.NONE else ()
    together = screen(Second(Assessment(found, signals)))(text)
    assert together.support is support, why
    assert set(signals) <= set(together.signals)


@pytest.mark.hazard("HAZ-007")
def test_the_second_is_told_where_the_phrases_found_something():
    second = Second()
    text = "We had tea. I can't go on."
    screen(second)(text)
    ((_, places),) = second.asked
    assert places
    assert all(text.index("I can't") <= place < len(text) for place in places)


@pytest.mark.hazard("HAZ-023")
def test_while_the_second_fails_every_reply_carries_a_gentle_line_and_it_heals(caplog):
    caplog.set_level(logging.DEBUG)
    broken = screen(Second(ZeroDivisionError("unmistakable"), MemoryError(), Assessment(), Assessment()))
    for fault in ("ZeroDivisionError", "MemoryError"):
        assert broken("unmistakable words").support is Support.OFFER
        assert fault in broken.fault
        assert fault in caplog.text
    assert "unmistakable" not in caplog.text
    assert broken("unmistakable words").support is Support.NONE
    assert broken.fault is None


@pytest.mark.hazard("HAZ-023")
@pytest.mark.parametrize(
    ("text", "support", "why"),
    [
        ("hello", Support.OFFER, "nobody can say that there is nothing"),
        ("I can't go on", Support.OFFER, "the phrases found as much"),
        ("I want to kill myself", Support.URGENT, "the phrases stand"),
        ("I've taken an overdose", Support.EMERGENCY, "the phrases stand"),
    ],
)
@pytest.mark.parametrize("second", [None, Second(RuntimeError())], ids=["missing", "broken"])
def test_without_a_second_the_phrases_stand(second, text, support, why):
    assert screen(second)(text).support is support, why


@pytest.fixture
def alone(monkeypatch) -> Screen:
    """What is loaded where the weights are not there."""

    def missing():
        raise EncoderError("the second opinion cannot be read: FileNotFoundError")

    monkeypatch.setattr(bot.safety.screen.SecondOpinion, "load", missing)
    return load_screen.__wrapped__()


@pytest.mark.hazard("HAZ-023")
def test_missing_weights_are_a_fault_that_lasts(alone):
    for _ in range(2):
        assert alone("how do I get counselling").support is Support.OFFER
        assert "FileNotFoundError" in alone.fault
        assert "FileNotFoundError" in alone.probe()
    assert alone("I want to kill myself").support is Support.URGENT
    assert alone.version == load_phrases().version


@pytest.mark.hazard("HAZ-041")
def test_what_is_loaded_is_whole_and_its_version_names_both():
    whole = load_screen()
    assert whole.probe() is None
    assert whole.version.startswith(load_phrases().version + "+")
    assert len(whole.version) > len(load_phrases().version) + 1


def about(text: str, whom) -> set[Subject]:
    """Whom the signals are about, where ``whom`` gives the log odds for someone else."""
    reading, plain = (Screen(load_phrases(), None, "test", whom=each).at_once(text) for each in (whom, None))
    assert (reading.places, reading.assessment.support) == (plain.places, plain.assessment.support)
    return {signal.subject for signal in reading.assessment.signals}


SELF, OTHER = {Subject.SELF}, {Subject.SOMEONE_ELSE}
WHOM = [
    ("I want to die", 0.0, SELF, "not clear: as the phrases read it"),
    ("I want to die", 1.0, SELF, "not clear enough"),
    ("I want to die", 5.0, OTHER, "clear"),
    ("my friend wants to die", -5.0, SELF, "clear, the other way round"),
    ("my friend wants to die", -1.0, OTHER, "not clear enough"),
    ("hello", 5.0, set(), "nobody is in danger"),
]


@pytest.mark.hazard("HAZ-013")
@pytest.mark.parametrize(("text", "odds", "subjects", "why"), WHOM, ids=[f"{row[0]} {row[3]}" for row in WHOM])
def test_where_it_is_clear_whom_it_is_about_the_signals_are_about_them(text, odds, subjects, why):
    assert about(text, lambda _: odds) == subjects, why


@pytest.mark.hazard("HAZ-013", "HAZ-023")
def test_a_reader_of_whom_that_breaks_changes_nothing(caplog):
    def broken(text):
        raise ZeroDivisionError(text)

    assert about("my friend wants to die", broken) == OTHER
    assert "ZeroDivisionError" in caplog.text
    assert "friend" not in caplog.text


class BlindPhrases:
    """Phrases that find nothing."""

    def __call__(self, text):
        return Assessment()

    read = staticmethod(lambda text: Reading(Assessment()))


PROBES = [
    (load_phrases(), Second(Assessment(Support.URGENT)), None, "both see it"),
    (load_phrases(), Second(Assessment()), "second opinion does not see", "the second is blind"),
    (load_phrases(), Second(Assessment(Support.OFFER)), "second opinion does not see", "the second sees too little"),
    (load_phrases(), Second(ValueError()), "ValueError", "the second is broken"),
    (BlindPhrases(), Second(Assessment(Support.URGENT)), "phrases do not see", "the phrases are blind"),
]


@pytest.mark.hazard("HAZ-023")
@pytest.mark.parametrize(("phrases", "second", "wrong", "why"), PROBES, ids=[row[3] for row in PROBES])
def test_a_probe_sees_whether_both_see_what_they_must(phrases, second, wrong, why):
    found = Screen(phrases, second, "test").probe()
    assert found is None if wrong is None else wrong in found, why


@pytest.mark.hazard("HAZ-023")
def test_a_probe_heals_too():
    healing = screen(Second(ValueError(), Assessment(Support.URGENT)))
    assert [healing.probe() is None for _ in range(2)] == [False, True]


@pytest.mark.hazard("HAZ-005", "HAZ-023")
@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec=None), max_size=300), st.sampled_from([Assessment(), ValueError(), KeyError("x")]))
def test_no_text_breaks_it(text, found):
    read = screen(Second(found))(text)
    assert not read.check_failed
    assert read.support >= (Support.OFFER if isinstance(found, Exception) else Support.NONE)


@pytest.mark.hazard("HAZ-005", "HAZ-023")
@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None), max_size=300))
def test_no_text_breaks_the_real_second_opinion(text):
    load_screen()(text)
    assert load_screen().fault is None


def test_the_second_opinion_is_what_is_loaded():
    assert isinstance(load_screen()._second, SecondOpinion)


UNSURE = "there is a rope in the shed"  # a phrase of a group that is not certain


@pytest.mark.hazard("HAZ-009", "HAZ-010")
def test_phrases_that_are_said_harmlessly_too_make_an_offer_and_with_a_second_that_leans_the_same_way_count_in_full():
    phrases = load_phrases()
    assert phrases.read(UNSURE).assessment.support is Support.OFFER
    assert phrases.read(UNSURE).at_most.support is Support.URGENT
    assert screen(Second(Assessment()))(UNSURE).support is Support.OFFER
    assert screen(Second(Assessment(veiled=True)))(UNSURE).support is Support.URGENT


@pytest.mark.hazard("HAZ-023")
@pytest.mark.parametrize("second", [None, Second(ValueError("broken"))])
def test_where_the_second_cannot_be_heard_such_phrases_count_in_full(second):
    assert screen(second)(UNSURE).support is Support.URGENT


@pytest.mark.hazard("HAZ-026")
def test_beside_a_certain_phrase_they_count_in_full_at_once():
    reading = load_phrases().read(f"i want to die and {UNSURE}")
    assert reading.seconded is None
    assert reading.assessment.support is Support.URGENT


def test_where_both_find_danger_a_theme_of_uncertain_phrases_alone_is_left_out():
    harm = Signal(Theme.HARM_TO_OTHERS, Subject.SELF, "said")
    found = screen(Second(Assessment(Support.URGENT, (harm,), veiled=True)))(UNSURE)
    assert {signal.theme for signal in found.signals} == {Theme.HARM_TO_OTHERS}


VEILED = "I can't go on"  # a phrase that makes an offer


@pytest.mark.hazard("HAZ-010")
def test_phrases_that_make_no_more_than_an_offer_are_not_heeded_where_the_second_is_calm():
    calm = Second(Assessment(calm=True))
    assert screen(calm)(VEILED).support is Support.NONE
    assert screen(calm)(UNSURE).support is Support.NONE
    assert screen(Second(Assessment()))(VEILED).support is Support.OFFER


@pytest.mark.hazard("HAZ-001")
def test_a_certain_phrase_stands_however_calm_the_second_is():
    assert screen(Second(Assessment(calm=True)))("I want to kill myself").support is Support.URGENT


def test_where_the_second_is_calm_an_age_that_was_told_is_still_heard():
    found = screen(Second(Assessment(calm=True)))("I'm 14 and I can't go on")
    assert Variant.UNDER_18 in found.variants
