"""The kinds of media: one folder for each, and the registry that lists them."""
