"""What `lhextract export` writes: one format per file; nothing in `extracted/` depends on any of them."""
