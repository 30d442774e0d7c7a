"""Guides whose content stands in tables beside the project file."""
