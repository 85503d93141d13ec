"""A sentence encoder as int8 ONNX, a sentence in, 384 numbers out. Both runtimes.

Two of them are loaded from here: all-MiniLM-L6-v2 as it was published, for topics, whose files come from a third
party and are pinned below; and ours in ``bot/safety/weights``. Files are checked whenever they are loaded.
Measured with onnxruntime 1.23 on one thread: 7 ms for 20 tokens of the first; 150 MB a process, of which
``malloc_trim`` gives 50 back. Without prepacking it is half as quick and no smaller.
"""

from __future__ import annotations

import ctypes
import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SIZE = 384
MAX_PIECES = 256
FILES = {
    "model.onnx": "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


class EncoderError(RuntimeError):
    """Encoder files that are missing or are not the ones that were checked."""


class Encoder:
    """Turns a sentence into a unit vector; near meanings lie near each other."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._takes_types = any(taken.name == "token_type_ids" for taken in session.get_inputs())

    @classmethod
    def load(cls, folder: Path, threads: int = 1, files: Mapping[str, str] = FILES) -> Encoder:
        """Load ``model.onnx`` and ``tokenizer.json`` of ``folder`` after checking what they hold.

        ``files`` are their SHA-256. ``threads`` work on one sentence; two take 5.1 ms for 21 word pieces of the
        published encoder where one takes 8.4 ms.

        Raises:
            EncoderError: a file is missing or has another SHA-256 than the pinned one.
        """
        check_files(folder, files)
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_PIECES)
        _give_back_memory()
        return cls(session, tokenizer)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of 384 float32 for each text, each of length 1; word pieces after the 256th are left out.

        Each text runs alone: the int8 model scales a whole batch at once, and in a batch a sentence would get
        numbers that hang on its neighbours.
        """
        import numpy as np

        rows = [self._encode(text) for text in texts]
        return np.stack(rows) if rows else np.empty((0, SIZE), dtype=np.float32)

    def _encode(self, text: str) -> NDArray[np.float32]:
        import numpy as np

        # A lone surrogate is no text to the tokeniser, which is written in Rust.
        pieces = self._tokenizer.encode(text.encode("utf-8", "replace").decode())
        ids = np.array([pieces.ids], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        if self._takes_types:
            inputs["token_type_ids"] = np.zeros_like(ids)
        (hidden,) = self._session.run(["last_hidden_state"], inputs)
        mean: NDArray[np.float32] = hidden[0].mean(axis=0, dtype=np.float32)
        return mean / np.linalg.norm(mean)


def check_files(folder: Path, files: Mapping[str, str] = FILES) -> None:
    """Raise ``EncoderError`` unless ``folder`` holds the files of these SHA-256."""
    for name, expected in files.items():
        file = folder / name
        if not file.is_file():
            raise EncoderError(f"the sentence encoder's {name} is missing: run `python -m bot encoder`")
        if hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            raise EncoderError(f"the sentence encoder's {name} is not the pinned one: run `python -m bot encoder`")


def _give_back_memory() -> None:
    """Loading needs 50 MB more than running; glibc keeps them unless it is asked."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
