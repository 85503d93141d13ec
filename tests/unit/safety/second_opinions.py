"""Hand-written second opinions for tests: an encoder that counts, heads that say nothing, a reader of one's own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.language.encoder import SIZE
from bot.language.spelling import Speller
from bot.safety.heads import Heads
from bot.safety.ngrams import PLACES
from bot.safety.opinion import WEIGHTS, SecondOpinion, Thresholds

ROWS = {"support": 4, "theme": 7, "subject": 2}
NEVER = Thresholds(urgent=2, many_urgent=2, offer=2, many_offer=2, veiled=2, calm=-1)


def arrays() -> dict[str, np.ndarray]:
    """Heads that find everything equally likely."""
    made = {"ngram_weights": np.zeros((4, PLACES), dtype=np.float16), "ngram_bias": np.zeros(4, dtype=np.float32)}
    for head, rows in ROWS.items():
        made[f"{head}_weights"] = np.zeros((rows, SIZE), dtype=np.float32)
        made[f"{head}_bias"] = np.zeros(rows, dtype=np.float32)
    made["whom_weights"] = np.zeros(PLACES, dtype=np.float16)
    made["whom_bias"] = np.float32(0)
    return made


class CountingEncoder:
    """Remembers the windows that it was given; each gets the same numbers."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.read += texts
        return np.full((len(texts), SIZE), SIZE**-0.5, dtype=np.float32)


def counting() -> tuple[CountingEncoder, SecondOpinion]:
    """A second opinion that finds nothing, and the encoder that knows what it read."""
    encoder = CountingEncoder()
    return encoder, SecondOpinion(encoder, Heads(arrays()), Speller({}), NEVER, "test")


def copy_weights(folder: Path) -> Path:
    """The real weights in a folder of the test's own: links, but for the manifest, which may be changed."""
    for file in WEIGHTS.iterdir():
        if file.name == "manifest.json":
            shutil.copy(file, folder)
        else:
            (folder / file.name).symlink_to(file)
    return folder


def put(folder: Path, name: str, content: bytes) -> None:
    """Write another file in the place of the linked one."""
    (folder / name).unlink()
    (folder / name).write_bytes(content)


def change_manifest(folder: Path, **values: object) -> None:
    """Set keys of the manifest; ``None`` takes one out."""
    manifest = json.loads((folder / "manifest.json").read_text())
    for name, value in values.items():
        manifest[name] = value
        if value is None:
            del manifest[name]
    (folder / "manifest.json").write_text(json.dumps(manifest))
