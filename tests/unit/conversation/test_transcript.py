import pytest
from sqlalchemy import select

from bot.conversation.buttons import Buttons
from bot.conversation.outbox import Outbox
from bot.conversation.tables import buttons, conversations, messages, outbox
from bot.conversation.transcript import ConversationErasedError, Transcript
from bot.words import Assessment, Button, Signal, Subject, Support, Theme
from tests.application import KEYS, NOW

FOUND = Assessment(Support.URGENT, (Signal(Theme.SUICIDE, Subject.SELF, "quoted words"),))


@pytest.fixture
async def connection(engine):
    async with engine.begin() as connection:
        await Transcript(KEYS).open(connection, "a", "web", NOW)
        yield connection


async def test_what_was_said_is_read_back_in_order(connection):
    transcript = Transcript(KEYS)
    await transcript.add_incoming(connection, "a", NOW, {"text": "words"}, FOUND)
    row = {"at": NOW, "body": {"text": "reply"}, "support": "urgent", "topic": "crisis", "versions": {}}
    await transcript.add_outgoing(connection, "a", "bot", [row, row])

    entries = await transcript.read(connection, "a")

    assert [(entry.author, entry.body["text"]) for entry in entries] == [
        ("person", "words"),
        ("bot", "reply"),
        ("bot", "reply"),
    ]
    assert entries[0].signals == [{"theme": "suicide", "subject": "self", "quote": "quoted words"}]


@pytest.mark.hazard("HAZ-034")
async def test_no_word_of_it_lies_readable_in_the_tables(connection):
    await Transcript(KEYS).add_incoming(connection, "a", NOW, {"text": "very private"}, FOUND)
    await Outbox(KEYS).put(connection, "a", "web", NOW, [{"text": "very private"}], pulled=True)
    await Buttons(KEYS).issue(connection, "a", [Button("very private", "/private")])
    for table in (messages, outbox, buttons):
        for row in await connection.execute(select(table)):
            assert "private" not in str(row)
            assert "quoted" not in str(row)


async def test_an_erased_conversation_has_no_words_and_takes_none(connection):
    transcript = Transcript(KEYS)
    await transcript.add_incoming(connection, "a", NOW, {"text": "words"}, FOUND)
    await Outbox(KEYS).put(connection, "a", "web", NOW, [{"text": "x"}], pulled=True)
    await Buttons(KEYS).issue(connection, "a", [Button("t", "/p")])

    await transcript.erase(connection, "a", NOW)

    for table in (messages, outbox, buttons):
        assert (await connection.execute(select(table))).first() is None
    assert (await connection.execute(select(conversations.c.id))).scalars().all() == ["a"]
    with pytest.raises(ConversationErasedError):
        await transcript.check(connection, "a", "web", NOW)


@pytest.mark.hazard("HAZ-024")
async def test_a_conversation_that_began_while_the_database_was_gone_begins_here(connection):
    await Transcript(KEYS).check(connection, "b", "web", NOW)
    assert set((await connection.execute(select(conversations.c.id))).scalars()) == {"a", "b"}


async def test_the_outbox_gives_what_came_after_an_id(connection):
    box = Outbox(KEYS)
    first = await box.put(connection, "a", "web", NOW, [{"n": 1}, {"n": 2}], pulled=True)
    second = await box.put(connection, "a", "web", NOW, [{"n": 3}], pulled=False)

    assert [row.body["n"] for row in first] == [1, 2]
    assert await box.after(connection, "a", first[0].id) == [first[1], *second]
    assert await box.newest(connection, "a") == second[0].id
    states = [row.state for row in await connection.execute(select(outbox.c.state).order_by(outbox.c.id))]
    assert states == ["sent", "sent", "waiting"]


async def test_a_button_belongs_to_its_conversation(connection):
    issued, button = Buttons(KEYS), Button("Find help", '/find{"place": "x"}')
    await Transcript(KEYS).open(connection, "b", "web", NOW)
    await issued.issue(connection, "a", [button, button])
    await issued.issue(connection, "a", [button])
    number = issued.id_of("a", button)

    assert await issued.pressed(connection, "a", number) == button
    assert await issued.pressed(connection, "b", number) is None
    assert number != issued.id_of("b", button)


async def test_a_standing_button_is_known_in_every_conversation_without_being_stored(connection):
    standing = Button("Somewhere to go", "/crisis_units")
    issued = Buttons(KEYS, [standing])
    await issued.issue(connection, "a", [standing])
    assert (await connection.execute(select(buttons))).first() is None
    assert await issued.pressed(connection, "a", issued.id_of("a", standing)) == standing
    assert await issued.pressed(connection, "a", issued.id_of("b", standing)) is None
