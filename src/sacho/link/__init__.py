"""accounts + decisions -> incidents. Pure: it knows nothing of the store."""
