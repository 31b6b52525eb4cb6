"""Assessment of a unit in a period: the adopted set, entered values, computed figures, scores, history (app)."""
