"""The second opinion: a small classifier on a sentence encoder that was fine-tuned on our examples. It only adds.

It reads a text in windows of a few sentences and goes by the gravest of them. What it is made of stands in
``weights/``: plain arrays and an ONNX graph, each with its SHA-256 in ``manifest.json``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.language.encoder import Encoder, EncoderError
from bot.safety.quoting import shortened
from bot.safety.windows import Window, chosen, windows
from bot.words import Assessment, Signal, Subject, Support, Theme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "weights"
ENCODER_FILES = ("model.onnx", "tokenizer.json")
HEADS = "heads.npz"
MANIFEST = "manifest.json"
_LONG = 3


@dataclass(frozen=True)
class Thresholds:
    """From which share of certainty on a window counts. ``long`` is asked of a text of more than three windows."""

    emergency: float
    urgent: float
    urgent_long: float
    offer: float
    offer_long: float
    veiled: float


class Heads:
    """Three linear heads on a vector of 384: support (4 classes), themes (7, each alone), subject (2)."""

    def __init__(self, arrays: dict[str, NDArray[np.float32]]) -> None:
        """Raises ``KeyError`` for an array that is missing."""
        self._support = arrays["support_weights"], arrays["support_bias"]
        self._themes = arrays["theme_weights"], arrays["theme_bias"]
        self._subject = arrays["subject_weights"], arrays["subject_bias"]

    def support(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shares of ``none, offer, urgent, emergency`` for each row, adding up to 1."""
        import numpy as np

        scores = vectors @ self._support[0].T + self._support[1]
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: NDArray[np.float32] = grown / grown.sum(axis=1, keepdims=True)
        return shares

    def themes(self, vector: NDArray[np.float32]) -> tuple[Theme, ...]:
        """The themes that are more likely than not, the likeliest first; always one."""
        scores = self._themes[0] @ vector + self._themes[1]
        ranked = sorted(zip(scores.tolist(), Theme, strict=True), key=lambda pair: -pair[0])
        return tuple(theme for place, (score, theme) in enumerate(ranked) if place == 0 or score > 0)

    def subject(self, vector: NDArray[np.float32]) -> Subject:
        """Whom it is about."""
        scores = self._subject[0] @ vector + self._subject[1]
        return Subject.SOMEONE_ELSE if scores[1] > scores[0] else Subject.SELF


class SecondOpinion:
    """Reads a text with the encoder; safe to call from several threads. It raises what the encoder raises."""

    def __init__(self, encoder: Encoder, heads: Heads, thresholds: Thresholds, version: str) -> None:
        self._encoder = encoder
        self._heads = heads
        self._thresholds = thresholds
        self.version = version

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> SecondOpinion:
        """Load what ``python -m bot train`` and the fine-tuning wrote, after checking what the files hold.

        Raises:
            EncoderError: a file is missing, is not the one that the manifest names, or cannot be read.
        """
        import numpy as np

        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            encoder = Encoder.load(folder, files={name: manifest["files"][name] for name in ENCODER_FILES})
            with np.load(folder / HEADS, allow_pickle=False) as arrays:
                heads = Heads(dict(arrays))
            return cls(encoder, heads, Thresholds(**manifest["thresholds"]), str(manifest["version"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EncoderError(f"the second opinion cannot be read: {type(error).__name__}") from None

    def __call__(self, text: str, places: Sequence[int] = ()) -> Assessment:
        """Give an opinion of a text of any length; of a long one at most 40 windows, those at ``places`` among them."""
        read = chosen(windows(text), places)
        if not read:
            return Assessment()
        vectors = self._encoder.encode([window.of(text) for window in read])
        return self._judged(text, read, vectors)

    def _judged(self, text: str, read: Sequence[Window], vectors: NDArray[np.float32]) -> Assessment:
        shares = self._heads.support(vectors)
        danger = shares[:, 2] + shares[:, 3]
        gravest = int(danger.argmax())
        support = self._support(shares, danger, gravest)
        veiled = bool(danger[gravest] >= self._thresholds.veiled) or support is not Support.NONE
        if support is Support.NONE:
            return Assessment(veiled=veiled)
        at = gravest if support >= Support.URGENT else int((1 - shares[:, 0]).argmax())
        subject, words = self._heads.subject(vectors[at]), shortened(read[at].of(text))
        signals = tuple(Signal(theme, subject, words) for theme in self._heads.themes(vectors[at]))
        return Assessment(support=support, signals=signals, veiled=veiled)

    def _support(self, shares: NDArray[np.float32], danger: NDArray[np.float32], gravest: int) -> Support:
        asked, long = self._thresholds, len(danger) > _LONG
        if danger[gravest] >= (asked.urgent_long if long else asked.urgent):
            return Support.EMERGENCY if shares[:, 3].max() >= asked.emergency else Support.URGENT
        said = 1 - shares[:, 0].min()
        return Support.OFFER if said >= (asked.offer_long if long else asked.offer) else Support.NONE
