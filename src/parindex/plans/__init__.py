"""Improvement plans: what an office promises for next year, drafted from where this year's points went (app)."""
