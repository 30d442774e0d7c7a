"""Guide → graph of its steps → line of cards."""
