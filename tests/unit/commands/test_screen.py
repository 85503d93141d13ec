"""``python -m bot screen``: rows in, answers out, in order."""

import io
import json

import pytest

from bot.commands.screen import screen_rows
from bot.safety import load_screen


def _run(*rows: bytes) -> tuple[int, list[dict], str]:
    out, complaints = io.StringIO(), io.StringIO()
    code = screen_rows(load_screen(), io.BytesIO(b"\n".join(rows) + b"\n"), out, complaints)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], complaints.getvalue()


def test_rows_are_answered_in_order():
    code, answers, complaints = _run(b'{"id": 1, "text": "I want to end it all"}', b'{"id": "b", "text": "hello"}')
    assert (code, complaints) == (0, "")
    assert answers == [
        {
            "id": 1,
            "support": "urgent",
            "signals": [{"theme": "suicide", "subject": "self", "quote": "I want to end it all"}],
        },
        {"id": "b", "support": "none", "signals": []},
    ]


def test_a_conversation_is_answered_as_one_and_only_the_person_is_read():
    turns = ["hi", {"role": "bot", "text": "my son is suicidal"}, {"role": "user", "text": "I can't go on"}]
    _, (answer,), _ = _run(json.dumps({"id": 1, "turns": turns}).encode())
    assert answer["support"] == "offer"
    assert [signal["subject"] for signal in answer["signals"]] == ["self"]


def _turn(role: str, text: str) -> dict[str, str]:
    return {"role": role, "text": text}


SAFE, ENDING = "Are you safe right now?", "Are you thinking about ending your life?"
CONVERSATIONS = [
    ([_turn("assistant", SAFE), "no"], "urgent", "not safe"),
    ([_turn("bot", SAFE), _turn("user", "not really")], "urgent", "not safe, softly"),
    ([_turn("Clinician", SAFE), "idk"], "urgent", "the role's case does not count"),
    ([_turn("agent", ENDING), "yes"], "urgent", "a disclosure in one word"),
    ([_turn("system", ENDING), _turn("patient", "yes"), "ok"], "urgent", "as grave as its gravest turn"),
    ([_turn("person", SAFE), "no"], "none", "the person's own question"),
    ([SAFE, "no"], "none", "a turn without a role is the person's"),
    ([_turn("bot", SAFE), _turn("bot", "Would you like tea?"), "no"], "none", "it answers the newest question"),
    (["i am going to kill", "myself"], "urgent", "cut in two"),
    ([_turn("user", "i am going"), _turn("user", "to kill"), _turn("user", "myself")], "urgent", "cut in three"),
    (["i am going to kill", _turn("bot", "Go on."), "myself"], "urgent", "cut in two, and we spoke between"),
    ([_turn("bot", "I want to kill myself")], "none", "ours alone"),
    ([], "none", "nobody spoke"),
    (["hello", "what time do you open"], "none", "an ordinary conversation"),
]


@pytest.mark.hazard("HAZ-006")
@pytest.mark.parametrize(("turns", "support", "why"), CONVERSATIONS, ids=[row[2] for row in CONVERSATIONS])
def test_a_turn_is_read_after_what_was_said_before_it(turns, support, why):
    code, (answer,), _ = _run(json.dumps({"id": 1, "turns": turns}).encode())
    assert (code, answer["support"]) == (0, support), why


def test_what_we_said_is_no_half_of_what_they_said():
    _, (answer,), _ = _run(json.dumps({"id": 1, "turns": [_turn("bot", "i am going to kill"), "myself"]}).encode())
    assert answer["support"] in ("none", "offer")


@pytest.mark.parametrize(
    "row",
    [
        b"not json secret",
        b'{"id": 1, "text": "secret" ',
        b'["secret"]',
        b'{"text": "secret"}',
        b'{"id": 1}',
        b'{"id": 1, "text": "secret", "turns": []}',
        b'{"id": 1, "text": 5}',
        b'{"id": 1, "turns": "secret"}',
        b'{"id": 1, "turns": [{"words": "secret"}]}',
        b"\xff\xfe secret",
        b"[" * 100_000,
    ],
)
def test_a_bad_row_is_named_by_its_line_alone_and_the_rest_goes_on(row):
    code, answers, complaints = _run(b'{"id": 1, "text": "hello"}', row, b'{"id": 3, "text": "hello"}')
    assert code == 1
    assert [answer["id"] for answer in answers] == [1, 3]
    assert complaints.startswith("line 2: ")
    assert "secret" not in complaints


def test_half_a_character_is_no_trouble():
    code, (answer,), _ = _run(b'{"id": "\\ud800", "text": "\\ud83d kill myself"}')
    assert (code, answer["support"]) == (0, "urgent")


def test_an_empty_line_is_no_row():
    assert _run(b"", b'{"id": 1, "text": "hello"}', b"  ")[0] == 0
