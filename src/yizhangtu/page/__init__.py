"""Drawings and the guide's words → HTML pages: every line broken and measured here, only placed by the page."""
