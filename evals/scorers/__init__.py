"""(predicted, gold) -> counts. Scorers know nothing of readings."""
