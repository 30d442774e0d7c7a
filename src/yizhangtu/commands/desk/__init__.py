"""What the author's desk does with guides: list, draw, share between writers, save, build. The web room shows it."""
