"""What records are handed on as: one format per module, made on demand by `lhextract export`."""
