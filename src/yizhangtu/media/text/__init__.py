"""Guide → plain text."""
