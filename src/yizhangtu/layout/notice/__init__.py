"""The tables of a notice (公示)."""
