"""Loaded by the engine under test when it starts: writes down every address that Python asks for or connects to."""

import os
import sys

_FILE = os.environ.get("ENGINE_AUDIT_FILE")


def _write(line):
    with open(_FILE, "a") as out:  # noqa: PTH123  # before pathlib is loaded
        out.write(f"{line}\n")


def _note(event, arguments):
    if event == "socket.connect":
        _write(f"{event} {arguments[1]}")
    elif event == "socket.getaddrinfo":
        _write(f"{event} {arguments[0]}")


if _FILE:
    _write("started")
    sys.addaudithook(_note)
