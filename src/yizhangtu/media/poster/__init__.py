"""Guide → poster."""
