"""Two extractions to what differs between them."""
