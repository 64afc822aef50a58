"""A bundle: all that bears on one incident, in one zip that a stranger can check offline."""
