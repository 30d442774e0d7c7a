"""One library function for each command except build: data in, data out, nothing printed."""
