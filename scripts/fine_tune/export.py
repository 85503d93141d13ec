"""The encoder as int8 ONNX: signed 8-bit weights, which processors with VNNI multiply natively."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel

from scripts.fine_tune.net import PUBLISHED, Net


class _Hidden(nn.Module):
    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


def export(net: Net, folder: Path) -> None:
    """Write ``model.onnx`` and ``tokenizer.json`` into ``folder``."""
    plain = AutoModel.from_pretrained(PUBLISHED, attn_implementation="eager")
    plain.load_state_dict(net.encoder.state_dict())
    plain.eval()
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (1, 20))
    inputs, output = ["input_ids", "attention_mask"], "last_hidden_state"
    full = folder / "full.onnx"
    torch.onnx.export(
        _Hidden(plain),
        (ids, torch.ones_like(ids)),
        str(full),
        input_names=inputs,
        output_names=[output],
        dynamic_axes={name: {0: "texts", 1: "pieces"} for name in (*inputs, output)},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        full, folder / "model.onnx", weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"]
    )
    full.unlink()
    shutil.copy(PUBLISHED / "tokenizer.json", folder / "tokenizer.json")
