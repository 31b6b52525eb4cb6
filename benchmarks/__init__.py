"""Measurements of speed: `make bench`. Never a test, since times differ from machine to machine; ratios much less."""
