"""Bytes of a YAML file → nodes with positions, and diagnostics."""
