"""Targets that are wrong on purpose, for the tests of the frame."""
