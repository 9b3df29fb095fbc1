"""What can be learned from stewards' decisions: proposed, measured, and left for a person to accept."""
