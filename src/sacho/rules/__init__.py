"""Rule sets: an incident's many voices become one line of somebody's table, and say how.

A rule set is data (one TOML file each). Nothing here changes an incident: a line is a view.
"""
