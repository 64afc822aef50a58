"""text -> accounts of claims. The only folder that may guess; `grounding` decides what leaves it."""
