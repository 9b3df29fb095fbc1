"""What stands in the SQLite file: its tables and keys as SQL, and what it offers people beside them."""
