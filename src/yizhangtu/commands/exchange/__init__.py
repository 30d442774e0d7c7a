"""Definitions in from other documents, and out to files for other programs."""
