"""A bar for whoever watches, and not one byte of it for a file or a pipe."""

import io
import pty

import pytest

from bot.commands._progress import note, watch, watch_lines


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(params=["a pipe", "a file"])
def lines(request, tmp_path):
    if request.param == "a pipe":
        yield io.BytesIO(b"one\ntwo\n")
        return
    (tmp_path / "rows").write_bytes(b"one\ntwo\n")
    with (tmp_path / "rows").open("rb") as file:
        yield file


@pytest.mark.parametrize("terminal", [io.StringIO(), Terminal()], ids=["file", "terminal"])
def test_what_is_watched_comes_through_whole_and_in_order(lines, terminal):
    assert list(watch_lines(lines, terminal)) == [b"one\n", b"two\n"]
    assert list(watch([3, 1, 2], terminal, "rows", 3)) == [3, 1, 2]


def test_a_terminal_that_does_not_know_its_size_sees_how_far_it_is(lines):
    terminal = Terminal()
    list(watch_lines(lines, terminal))
    list(watch([3, 1, 2], terminal, "rows", 3))
    assert "8.00/8.00" in terminal.getvalue() or "8.00B" in terminal.getvalue()
    assert "3/3" in terminal.getvalue()


def test_a_real_terminal_without_a_size_gets_a_bar():
    ours, theirs = pty.openpty()  # 0 by 0
    with open(ours, "rb", buffering=0) as shown, open(theirs, "w") as terminal:  # noqa: PTH123 -- not by path
        list(watch([3, 1, 2], terminal, "rows", 3))
        terminal.flush()
        assert b"0/3" in shown.read(4096)


def test_a_file_gets_the_notes_alone(lines):
    out = io.StringIO()
    for _ in watch_lines(lines, out):
        note("line 1: is no row", out)
    assert out.getvalue() == "line 1: is no row\n" * 2
