"""Texts of guides and projects → characters that cannot be printed."""
