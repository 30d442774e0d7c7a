"""Guide → slides of a screen."""
