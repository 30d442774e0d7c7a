"""Data of notices: rows of a table, amounts, periods, and what must not be printed of persons."""
