"""Definitions as data: one form for what means the same, and documents brought up to it."""
