"""What a finished notice (公示) must show besides its rows."""
