"""Guide → the record of a vote."""
