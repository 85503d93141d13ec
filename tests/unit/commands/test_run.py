"""``python -m bot run``: which three processes, where, and what is said when one of them cannot be."""

import argparse
import contextlib
import signal
import socket
import subprocess
import sys

import psutil
import pytest

from bot.commands.run import list_programs, run, start
from bot.settings import ROOT, Settings
from bot.supervisor import Program


def test_the_front_door_comes_first_so_that_it_is_ended_first():
    assert [program.name for program in list_programs(Settings(), ["rasa"])] == ["web", "actions", "engine"]


@pytest.mark.parametrize(
    ("host", "address", "why"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080", "the default"),
        ("0.0.0.0", "http://127.0.0.1:8080", "every network: asked on this machine"),
        ("::", "http://[::1]:8080", "the same in IPv6"),
        ("::1", "http://[::1]:8080", "an IPv6 address stands in brackets"),
    ],
)
def test_the_web_process_is_asked_where_it_listens(host, address, why):
    assert list_programs(Settings(host=host), ["rasa"])[0].address == address, why


def test_the_engine_gets_its_own_environment_beside_ours(monkeypatch):
    monkeypatch.setenv("SOME_PROXY", "kept")
    engine = list_programs(Settings(), ["rasa"])[-1]
    assert engine.environment["SOME_PROXY"] == "kept"
    assert engine.environment["RASA_TELEMETRY_ENABLED"] == "false"


def test_without_a_model_one_sentence_says_what_to_do_and_nothing_is_started(tmp_path, capsys):
    assert run(argparse.Namespace(), Settings(models_dir=tmp_path)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "First Port: there is no dialogue model: run `python -m bot train`\n"


def test_a_taken_port_is_one_clear_sentence_and_nothing_is_started(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = Settings(port=taken.getsockname()[1])
        assert start(list_programs(settings, ["rasa"]), settings) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"First Port: Port {settings.port} (web) is taken by another program: end it, or set")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_the_address_is_printed_once_all_are_ready_and_a_signal_ends_them_all(number):
    with running_pupils() as (process, port):
        said = [process.stdout.readline() for _ in range(3)]
        assert said[0] == "First Port: starting web, actions and engine\n"
        assert said[-1] == f"First Port: is ready. The chat page: http://127.0.0.1:{port}/  (Ctrl-C ends it)\n"
        (child,) = psutil.Process(process.pid).children()
        process.send_signal(number)
        rest, _ = process.communicate(timeout=8)
    assert rest == "First Port: ending all three\nFirst Port: ended\n"
    assert process.returncode == 0
    assert not child.is_running()


@contextlib.contextmanager
def running_pupils():
    """``start`` at work in a process of its own, with one small program in the place of the three."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    pupil = str(ROOT / "tests" / "unit" / "supervisor" / "pupil.py")
    program = Program("web", (sys.executable, pupil, str(port)), f"http://127.0.0.1:{port}", "FIRSTPORT_PORT")
    code = (
        "import sys; from bot.commands.run import start; from bot.settings import Settings; "
        f"from bot.supervisor import Program; sys.exit(start([{program!r}], Settings(port={port})))"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process, port
        finally:
            process.kill()
