"""Figures of the report: inline SVG, each with a table that says the same."""
