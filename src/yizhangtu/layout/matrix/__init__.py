"""A choice as a matrix: a column for each outcome, its steps below it."""
