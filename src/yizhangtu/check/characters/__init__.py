"""Texts of guides and projects → diagnostics of characters that cannot be printed."""
