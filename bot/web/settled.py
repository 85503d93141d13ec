"""After the start: nobody's turn waits while Python looks through all that was loaded, or while a worker computes."""

from __future__ import annotations

import gc
import sys

_LONGEST_S = 0.001


def settle() -> None:
    """Keep what the start made out of garbage collection, and let the event loop take its turn within a millisecond.

    A full collection holds every thread for some 50 ms. At Python's own 5 ms, the loop comes twice as late beside a
    worker that reads 200 kB.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(_LONGEST_S)
