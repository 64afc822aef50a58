"""The nouns. Frozen, typed, no input or output; imports nothing of ours. Read this folder first."""
