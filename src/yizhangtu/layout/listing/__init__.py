"""清单 → a table."""
