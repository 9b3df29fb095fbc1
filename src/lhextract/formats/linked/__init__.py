"""The records as linked data: nodes of schema.org that refer to each other by their addresses."""
