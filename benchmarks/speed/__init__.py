"""How fast pages are extracted, beside peers in the same minutes: `python -m benchmarks.speed`."""
