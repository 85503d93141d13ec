"""After the start: what was loaded stays, so that nobody's turn waits while Python looks through all of it."""

from __future__ import annotations

import ctypes
import gc
import sys


def settle(*_: object) -> None:
    """Keep the million objects of the start out of garbage collection, and give freed memory back.

    A full collection over them takes a tenth of a second, in the middle of somebody's turn.
    """
    gc.collect()
    gc.freeze()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
