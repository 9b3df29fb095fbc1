"""What pages say where, one data file per language, and the language of a page."""
