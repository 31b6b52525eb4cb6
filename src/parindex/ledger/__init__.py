"""The one list of batches: what was written into which register, by whom, in which order; and the store of bytes (app)."""
