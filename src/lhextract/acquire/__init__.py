"""From a profile name or a file to a snapshot."""
