"""Two sources of one register compared row by row: who counts what late, and the one proved cause of each difference.

See `docs/decisions/0010-reconciliation.md`. A cause is one file and one line in the list of its comparison.
"""
