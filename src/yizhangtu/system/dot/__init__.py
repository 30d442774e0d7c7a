"""Graphviz: the program dot, or a wheel that stands in for it."""
