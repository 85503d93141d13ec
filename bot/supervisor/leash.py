"""Run by its path, before the program: has the kernel end this process when its parent ends, then becomes the program.

``python leash.py PARENT_PID PROGRAM ARGUMENT...``. So that nothing stays behind even when the supervisor is killed
outright and can end nobody itself. Between fork and exec is no safe place for this in a process with threads.
Linux only; elsewhere it just becomes the program.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main(parent: int, command: list[str]) -> None:
    """Tie this process to ``parent`` and become ``command``."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before we were tied to it
            sys.exit(1)
    os.execv(command[0], command)  # noqa: S606  # no shell is wanted between us and the program


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
