"""``python -m scripts.fine_tune OUT``: fine-tune the encoder and write it as int8 ONNX into the folder OUT."""

from __future__ import annotations

import argparse
import copy
import math
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import torch

from bot.language.spelling import Speller, count_words
from scripts.fine_tune.export import export
from scripts.fine_tune.net import Net, as_batch, load_tokeniser, loss
from scripts.fine_tune.rows import Row, fitted
from scripts.fine_tune.vary import vary

_AT_ONCE = 32
_LONGEST_PIECES = 112
_WARM_UP = 0.06
_HEADS_FASTER = 5
_AVERAGE_EVERY, _AVERAGE_KEEPS = 5, 0.95


def main() -> None:
    """Read the arguments, learn, export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--begin", type=Path, help="weights to go on from (OUT.pt of an earlier run), not the published"
    )
    parser.add_argument("--rate", type=float, default=2e-4, help="of the encoder; the heads learn five times as fast")
    arguments = parser.parse_args()
    learned, watched = fitted()
    print(f"{len(learned)} rows to learn from, {len(watched)} to watch", flush=True)
    net = Net()
    if arguments.begin:
        net.load_state_dict(torch.load(arguments.begin, weights_only=True))
    net = learn(net, learned, watched, arguments)
    export(net, arguments.out)


def learn(net: Net, learned: list[Row], watched: list[Row], arguments: argparse.Namespace) -> Net:
    """Fine-tune; what is kept is a running mean of the weights, which errs less than the last ones."""
    torch.manual_seed(arguments.seed)
    speller = Speller(count_words(row.text for row in learned))
    chance, tokeniser = Random(arguments.seed), load_tokeniser(_LONGEST_PIECES)
    mean = copy.deepcopy(net)
    steps = arguments.epochs * math.ceil(len(learned) / _AT_ONCE)
    groups = [
        {"params": list(net.encoder.parameters()), "lr": arguments.rate},
        {"params": list(net.heads.parameters()), "lr": arguments.rate * _HEADS_FASTER},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, step / (_WARM_UP * steps)) * max(0.0, (steps - step) / steps)
    )
    step = 0
    for epoch in range(arguments.epochs):
        net.train()
        begun, total = time.monotonic(), 0.0
        for texts, rows in _batches(learned, speller, chance):
            error = loss(net(*as_batch(tokeniser, texts)), rows)
            optimiser.zero_grad()
            error.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            rate.step()
            total, step = total + error.item(), step + 1
            if step % _AVERAGE_EVERY == 0:
                _average(mean, net, min(_AVERAGE_KEEPS, step / (step + 50)))
        seconds = time.monotonic() - begun
        print(f"epoch {epoch}: loss {total / (steps / arguments.epochs):.3f}, {seconds:.0f} s", flush=True)
        _watch(mean, [replace(row, text=speller(row.text)) for row in watched], tokeniser)
        torch.save(mean.state_dict(), arguments.out.with_suffix(".pt"))
    return mean


def _batches(learned: list[Row], speller: Speller, chance: Random) -> Iterator[tuple[list[str], list[Row]]]:
    """Varied rows, those of like length together."""
    harmless = [row.text for row in learned if row.support == 0 and len(row.text) < 200]
    varied = [(vary(row.text, chance, harmless), row) for row in learned]
    chance.shuffle(varied)
    size = _AT_ONCE * 20
    near = [sorted(varied[at : at + size], key=lambda pair: len(pair[0])) for at in range(0, len(varied), size)]
    batches = [block[at : at + _AT_ONCE] for block in near for at in range(0, len(block), _AT_ONCE)]
    chance.shuffle(batches)
    for batch in batches:
        yield [speller(text) for text, _ in batch], [row for _, row in batch]


@torch.no_grad()
def _average(mean: Net, net: Net, keeps: float) -> None:
    for kept, new in zip(mean.parameters(), net.parameters(), strict=True):
        kept.mul_(keeps).add_(new, alpha=1 - keeps)


@torch.no_grad()
def _watch(net: Net, rows: list[Row], tokeniser: object) -> None:
    """Print how much danger is told apart where few harmless rows of the watched voices are taken for it."""
    net.eval()
    ordered = sorted(rows, key=lambda row: len(row.text))
    shares = torch.cat(
        [
            net(*as_batch(tokeniser, [row.text for row in ordered[at : at + 64]]))["support"].softmax(-1)
            for at in range(0, len(ordered), 64)
        ]
    )
    support = torch.tensor([row.support for row in ordered])
    for name, share in (("danger", shares[:, 2:].sum(1)), ("anything", 1 - shares[:, 0])):
        found = {
            mistaken: (share[support >= 2] > share[support == 0].quantile(1 - mistaken)).float().mean().item()
            for mistaken in (0.005, 0.01, 0.02, 0.05)
        }
        print(
            f"  {name}:", ", ".join(f"{value:.3f} at {mistaken:.1%}" for mistaken, value in found.items()), flush=True
        )


if __name__ == "__main__":
    main()
