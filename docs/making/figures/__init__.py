"""The figures of the explanation pages, each from real output of the lighthouse page."""
