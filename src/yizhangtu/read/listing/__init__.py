"""Tables (.csv, .xlsx) as the rows of a list."""
