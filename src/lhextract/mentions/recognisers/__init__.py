"""One recogniser per module: each holds a `SPEC` and a spaCy factory of the same name, and only proposes."""
