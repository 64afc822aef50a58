"""Fit the tagger to examples: batches of windows, one loss over all heads, two learning rates."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as f
from training.reader.corpus import Example
from training.reader.network import Out, Tagger

from sacho.read.tagger.pieces import PAD

WINDOW = 320
STRIDE = 224
HUSHED = 0.15  # share of hints left out of a window


class Plan(NamedTuple):
    """How long and how fast. `budget` is pieces in a batch; `blank` the share of hidden pieces."""

    epochs: int = 12
    encoder_rate: float = 1.5e-4
    head_rate: float = 2e-3
    budget: int = 1800
    blank: float = 0.08
    seed: int = 1
    keep: Path | None = None  # where the state is written after each epoch


class Batch(NamedTuple):
    """Windows side by side, filled up with padding, and where in its report each one begins."""

    rows: Tensor
    mask: Tensor
    windows: list[tuple[Example, int, int]]


def windows(example: Example) -> list[tuple[Example, int, int]]:
    """The windows `[start, end)` of a report, the last one aligned with its end."""
    size = len(example.rows)
    if size <= WINDOW:
        return [(example, 0, size)]
    starts = [*range(0, size - WINDOW, STRIDE), size - WINDOW]
    return [(example, start, start + WINDOW) for start in starts]


def batches(examples: Sequence[Example], plan: Plan, draw: random.Random) -> Iterator[Batch]:
    """All windows once, those of like length together, in an order drawn anew."""
    every = [w for e in examples for w in windows(e)]
    every.sort(key=lambda w: (w[2] - w[1]) + draw.uniform(0, 60))
    groups: list[list[tuple[Example, int, int]]] = [[]]
    for window in every:
        longest = max((w[2] - w[1] for w in [*groups[-1], window]), default=0)
        if groups[-1] and _rounded(longest) * (len(groups[-1]) + 1) > plan.budget:
            groups.append([])
        groups[-1].append(window)
    draw.shuffle(groups)
    for group in groups:
        yield batch(group)


def batch(group: list[tuple[Example, int, int]]) -> Batch:
    """One batch of windows."""
    longest = _rounded(max(end - start for _, start, end in group))
    rows = np.full((len(group), longest), PAD, dtype=np.int64)
    for line, (example, start, end) in enumerate(group):
        rows[line, : end - start] = example.rows[start:end]
    mask = rows != PAD
    return Batch(torch.from_numpy(rows), torch.from_numpy(mask).float(), group)


def _rounded(length: int) -> int:
    """Few lengths: every new one makes the arithmetic library build its loops anew."""
    return -(-length // 64) * 64


class Seen:
    """What the layers that stand still say of each window, worked out once and kept."""

    def __init__(self, tagger: Tagger, learns_table: bool) -> None:
        self._tagger = tagger
        self._keep = not learns_table
        self._held: dict[tuple[str, int], Tensor] = {}

    def of(self, one: Batch) -> Tensor:
        """The lower layers' output for a batch, padded with zeros."""
        encoder = self._tagger.encoder
        if not self._keep:
            return encoder.lower(encoder.embed(one.rows), one.mask)
        missing = [w for w in one.windows if (w[0].name, w[1]) not in self._held]
        for window in missing:
            single = batch([window])
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                training = encoder.training
                encoder.eval()
                told = encoder.lower(encoder.embed(single.rows), single.mask)
                encoder.train(training)
            size = window[2] - window[1]
            self._held[window[0].name, window[1]] = told[0, :size].to(torch.bfloat16)
        size = one.rows.shape[1]
        return torch.stack(
            [
                f.pad(self._held[w[0].name, w[1]].float(), (0, 0, 0, size - (w[2] - w[1])))
                for w in one.windows
            ]
        )


def fit(tagger: Tagger, examples: Sequence[Example], plan: Plan, seen: Seen) -> None:
    """Train in place; prints the loss of each epoch."""
    torch.manual_seed(plan.seed)
    draw = random.Random(plan.seed)
    steps = plan.epochs * max(1, len(list(batches(examples, plan, draw))))
    optimiser = _optimiser(tagger, plan)
    warm = max(1, steps // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / max(1, steps - warm)))
    )
    begun = time.monotonic()
    for epoch in range(plan.epochs):
        tagger.train()
        total, count = 0.0, 0
        for one in batches(examples, plan, draw):
            x = seen.of(one)
            if plan.blank:  # hide whole pieces so that the words around count
                x = x * (torch.rand(x.shape[:2]) >= plan.blank)[:, :, None]
            loss = loss_of(tagger, one, x)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        spent = time.monotonic() - begun
        print(f"epoch {epoch + 1}: loss {total / max(1, count):.3f}, {spent:.0f} s", flush=True)
        if plan.keep is not None:
            torch.save(tagger.state_dict(), plan.keep)


def _optimiser(tagger: Tagger, plan: Plan) -> torch.optim.Optimizer:
    """The encoder learns slowly, the heads fast."""
    mine = {id(p) for p in tagger.encoder.parameters()}
    encoder = [p for p in tagger.encoder.parameters() if p.requires_grad]
    heads = [p for p in tagger.parameters() if id(p) not in mine]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}],
        weight_decay=0.01,
    )


def loss_of(tagger: Tagger, one: Batch, x: Tensor) -> Tensor:
    """The loss of a batch over all heads; `x` is what the lower layers say of it."""
    size = one.rows.shape[1]
    hinted = _stack([w[0].hinted[w[1] : w[2]] for w in one.windows], size, 0)
    if tagger.training:  # the grammar does not always know; leave some hints out
        hinted = hinted * (torch.rand(hinted.shape[0], 1, hinted.shape[2]) >= HUSHED)
    with torch.autocast("cpu", torch.bfloat16):
        told = tagger.upper(x, one.mask, hinted)
    out = tagger.heads(told.float())
    marks = _stack([w[0].marks[w[1] : w[2]] for w in one.windows], size)
    loss = f.cross_entropy(
        out.marks.reshape(-1, 3), marks.reshape(-1), ignore_index=-1, reduction="sum",
        weight=torch.tensor([1.0, 1.5, 1.2]),
    ) / one.mask.sum()  # fmt: skip
    for name, logits, weight in (
        ("kinds", out.kinds, 0.7), ("stages", out.stages, 0.2), ("stances", out.stances, 0.2),
    ):  # fmt: skip
        wanted = _stack([getattr(w[0], name)[w[1] : w[2]] for w in one.windows], size)
        if (wanted >= 0).any():
            loss = loss + weight * f.cross_entropy(
                logits.reshape(-1, logits.shape[-1]), wanted.reshape(-1), ignore_index=-1
            )
    part = _stack([w[0].part[w[1] : w[2]] for w in one.windows], size)
    known = part >= 0
    if known.any():
        loss = loss + 0.2 * f.binary_cross_entropy_with_logits(out.part[known], part[known].float())
    return loss + links_loss(tagger, out, one)


def _stack(parts: list[np.ndarray], size: int, filling: int = -1) -> Tensor:
    """Side by side, filled up with "unknown" or what else is told."""
    found = [
        np.pad(p, [(0, size - len(p)), *[(0, 0)] * (p.ndim - 1)], constant_values=filling)
        for p in parts
    ]
    return torch.from_numpy(np.stack(found))


def links_loss(tagger: Tagger, out: Out, one: Batch) -> Tensor:
    """Each claim's words to its acts among all acts; to its speaker among all, or to nobody."""
    total = out.links.sum() * 0.0
    count = 0
    for line, (example, start, end) in enumerate(one.windows):
        ties = [t for t in example.ties if start <= t.first and t.last < end]
        acts = [a for a in example.acts if start <= a[0] and a[1] < end]
        if not ties or not acts:
            continue
        count += 1
        firsts = torch.tensor([t.first - start for t in ties])
        heads = torch.tensor([a[0] - start for a in acts])
        gap = firsts[:, None] - heads[None, :]
        left = _mean(out.links[line, :, 0], [(t.first - start, t.last - start) for t in ties])
        left = left + tagger.field[torch.tensor([t.field for t in ties])]
        right = _mean(out.links[line, :, 1], [(a[0] - start, a[1] - start) for a in acts])
        wanted = torch.tensor([[float(a[0] in t.acts) for a in acts] for t in ties])
        total = total + f.binary_cross_entropy_with_logits(
            tagger.strength(0, left, right, gap), wanted
        )
        voices = [v for v in example.speakers if start <= v[0] and v[1] < end]
        total = total + 0.5 * _speakers(tagger, out, line, (ties, voices, start))
    return total / max(1, count)


def _speakers(
    tagger: Tagger, out: Out, line: int, told: tuple[list, list[tuple[int, int]], int]
) -> Tensor:
    ties, voices, start = told
    told_by = [(i, t) for i, t in enumerate(ties) if t.speaker is not None]
    places = [v[0] for v in voices]
    told_by = [(i, t) for i, t in told_by if t.speaker == -1 or t.speaker in places]
    if not told_by:
        return out.links.sum() * 0.0
    spans = [(t.first - start, t.last - start) for _, t in told_by]
    left = _mean(out.links[line, :, 2], spans)
    nobody = torch.zeros(len(told_by), 1)
    if not voices:
        return out.links.sum() * 0.0
    right = _mean(out.links[line, :, 3], [(v[0] - start, v[1] - start) for v in voices])
    gap = torch.tensor([[s[0] - (v[0] - start) for v in voices] for s in spans])
    strength = torch.cat([nobody, tagger.strength(1, left, right, gap)], dim=1)
    wanted = torch.tensor(
        [0 if t.speaker == -1 else places.index(t.speaker) + 1 for _, t in told_by]
    )
    return f.cross_entropy(strength, wanted)


def _mean(vectors: Tensor, spans: list[tuple[int, int]]) -> Tensor:
    return torch.stack([vectors[s : e + 1].mean(0) for s, e in spans])
