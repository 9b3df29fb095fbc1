"""From bytes to the canonical text."""
