"""The records as tables: Data Package v2, one CSV each, no list cells."""
