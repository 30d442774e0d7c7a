"""Nodes with positions → a guide or a project."""
