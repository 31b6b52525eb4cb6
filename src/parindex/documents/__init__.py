"""Official documents and their words. One folder per document; no tables."""
