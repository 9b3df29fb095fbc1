"""A database as the target of an export: PostgreSQL or SQLite, created, migrated and brought up to date."""
