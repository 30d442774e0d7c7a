"""A line of cards or a picture → text that a terminal shows."""
