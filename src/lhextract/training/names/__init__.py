"""Learn the trained recogniser of names; needs the extra `train`."""
