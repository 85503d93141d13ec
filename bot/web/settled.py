"""After the start: what was loaded stays, so that nobody's turn waits while Python looks through all of it."""

from __future__ import annotations

import gc


def settle() -> None:
    """Keep what the start made out of garbage collection: going through it holds every thread for some 50 ms."""
    gc.collect()
    gc.freeze()
