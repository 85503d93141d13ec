"""Rows are read one by one; a bad one is named by where it stands, and nothing of it is repeated."""

import json

import pytest

from bot.evaluation import RowError, Turn, list_files, read_rows
from bot.evaluation.rows import parse
from bot.words import Support


def _read(path):
    refused = {}
    rows = list(read_rows([path], lambda where, error: refused.update({where: str(error)})))
    return rows, refused


def test_a_row_is_read_with_all_its_labels(tmp_path):
    labels = {"support": "urgent", "themes": ["abuse"], "subject": "someone_else", "style": "nan", "tags": ["typo"]}
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": 7, "text": "hello", **labels, "more": 1}))
    (row,), refused = _read(tmp_path / "a.jsonl")
    assert refused == {}
    assert (row.where, row.id, row.turns, row.support) == ("a.jsonl:1", "7", (Turn("hello"),), Support.URGENT)
    assert (row.themes, row.subject, row.style, row.tags) == ({"abuse"}, "someone_else", "nan", {"typo"})


def test_labels_may_be_left_out():
    row = parse(b'{"text": "hello", "support": "none", "themes": null}', "a:1")
    assert (row.id, row.themes, row.subject, row.style, row.tags) == (None, frozenset(), None, None, frozenset())


def test_turns_keep_who_said_them():
    turns = ["hi", {"role": "bot", "text": "are you safe?"}, {"role": "user", "text": "no"}, {"text": "sorry"}]
    row = parse(json.dumps({"turns": turns, "support": "urgent"}).encode(), "a:1")
    assert row.turns == (Turn("hi"), Turn("are you safe?", ours=True), Turn("no"), Turn("sorry"))


@pytest.mark.parametrize(
    "row",
    [
        b"not json secret",
        b'["secret"]',
        b'{"text": "secret"}',
        b'{"text": "secret", "support": "high"}',
        b'{"text": "secret", "support": []}',
        b'{"support": "none"}',
        b'{"text": "secret", "turns": ["secret"], "support": "none"}',
        b'{"text": 5, "support": "none"}',
        b'{"turns": "secret", "support": "none"}',
        b'{"turns": [], "support": "none"}',
        b'{"turns": [{"role": "bot", "text": "secret"}], "support": "none"}',
        b'{"turns": [{"role": "user"}], "support": "none"}',
        b'{"text": "secret", "support": "none", "tags": "secret"}',
        b'{"text": "secret", "support": "none", "tags": [5]}',
        b'{"text": "secret", "support": "none", "themes": ["secret"]}',
        b'{"text": "secret", "support": "none", "subject": "secret"}',
        b'{"text": "secret", "support": "none", "subject": []}',
        b"\xff\xfe secret",
        b"[" * 100_000,
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(row, tmp_path):
    good = b'{"text": "hello", "support": "none"}'
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([good, row, b"", good]))
    rows, refused = _read(tmp_path / "a.jsonl")
    assert [row.where for row in rows] == ["a.jsonl:1", "a.jsonl:4"]
    assert list(refused) == ["a.jsonl:2"]
    assert "secret" not in refused["a.jsonl:2"]
    with pytest.raises(RowError):
        parse(row, "a:1")


def test_a_folder_is_all_its_rows_and_a_file_is_itself(tmp_path):
    for name in ("b.jsonl", "a.jsonl", "README.md"):
        (tmp_path / name).write_text("")
    assert [file.name for file in list_files([tmp_path, tmp_path / "README.md"])] == ["a.jsonl", "b.jsonl", "README.md"]


@pytest.mark.parametrize("name", ["", "nothing.jsonl"])
def test_no_rows_at_all_is_said(name, tmp_path):
    with pytest.raises(FileNotFoundError):
        list_files([tmp_path / name])
