"""Reproduces the shipped weights from annotated pages; never imported by a run."""
