"""The heads: plain arrays that say what a window's 384 numbers, and how it is written, make likely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.safety.ngrams import hashed
from bot.words import Subject, Theme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ARRAYS = (
    "support_weights",  # (4, 384): none, offer, urgent, emergency
    "support_bias",  # (4,)
    "ngram_weights",  # (4, 262144), float16
    "ngram_bias",  # (4,)
    "theme_weights",  # (7, 384), in the order of Theme
    "theme_bias",  # (7,)
    "subject_weights",  # (2, 384): self, someone else
    "subject_bias",  # (2,)
    "whom_weights",  # (262144,), float16: for someone else
    "whom_bias",  # ()
)

_WRITTEN_COUNTS = 0.6
"""How much runs of letters count beside the meaning; chosen on the voices that choose (decision 0007)."""


class Heads:
    """Linear heads; reading one window takes some tenths of a millisecond."""

    def __init__(self, arrays: Mapping[str, NDArray[np.float32]]) -> None:
        """Raises ``KeyError`` for an array that is missing."""
        self._arrays = {name: arrays[name] for name in ARRAYS}

    def support(self, vector: NDArray[np.float32], text: str) -> NDArray[np.float32]:
        """Shares of ``none, offer, urgent, emergency``, adding up to 1: the two heads' evidence, multiplied."""
        import numpy as np

        places, weights = hashed(text)
        meant = _shares(self._linear("support", vector))
        written = _shares(self._arrays["ngram_weights"][:, places] @ weights + self._arrays["ngram_bias"])
        return _shares(np.log(meant) + np.float32(_WRITTEN_COUNTS) * np.log(written))

    def themes(self, vector: NDArray[np.float32]) -> tuple[Theme, ...]:
        """The themes that are more likely than not, the likeliest first; always one."""
        ranked = sorted(zip(self._linear("theme", vector).tolist(), Theme, strict=True), key=lambda pair: -pair[0])
        return tuple(theme for place, (score, theme) in enumerate(ranked) if place == 0 or score > 0)

    def subject(self, vector: NDArray[np.float32], text: str) -> Subject:
        """Whom a window is about: what it means and how it is written, added up."""
        scores = self._linear("subject", vector)
        return Subject.SOMEONE_ELSE if scores[1] - scores[0] + self.whom(text) > 0 else Subject.SELF

    def whom(self, text: str) -> float:
        """How much the way it is written speaks for someone else: log odds, below 0 for the writer."""
        places, weights = hashed(text)
        return float(self._arrays["whom_weights"][places] @ weights + self._arrays["whom_bias"])

    def _linear(self, head: str, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        scores: NDArray[np.float32] = self._arrays[f"{head}_weights"] @ vector + self._arrays[f"{head}_bias"]
        return scores


def _shares(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    grown = np.exp(scores - scores.max())
    shares: NDArray[np.float32] = np.clip(grown / grown.sum(), 1e-7, 1.0)
    return shares
