"""What tells a page from what a server sends in its place; checks report it, holding stops the run for it."""
