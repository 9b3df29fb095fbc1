"""lhextract: from a published page that lists initiatives to records that can be checked against it."""

__version__ = "0.1.0"
