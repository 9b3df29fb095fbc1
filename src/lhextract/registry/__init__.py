"""Names of organisations compared, and a register of them that is too large to be loaded."""
