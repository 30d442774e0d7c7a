"""The library of guides that a project can start from: what each file says of itself, what is left blank in it."""
