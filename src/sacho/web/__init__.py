"""The reading room: a page on this machine alone, and the interface that it works through."""
