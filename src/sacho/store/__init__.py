"""The project folder: one SQLite file and the originals beside it. The only folder with SQL."""
