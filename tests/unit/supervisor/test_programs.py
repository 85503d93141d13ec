"""Before anything starts: is every address free, and if not, what mends it."""

import socket

import pytest

from bot.supervisor.programs import Program, find_trouble


def at(address):
    return Program("web", ("true",), address, "FIRSTPORT_PORT")


def test_a_free_port_is_no_trouble():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert find_trouble(at(f"http://127.0.0.1:{port}")) is None


def test_a_taken_port_is_named_with_the_setting_that_mends_it():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        trouble = find_trouble(at(f"http://127.0.0.1:{port}"))
    assert trouble == f"Port {port} (web) is taken by another program: end it, or set FIRSTPORT_PORT to a free one."


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://192.0.2.1:8080", "an address for documentation: no machine has it"),
        ("http://nowhere.invalid:8080", "a name that never resolves"),
    ],
)
def test_an_address_of_another_machine_is_no_place_to_listen(address, why):
    assert "no address of this machine: set FIRSTPORT_PORT" in find_trouble(at(address)), why
