"""Poster → sheets of an office printer, to be cut and glued together."""
