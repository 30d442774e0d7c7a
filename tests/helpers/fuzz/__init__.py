"""Random definitions from a seed, and what the whole program does with them."""
