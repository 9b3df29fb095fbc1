"""Whether what stands in `extracted/` follows from what it says it was made from; nothing of it is trusted."""
