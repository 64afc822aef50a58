"""Invented reports with whole readings, written and annotated by people who never saw the reader."""
