"""A line of cards and a box in mm → a drawing with the largest text that fits, or why there is none."""
