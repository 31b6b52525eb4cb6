"""Numerator, denominator and value per unit and period, from the current rows of the registers (pure)."""
