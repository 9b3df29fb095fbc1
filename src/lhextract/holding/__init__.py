"""Does what was fetched look like the page? If not, the run is held and nothing in `extracted/` changes."""
