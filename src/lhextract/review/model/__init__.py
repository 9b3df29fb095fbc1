"""What the pages show, worked out from a desk: plain values without any mark-up."""
