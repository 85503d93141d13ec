"""What was said before counts. The phrases alone read here; the second opinion is asked in tests/safety."""

import pytest

from bot.safety.context import Earlier, assess_turns, in_context
from bot.safety.phrases import load_phrases
from bot.safety.screen import Screen
from bot.words import Assessment, Support

NOTHING = Assessment()


@pytest.fixture(scope="module")
def screen() -> Screen:
    """Reads with the phrases, and beside them hears "heavy" as veiled."""

    def second(text, places):
        return Assessment(veiled="heavy" in text)

    return Screen(load_phrases(), second, "test")


def read(screen: Screen, text: str, *earlier: Earlier) -> Support:
    return in_context(screen, text, screen(text), earlier).support


@pytest.mark.hazard("HAZ-006")
@pytest.mark.parametrize(
    ("asked", "said", "support", "why"),
    [
        ("Are you safe right now?", "no", Support.URGENT, "not safe"),
        ("Are you safe right now?", "yes", Support.OFFER, "safe: the lines stay in sight"),
        ("Are you safe right now?", "not really", Support.URGENT, "not safe, softly"),
        ("Are you safe right now?", "idk", Support.URGENT, "nobody who does not know is taken for safe"),
        ("Are you safe right now?", "i dont feel safe at all", Support.URGENT, "said in full"),
        ("Are you in a safe place?", "yeah im at my mums", Support.OFFER, "safe, with more words"),
        ("Are you thinking about ending your life?", "yes", Support.URGENT, "a disclosure in one word"),
        ("Are you thinking of suicide?", "sometimes", Support.URGENT, "a disclosure in one word"),
        ("Have you had thoughts of killing yourself?", "i have", Support.URGENT, "a disclosure in two words"),
        ("Are you thinking of suicide?", "no im not", Support.OFFER, "denied: the lines stay in sight"),
        ("Is someone hurting you?", "yes", Support.URGENT, "a disclosure of abuse"),
        ("Would you like a postcode search?", "yes", Support.NONE, "an ordinary question"),
        ("Are you 18 or over?", "no", Support.NONE, "an ordinary question"),
        (
            "Are you safe right now?",
            "where is the nearest library? I need to print a form, so no rush",
            Support.NONE,
            "new",
        ),
    ],
)
def test_an_answer_is_read_with_its_question(screen, asked, said, support, why):
    assert read(screen, said, Earlier(asked, ours=True)) is support, why


@pytest.mark.hazard("HAZ-006")
def test_a_message_cut_in_two_is_read_whole(screen):
    assert screen("myself").support is Support.NONE
    assert read(screen, "myself", Earlier("i am going to kill")) is Support.URGENT


@pytest.mark.hazard("HAZ-006")
def test_three_pieces_are_read_together(screen):
    assert read(screen, "myself", Earlier("i am going"), Earlier("to kill")) is Support.URGENT


@pytest.mark.hazard("HAZ-006")
@pytest.mark.parametrize(("since", "support"), [(0, Support.OFFER), (2, Support.OFFER), (3, Support.NONE)])
def test_after_a_crisis_the_lines_stay_in_sight_for_three_messages(screen, since, support):
    said = Earlier("i want to kill myself", support=Support.URGENT)
    others = [Earlier("ok", near=False), Earlier("What else?", ours=True)] * since
    assert read(screen, "thank you", said, Earlier("Please call.", ours=True), *others) is support


def test_what_was_said_long_ago_is_no_neighbour(screen):
    assert read(screen, "myself", Earlier("i am going to kill", near=False)) is Support.NONE


@pytest.mark.hazard("HAZ-006")
@pytest.mark.parametrize(
    ("before", "support"),
    [(0, Support.NONE), (1, Support.NONE), (2, Support.OFFER), (3, Support.OFFER), (4, Support.URGENT)],
)
def test_veiled_messages_add_up(screen, before, support):
    earlier = [Earlier("it is heavy", veiled=True, near=False)] * before
    assert read(screen, "so heavy", *earlier) is support


@pytest.mark.hazard("HAZ-006")
def test_three_offers_are_urgent(screen):
    earlier = [Earlier("it is heavy", support=Support.OFFER, veiled=True, near=False)] * 2
    found = Assessment(Support.OFFER, veiled=True)
    assert in_context(screen, "so heavy", found, earlier).support is Support.URGENT


def test_after_a_crisis_reply_it_is_counted_anew(screen):
    veiled = [Earlier("it is heavy", veiled=True, near=False)] * 4
    crisis = Earlier("i want to die", support=Support.URGENT, near=False)
    calm = [Earlier("ok", near=False)] * 3
    assert read(screen, "so heavy", *veiled, crisis, *calm) is Support.NONE
    assert read(screen, "so heavy", *veiled, *calm) is Support.URGENT


@pytest.mark.hazard("HAZ-006")
def test_it_never_takes_away(screen):
    urgent = screen("i want to die")
    assert in_context(screen, "i want to die", urgent, [Earlier("Are you safe?", ours=True)]) == urgent


def test_a_conversation_is_as_grave_as_its_gravest_turn(screen):
    turns = [(False, "hi"), (True, "Are you safe right now?"), (False, "no"), (False, "thanks")]
    assert assess_turns(screen, turns).support is Support.URGENT
    assert assess_turns(screen, []) == NOTHING
