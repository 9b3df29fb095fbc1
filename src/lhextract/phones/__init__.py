"""Phone numbers: finding them in a line and reading their value; the one place that knows phonenumbers."""
