"""Web archives (WARC, ISO 28500): where their records begin, what they say, and the bodies in them, bounded."""
