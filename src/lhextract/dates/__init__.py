"""Years and dates: finding the expression, reading its value."""
