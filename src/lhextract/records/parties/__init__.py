"""Who takes part in an initiative: partners outside the host university, and units of the host that carry it."""
