"""The files of a ledger, and the database of what was read from them."""
