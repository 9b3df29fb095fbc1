"""Ids that stay: an extraction is matched to what was known before."""
