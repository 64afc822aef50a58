"""Words, groups and clauses of a text: what all other questions look at."""
