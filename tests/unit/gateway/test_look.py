"""Looking at a message: what waits for what, and what stands when a reader, or the database, does not answer."""

import asyncio
import logging
import threading
import time
from datetime import UTC, datetime

import pytest

from bot.conversation.buttons import Buttons
from bot.conversation.transcript import Entry, Transcript
from bot.database import make_engine
from bot.gateway.incoming import Keeper
from bot.gateway.look import INSTANT_LENGTH, TOLD_LENGTH, Look
from bot.gateway.pathways import NOTHING_TOLD
from bot.keys import KeyRing
from bot.safety import Earlier
from bot.safety.phrases import Reading, load_phrases
from bot.safety.screen import Screen
from bot.words import Assessment, IncomingMessage, Support, Variant

NOW = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
DISCLOSURE = "I want to kill myself"


class FakeKeeper:
    """Has earlier messages, and knows whether it was asked for them."""

    def __init__(self, *earlier: Earlier) -> None:
        self.said = earlier
        self.asked = 0

    async def earlier(self, message):
        self.asked += 1
        return self.said


class SlowSecond:
    """A second reader that waits until it is let go; it remembers on which threads it read."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.threads: list[str] = []
        self.found = Assessment()

    def __call__(self, text, places):
        self.threads.append(threading.current_thread().name)
        self.go.wait(5)
        return self.found


def message(text: str | None, button: str | None = None) -> IncomingMessage:
    return IncomingMessage("conversation", "web", NOW, text=text, button=button)


@pytest.fixture
def second():
    made = SlowSecond()
    made.go.set()
    yield made
    made.go.set()


@pytest.fixture
def keeper():
    return FakeKeeper()


@pytest.fixture
def make_look(keeper, second):
    made = []

    def make(screen=None, budget_s=2.0, kept=keeper) -> Look:
        made.append(Look(screen or Screen(load_phrases(), second, "test"), kept, budget_s))
        return made[-1]

    yield make
    for look in made:
        look.close()


@pytest.mark.hazard("HAZ-026")
@pytest.mark.parametrize("text", [DISCLOSURE, "I've taken an overdose"])
async def test_urgent_words_wait_for_nobody(make_look, keeper, second, text):
    second.go.clear()
    look = make_look()
    async with asyncio.timeout(0.25):
        found = [await look.at(message(text)), await look.at_text(text)]
    assert all(each.support >= Support.URGENT for each in found)
    assert (keeper.asked, second.threads) == (0, [])


async def test_a_pressed_button_says_nothing(make_look, keeper, second):
    assert await make_look().at(message(None, button="id")) == Assessment()
    assert (keeper.asked, second.threads) == (0, [])


@pytest.mark.hazard("HAZ-026")
async def test_the_second_opinion_reads_beside_the_event_loop(make_look, second):
    await make_look().at(message("hello"))
    assert second.threads[0].startswith("screen")


@pytest.mark.hazard("HAZ-023", "HAZ-026")
@pytest.mark.parametrize(("text", "why"), [("hello", "nothing found"), ("I can't go on", "the phrases found an offer")])
async def test_a_slow_second_opinion_leaves_the_phrases_with_a_gentle_line(make_look, second, caplog, text, why):
    second.go.clear()
    look = make_look(budget_s=0.05)
    begun = time.monotonic()
    for read in (look.at(message(text)), look.at_text(text)):
        assert (await read).support is Support.OFFER, why
    assert time.monotonic() - begun < 2
    assert "TimeoutError" in caplog.text
    assert text not in caplog.text


@pytest.mark.hazard("HAZ-026")
async def test_urgent_words_are_found_while_all_workers_are_busy(make_look, second):
    second.go.clear()
    look = make_look(budget_s=0.05)
    await asyncio.gather(*(look.at(message("hello")) for _ in range(8)))
    async with asyncio.timeout(0.25):
        assert (await look.at(message(DISCLOSURE))).support is Support.URGENT


async def test_after_a_slow_one_the_next_is_heard(make_look, second):
    second.go.clear()
    second.found = Assessment(Support.URGENT)
    look = make_look(budget_s=0.05)
    assert (await look.at(message("hello"))).support is Support.OFFER
    second.go.set()
    await asyncio.sleep(0.05)
    assert (await make_look().at(message("hello"))).support is Support.URGENT


class BrokenScreen:
    """Breaks at once, or where it considers."""

    def __init__(self, breaks_at_once: bool) -> None:
        self.breaks_at_once = breaks_at_once

    def at_once(self, text):
        if self.breaks_at_once:
            raise ZeroDivisionError(text)
        return Reading(Assessment())

    def considered(self, text, reading):
        raise ZeroDivisionError(text)


@pytest.mark.hazard("HAZ-023")
@pytest.mark.parametrize("text", ["unmistakable", "unmistakable " * INSTANT_LENGTH])
async def test_phrases_that_break_count_as_a_signal(make_look, caplog, text):
    caplog.set_level(logging.DEBUG)
    look = make_look(BrokenScreen(breaks_at_once=True))
    for found in (await look.at(message(text)), await look.at_text(text)):
        assert (found.support, found.check_failed) == (Support.URGENT, True)
    assert "ZeroDivisionError" in caplog.text
    assert "unmistakable" not in caplog.text


@pytest.mark.hazard("HAZ-023")
async def test_a_second_opinion_that_breaks_leaves_the_phrases_with_a_gentle_line(make_look, caplog):
    found = await make_look(BrokenScreen(breaks_at_once=False)).at(message("unmistakable"))
    assert (found.support, found.check_failed) == (Support.OFFER, False)
    assert "unmistakable" not in caplog.text


@pytest.mark.hazard("HAZ-021")
async def test_with_the_database_gone_a_message_is_read_without_what_was_said_before(make_look, second, tmp_path):
    second.found = Assessment(Support.URGENT)
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}")
    keys = KeyRing([bytes(32)])
    lost = Keeper(engine, Transcript(keys), Buttons(keys, []), 0.4)
    assert await lost.earlier(message("hello")) == ()
    assert (await make_look(kept=lost).at(message("hello"))).support is Support.URGENT
    await engine.dispose()


@pytest.mark.hazard("HAZ-006")
async def test_a_message_is_read_after_what_was_said_before(make_look):
    look = make_look(kept=FakeKeeper(Earlier("i am going to kill")))
    assert (await look.at(message("myself"))).support is Support.URGENT
    assert (await look.at_text("myself")).support is Support.NONE, "a text that stands alone has nothing before it"


@pytest.mark.hazard("HAZ-007", "HAZ-026")
async def test_only_long_texts_are_read_by_the_phrases_in_a_worker(make_look):
    threads = []

    class Watching(Screen):
        def at_once(self, text):
            threads.append(threading.current_thread())
            return super().at_once(text)

    look = make_look(Watching(load_phrases(), lambda text, places: Assessment(), "test"))
    await look.at_text("a" * INSTANT_LENGTH)
    assert (await look.at_text("we had tea. " * 1000 + DISCLOSURE)).support is Support.URGENT
    assert [thread is threading.main_thread() for thread in threads] == [True, False]


def told(*said: tuple[str, str]) -> list[Entry]:
    """Earlier messages, newest first: text, and what their reply carried."""
    return [
        Entry(9 - place, NOW, "person", {"text": text}, [], support, None) for place, (text, support) in enumerate(said)
    ]


V = Variant
TOLD = [
    ([], set(), set(), "nothing was said"),
    ([("hello", "none")], set(), set(), "nothing of the kind was said"),
    ([("ok", "none"), ("I'm 14", "none")], {V.UNDER_18}, set(), "an age, two messages ago"),
    ([("my son is 14", "none")], {V.SOMEONE_UNDER_18}, set(), "a child's age"),
    ([("I'm 82", "none")], {V.OLDER}, set(), "old"),
    ([("my baby is 3 weeks old", "offer")], {V.AFTER_BIRTH}, set(), "a birth"),
    ([("I'm trans. I was in the army", "none")], {V.LGBTQ, V.VETERAN}, set(), "two in one message"),
    ([("I live in Glasgow", "none"), ("I live in Cardiff", "none")], {V.SCOTLAND}, set(), "the newest place"),
    ([("I live in Spain", "none")], set(), set(), "abroad is of the message that says so"),
    ([("I've taken an overdose", "emergency")], set(), set(), "what was taken is of the message that says so"),
    ([("I was raped", "urgent")], set(), set(), "not repeated unasked"),
    ([("i want to die", "urgent"), ("I'm trans", "none")], {V.LGBTQ}, {V.LGBTQ}, "a crisis reply came after it"),
    ([("I'm trans", "none"), ("i want to die", "urgent")], {V.LGBTQ}, set(), "no crisis reply came after it yet"),
    ([("I'm trans, I want to die", "urgent")], {V.LGBTQ}, {V.LGBTQ}, "its own reply was a crisis reply"),
]


@pytest.mark.hazard("HAZ-014", "HAZ-017", "HAZ-037")
@pytest.mark.parametrize(("said", "variants", "answered", "why"), TOLD, ids=[row[3] for row in TOLD])
async def test_what_a_person_told_of_themselves_is_remembered(make_look, said, variants, answered, why):
    found = make_look().told(told(*said))
    assert (found.variants, found.answered) == (variants, answered), why


async def test_a_message_without_text_tells_nothing(make_look):
    pressed = Entry(1, NOW, "person", {"pressed": "I'm 14"}, [], None, None)
    assert make_look().told([pressed]) == NOTHING_TOLD


@pytest.mark.hazard("HAZ-026")
async def test_of_very_long_messages_only_so_much_is_read_again(make_look):
    look = make_look()
    long = ("we had tea. " * TOLD_LENGTH, "none")
    assert look.told(told(("I'm 14", "none"), long)).variants == {V.UNDER_18}
    assert look.told(told(long, ("I'm 14", "none"))) == NOTHING_TOLD


@pytest.mark.hazard("HAZ-023")
async def test_phrases_that_break_on_it_never_keep_a_crisis_reply_back(make_look, caplog):
    assert make_look(BrokenScreen(breaks_at_once=True)).told(told(("unmistakable", "none"))) == NOTHING_TOLD
    assert "unmistakable" not in caplog.text
