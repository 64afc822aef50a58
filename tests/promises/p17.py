"""P17: evidence never runs in the browser of whoever reads it.

Payloads (scripts that others have slipped past pages, and strings that break programs) become titles,
names of files, outlets, texts, speakers, parties and places of invented reports, which Chromium opens
in the reading room: the desk, every report, an incident of each, the overview. A try is one payload.
All are kept where no script ran, nothing was asked of another host, the page's policy reported
nothing, and the printable ones stand on the desk as the words that they are. Without Chromium, and it
says so, nothing is tried.
"""

from __future__ import annotations

import importlib.util
import random
import shutil
import tempfile
from pathlib import Path

from tests.promises.run import Told

QUICK = 150
FULL = 775


def run(told: Told) -> tuple[int, int]:
    """How many payloads stayed words, of so many; 0 of 0 where there is no browser."""
    here = shutil.which("chromium") or shutil.which("chromium-browser")
    if here is None or importlib.util.find_spec("playwright") is None:
        print("P17: no Chromium or no Playwright here: nothing was tried", flush=True)
        return 0, 0
    from tests.stories.test_reading_room_payloads import payloads, shown_as_words

    every = [*payloads("scripts.txt"), *payloads("naughty.txt")]
    random.Random(told.seed).shuffle(every)
    tried = every[: told.tries]
    with tempfile.TemporaryDirectory(prefix="sacho-p17-") as made:
        try:
            shown_as_words(Path(made) / "project", tried)
        except AssertionError as failed:
            print(f"P17: {str(failed)[:300]}", flush=True)
            return 0, len(tried)
    return len(tried), len(tried)
