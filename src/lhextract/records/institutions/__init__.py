"""Mentions to institutions: one for every body that the page names, with what tables and the page know of it."""
