"""Tables for stewards who work in a spreadsheet: written from a desk, read back, compared three ways."""
