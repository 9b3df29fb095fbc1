"""Where the names of organisations stand on a line, by kind of evidence."""
