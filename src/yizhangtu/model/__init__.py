"""The data that rooms pass to one another: frozen, and without behaviour that belongs to one room."""
