"""Fitting the second opinion's heads to our examples: ``python -m bot train``. Runs in the engine's runtime.

Examples are kept apart by the voice that they are written in. Some voices are fitted, an eighth only chooses the
thresholds, and ``held_apart.jsonl`` is neither: nothing reads it but the evaluation.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.language.encoder import Encoder
from bot.language.spelling import Speller, count_words, write_words
from bot.safety.heads import Heads
from bot.safety.ngrams import PLACES, hashed
from bot.safety.opinion import ENCODER_FILES, HEADS, MANIFEST, WEIGHTS, WORDS, SecondOpinion, Thresholds
from bot.words import Subject, Support, Theme

EXAMPLES = Path(__file__).parent / "examples"
HELD_APART = "held_apart.jsonl"
_ONE_IN = 8
# How closely each head follows the examples (scikit-learn's C); chosen on the voices that choose.
_CLOSENESS = {"support": 3.0, "ngram": 10.0, "theme": 1.0, "subject": 1.0, "whom": 10.0}
# Of the harmless examples of the voices that choose, the share that may be taken for more. Those examples lie as near
# to danger as we could write them; ordinary messages lie further away.
_MAY_INTERRUPT = 0.02
_MAY_OFFER = 0.08
_MAY_LEAN = 0.12
_MAY_HEED = 0.2  # the others are calm: phrases that make no more than an offer are not heeded there
_SHARE_IN_MANY = 0.5  # of what is allowed of one window, what is allowed of each of several

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Example:
    """One line of the example files."""

    text: str
    support: Support
    themes: frozenset[Theme]
    subject: Subject | None
    style: str

    @property
    def chooses(self) -> bool:
        """Whether its voice is one of the eighth that only chooses thresholds."""
        return int(hashlib.sha256(self.style.encode()).hexdigest(), 16) % _ONE_IN == 0


def read_examples(folder: Path = EXAMPLES) -> Iterator[Example]:
    """Every example but those held apart.

    Raises:
        ValueError, KeyError: a line that is no example.
    """
    for file in sorted(folder.glob("*.jsonl")):
        if file.name != HELD_APART:
            for line in file.read_text(encoding="utf-8").splitlines():
                yield _example(json.loads(line))


def digest(folder: Path = EXAMPLES) -> str:
    """SHA-256 over the example files that are fitted or choose."""
    files = [file for file in sorted(folder.glob("*.jsonl")) if file.name != HELD_APART]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def fit(weights: Path = WEIGHTS, examples: Path = EXAMPLES) -> dict[str, Any]:
    """Fit heads on the encoder in ``weights``, choose thresholds, write both beside it; returns the manifest.

    Raises:
        OSError, ValueError, KeyError: an example or the encoder cannot be read.
    """
    every = list(read_examples(examples))
    hashes = {name: _sha256(weights / name) for name in ENCODER_FILES}
    encoder = Encoder.load(weights, threads=2, files=hashes)
    fitted = [example for example in every if not example.chooses]
    written = count_words(example.text for example in fitted)
    speller = Speller(written)
    fitted = [replace(example, text=speller(example.text)) for example in fitted]
    arrays = fit_heads(encoder.encode([example.text for example in fitted]), fitted)
    np.savez_compressed(weights / HEADS, **arrays)
    (weights / WORDS).write_text(write_words(written), encoding="utf-8")
    choosing = [example for example in every if example.chooses]
    opinion = SecondOpinion(encoder, Heads(arrays), speller, Thresholds(1, 1, 1, 1, 1, 1), "choosing")
    thresholds = choose(opinion, choosing)
    manifest = {
        "version": digest(examples)[:12],
        "examples": digest(examples),
        "fitted": len(fitted),
        "choosing": len(choosing),
        "files": {**hashes, **{name: _sha256(weights / name) for name in (HEADS, WORDS)}},
        "thresholds": asdict(thresholds),  # unrounded: the heads are sure to many digits
    }
    (weights / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def fit_heads(vectors: Matrix, examples: Sequence[Example]) -> dict[str, Any]:
    """Fit every head; ``vectors`` has one row of 384 for each example. See ``heads.ARRAYS`` for the shapes."""
    supports = np.array([list(Support).index(example.support) for example in examples])
    said = supports > 0
    about = np.array([example.subject is Subject.SOMEONE_ELSE for example in examples], dtype=int)
    known = np.array([example.subject is not None for example in examples])
    support = _logistic("support").fit(vectors, supports)
    runs = _rows([example.text for example in examples])
    written = _logistic("ngram").fit(runs, supports)
    whom = _logistic("whom", class_weight="balanced").fit(runs[known], about[known])
    subject = _logistic("subject").fit(vectors[known], about[known])
    themes = [
        _logistic("theme").fit(vectors[said], [theme in example.themes for example in examples if example.themes])
        for theme in Theme
    ]
    half = subject.coef_[0] / 2
    return {
        "support_weights": support.coef_.astype(np.float32),
        "support_bias": support.intercept_.astype(np.float32),
        "ngram_weights": written.coef_.astype(np.float16),
        "ngram_bias": written.intercept_.astype(np.float32),
        "theme_weights": np.stack([head.coef_[0] for head in themes]).astype(np.float32),
        "theme_bias": np.array([head.intercept_[0] for head in themes], dtype=np.float32),
        "subject_weights": np.stack([-half, half]).astype(np.float32),
        "subject_bias": (np.array([-0.5, 0.5]) * subject.intercept_[0]).astype(np.float32),
        "whom_weights": whom.coef_[0].astype(np.float16),
        "whom_bias": np.float32(whom.intercept_[0]),
    }


def choose(opinion: SecondOpinion, examples: Sequence[Example]) -> Thresholds:
    """The lowest thresholds at which no more harmless examples are taken for more than is allowed."""
    harmless = [opinion.scores(example.text) for example in examples if example.support is Support.NONE]
    danger, said = ([float(s.danger.max()) for s in harmless], [float(s.said.max()) for s in harmless])
    return Thresholds(
        urgent=_above(danger, _MAY_INTERRUPT),
        many_urgent=_above(danger, _MAY_INTERRUPT * _SHARE_IN_MANY),
        offer=_above(said, _MAY_OFFER),
        many_offer=_above(said, _MAY_OFFER * _SHARE_IN_MANY),
        veiled=_above(danger, _MAY_LEAN),
        calm=_above(said, _MAY_HEED),
    )


def _above(shares: Sequence[float], allowed: float) -> float:
    """The share that no more than ``allowed`` of them exceed."""
    return float(np.quantile(shares, 1 - allowed))


def _logistic(head: str, **options: str) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_CLOSENESS[head], max_iter=300, **options)


def _rows(texts: Sequence[str]) -> Any:
    """One sparse row of runs for each text."""
    from scipy.sparse import csr_matrix

    found = [hashed(text) for text in texts]
    ends = np.cumsum([0, *(len(places) for places, _ in found)])
    places, weights = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return csr_matrix((weights, places, ends), shape=(len(texts), PLACES))


def _example(row: dict[str, Any]) -> Example:
    return Example(
        text=row["text"],
        support=Support(row["support"]),
        themes=frozenset(map(Theme, row["themes"])),
        subject=Subject(row["subject"]) if row["subject"] else None,
        style=row["style"],
    )


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    made = fit()
    sys.stdout.write(
        f"second opinion: {made['fitted']} examples fitted, {made['choosing']} choose: {made['version']}\n"
    )
