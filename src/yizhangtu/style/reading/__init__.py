"""Files of styles/ → checked values and diagnostics; imported only where a file has changed."""
