"""A criteria set: what is asked, what it is worth, who scores it. A YAML document, read strictly; never code."""
