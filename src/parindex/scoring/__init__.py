"""From values to points: exact fractions in, Decimal out, each result with the reason for it."""
