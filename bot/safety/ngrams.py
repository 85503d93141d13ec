"""Runs of letters and of words, hashed into a row of places: what a text is written like, beside what it means.

Slips and slang that the encoder has never met share most of their runs of letters with what it has.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PLACES = 1 << 18
_LETTERS = range(2, 6)
_WORDS = range(1, 4)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def hashed(text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The places of a text's runs, in order and each once, and how much each counts: two rows of length 1, halved.

    Runs of 2 to 5 letters inside a word (with its edges), and of 1 to 3 words; case and punctuation do not count.
    """
    import numpy as np

    words = _WORD.findall(text.lower().replace("’", "'"))
    places: list[NDArray[np.int64]] = []
    weights: list[NDArray[np.float32]] = []
    for runs in (_letters(words), _words(words)):
        hashes = np.fromiter((zlib.crc32(run.encode("utf-8", "replace")) for run in runs), dtype=np.int64)
        found, counts = np.unique(hashes % PLACES, return_counts=True)
        places.append(found)
        weights.append((counts / max(1.0, float(np.linalg.norm(counts)))).astype(np.float32))
    return np.concatenate(places), np.concatenate(weights)


def _letters(words: list[str]) -> Iterator[str]:
    for word in words:
        edged = f" {word} "
        for length in _LETTERS:
            if len(edged) <= length:
                yield edged
                break
            for start in range(len(edged) - length + 1):
                yield edged[start : start + length]


def _words(words: list[str]) -> Iterator[str]:
    for length in _WORDS:
        for start in range(len(words) - length + 1):
            yield "_".join(words[start : start + length])
