"""Who says it, by which word, and what."""
