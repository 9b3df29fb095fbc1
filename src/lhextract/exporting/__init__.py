"""`lhextract export`: extractions in the formats of those who import them, as files or into a database."""
