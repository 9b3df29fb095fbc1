"""Years and dates: finding the expression, reading its value; the one place that knows dateparser."""
