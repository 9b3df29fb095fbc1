"""From outline and mentions to records: contacts, partners, years and names, normalised and linked."""
