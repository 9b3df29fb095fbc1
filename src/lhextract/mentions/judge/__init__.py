"""One decision over what rules, lookups and the network propose: how likely each is right, and which to take."""
