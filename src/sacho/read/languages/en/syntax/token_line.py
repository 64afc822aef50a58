"""The tokens of one sentence as the finders of groups ask for them."""

from __future__ import annotations

from collections.abc import Sequence

from sacho.read.analysis import Token


class Line:
    """The tokens of one sentence with what the finders ask of them again and again."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.tags = [t.tag for t in tokens]
        self.lows = [t.text.lower() for t in tokens]
        self.count = len(tokens)

    def tag(self, index: int) -> str:
        """The token's tag; "" outside the sentence."""
        return self.tags[index] if 0 <= index < self.count else ""

    def low(self, index: int) -> str:
        """The token in lower case; "" outside the sentence."""
        return self.lows[index] if 0 <= index < self.count else ""

    def form(self, index: int) -> str:
        """The verb form of the token; "" where it has none."""
        return self.tokens[index].form if 0 <= index < self.count else ""
