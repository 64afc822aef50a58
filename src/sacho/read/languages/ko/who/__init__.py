"""Who, and whom: the parties of an act."""
