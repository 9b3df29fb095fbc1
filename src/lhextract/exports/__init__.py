"""Records to files."""
