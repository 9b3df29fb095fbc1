"""Leaves people out who asked to be forgotten: now, and in every later run."""
