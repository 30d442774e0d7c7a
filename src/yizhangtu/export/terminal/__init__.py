"""A line of cards, a table or a picture → text for a terminal."""
