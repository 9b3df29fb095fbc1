"""What of the records is wanted: records in, fewer records out, and a count of what was left out."""
