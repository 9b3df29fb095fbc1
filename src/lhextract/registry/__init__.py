"""Names of organisations compared, and the Research Organization Registry, which is too large to be loaded."""
