"""Ways to work through a batch; each gives the same outcomes, in the order in which they are done."""
