"""From canonical text and outline to typed mentions; spaCy objects never leave this folder."""
