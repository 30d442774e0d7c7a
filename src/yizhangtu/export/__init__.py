"""Pages → bytes: PDF, SVG, pixels, text for a terminal."""
