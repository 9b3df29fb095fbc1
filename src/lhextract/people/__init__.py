"""People's names and titles: how they are written, split and compared."""
