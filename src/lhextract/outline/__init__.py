"""From canonical text to line roles, categories and initiative blocks."""
