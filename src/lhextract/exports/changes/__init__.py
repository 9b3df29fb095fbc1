"""Changes as files and for people."""
