"""The second opinion: a small classifier on a sentence encoder that was fine-tuned on our examples. It only adds.

It reads a text in windows of a few sentences and goes by the gravest of them. What it is made of stands in
``weights/``: plain arrays and an ONNX graph, each with its SHA-256 in ``manifest.json``.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.language.encoder import Encoder, EncoderError
from bot.language.spelling import Speller, read_words
from bot.safety.heads import Heads
from bot.safety.quoting import shortened
from bot.safety.windows import Window, chosen, windows
from bot.words import Assessment, Signal, Support

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "weights"
ENCODER_FILES = ("model.onnx", "tokenizer.json")
HEADS = "heads.npz"
WORDS = "words.txt"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Thresholds:
    """From which share on a window counts; how they were chosen stands in ``weights/README.md``.

    ``many_*`` are asked of a text of several windows, which has more chances to be misread.
    """

    urgent: float
    many_urgent: float
    offer: float
    many_offer: float
    veiled: float
    calm: float


@dataclass(frozen=True)
class Scores:
    """What the heads make of the windows of a text; every share lies between 0 and 1."""

    windows: tuple[Window, ...]
    vectors: NDArray[np.float32]
    shares: NDArray[np.float32]

    @property
    def danger(self) -> NDArray[np.float32]:
        """Of each window, the share of urgent and emergency together."""
        return self.shares[:, 2] + self.shares[:, 3]

    @property
    def said(self) -> NDArray[np.float32]:
        """Of each window, the share of anything but none."""
        return 1 - self.shares[:, 0]


class SecondOpinion:
    """Reads a text with the encoder; safe to call from several threads. It raises what the encoder raises."""

    def __init__(self, encoder: Encoder, heads: Heads, speller: Speller, thresholds: Thresholds, version: str) -> None:
        self._encoder = encoder
        self._heads = heads
        self._speller = speller
        self._thresholds = thresholds
        self.version = version

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> SecondOpinion:
        """Load what ``python -m bot train`` and the fine-tuning wrote, after checking what the files hold.

        Raises:
            EncoderError: a file is missing, is not the one that the manifest names, or cannot be read.
        """
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            encoder = Encoder.load(folder, files={name: manifest["files"][name] for name in ENCODER_FILES})
            heads = load_heads(folder, manifest["files"][HEADS])
            speller = Speller(read_words(_checked(folder, WORDS, manifest["files"][WORDS]).decode("utf-8")))
            return cls(encoder, heads, speller, Thresholds(**manifest["thresholds"]), str(manifest["version"]))
        except EncoderError:
            raise EncoderError("the second opinion's encoder is not the one that its manifest names") from None
        except Exception as error:  # noqa: BLE001 -- onnxruntime and tokenizers raise exceptions of their own
            raise EncoderError(f"the second opinion cannot be read: {type(error).__name__}") from None

    def __call__(self, text: str, places: Sequence[int] = ()) -> Assessment:
        """Give an opinion of a text of any length; of a long one at most 40 windows, those at ``places`` among them."""
        scores = self.scores(text, places)
        return self._judged(text, scores) if scores.windows else Assessment()

    def whom(self, text: str) -> float:
        """Log odds that a text is about someone else, by how it is written alone; without the encoder."""
        return self._heads.whom(self._speller(text))

    def scores(self, text: str, places: Sequence[int] = ()) -> Scores:
        """What the heads make of each window that is read."""
        import numpy as np

        read = chosen(windows(text), places)
        spelt = [self._speller(window.of(text)) for window in read]
        vectors = self._encoder.encode(spelt)
        shares = [self._heads.support(vector, said) for said, vector in zip(spelt, vectors, strict=True)]
        return Scores(tuple(read), vectors, np.stack(shares) if shares else np.empty((0, 4), dtype=np.float32))

    def _judged(self, text: str, scores: Scores) -> Assessment:
        support = self._support(scores)
        veiled = support is not Support.NONE or bool(scores.danger.max() >= self._thresholds.veiled)
        if support is Support.NONE:
            return Assessment(veiled=veiled, calm=bool(scores.said.max() < self._thresholds.calm))
        at = int((scores.danger if support >= Support.URGENT else scores.said).argmax())
        vector, window = scores.vectors[at], scores.windows[at].of(text)
        subject = self._heads.subject(vector, self._speller(window))
        signals = tuple(Signal(theme, subject, shortened(window)) for theme in self._heads.themes(vector))
        return Assessment(support=support, signals=signals, veiled=veiled)

    def _support(self, scores: Scores) -> Support:
        asked, many = self._thresholds, len(scores.windows) > 1
        danger, at = scores.danger, int(scores.danger.argmax())
        if danger[at] >= (asked.many_urgent if many else asked.urgent):
            return Support.EMERGENCY if scores.shares[at, 3] > scores.shares[at, 2] else Support.URGENT
        return Support.OFFER if scores.said.max() >= (asked.many_offer if many else asked.offer) else Support.NONE


def load_heads(folder: Path, sha256: str) -> Heads:
    """Read the heads' arrays, without pickles, after checking the file.

    Raises:
        EncoderError: it is not the file of this SHA-256.
    """
    import numpy as np

    with np.load(io.BytesIO(_checked(folder, HEADS, sha256)), allow_pickle=False) as arrays:
        return Heads(dict(arrays))


def _checked(folder: Path, name: str, sha256: str) -> bytes:
    content = (folder / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EncoderError(f"{name} is another one")
    return content
