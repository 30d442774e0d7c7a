"""The record of the last build: what was made, and from what."""
