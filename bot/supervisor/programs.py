"""What the supervisor is told of a program, and whether its address is free."""

from __future__ import annotations

import errno
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Program:
    """One process to keep: its command line, its address (``http://host:port``) and the paths that answer 200.

    ``ready`` answers once it can do its work, ``alive`` as long as it is not stuck. ``environment`` is the whole
    environment of the process; ``None`` hands on our own. ``setting`` names what moves it to another port.
    """

    name: str
    command: tuple[str, ...]
    address: str
    setting: str
    ready: str = "/"
    alive: str = "/"
    environment: Mapping[str, str] | None = None


def find_trouble(program: Program) -> str | None:
    """Why ``program`` cannot listen at its address, with the mend, in one sentence; ``None`` when it can."""
    parts = urlsplit(program.address)
    host, port = parts.hostname or "", parts.port or 80
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except socket.gaierror:
        return f"{host} is no address of this machine: set {program.setting} to one that is."
    except PermissionError:
        return f"Port {port} needs more rights than we have: set {program.setting} to one above 1023."
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            return f"{host} is no address of this machine: set {program.setting} to one that is."
        return (
            f"Port {port} ({program.name}) is taken by another program: end it, or set {program.setting} to a free one."
        )
    return None
