"""reading -> what a benchmark asks. Adapters see readings only, never the text."""
