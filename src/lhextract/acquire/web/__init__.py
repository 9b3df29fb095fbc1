"""Pages from the web; nothing else here needs a network."""
