"""Numbered migrations; each has a test with rows."""
