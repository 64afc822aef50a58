"""The optional reader behind a language model: it proposes words, and the same gate judges them."""
