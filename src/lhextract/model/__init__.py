"""The values that travel between stages: small, frozen, and free of any outside library."""
