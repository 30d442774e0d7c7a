"""What the author's desk needs of the machine: files that are edited, changes by others, a port, secrets, a browser."""
