"""What differs between two JSON Schemas, how far each difference reaches, and which version that takes."""
