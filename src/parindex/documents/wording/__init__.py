"""Vietnamese words for numbers, rules and explanations. Pure: the same sentences on screen, in print and in JSON."""
